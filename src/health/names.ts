import { formatNumber, t } from '../base/i18n/t.ts'
import { fewestShown } from './check.ts'
import type { ElementName, Step } from './elements.ts'
import type { Trend } from './rule.ts'
import { fewest } from './rule.ts'
import type { Stage, StageReason } from './stage.ts'

/** A figure of people as it is shown: of few it is not said how many, so that nobody is known by it. */
export const peopleShown = (count: number | null): string =>
  count === null || count < fewestShown ? t('health.fewerThan', { fewest: fewestShown }) : formatNumber(count)

export const elementTitle = (name: ElementName): string =>
  ({
    domain: () => t('health.elDomain'),
    engaged: () => t('health.elEngaged'),
    sharing: () => t('health.elSharing'),
    facilitation: () => t('health.elFacilitation'),
    goals: () => t('health.elGoals'),
    backing: () => t('health.elBacking'),
    tools: () => t('health.elTools'),
    value: () => t('health.elValue'),
  })[name]()

export const stageName = (stage: Stage): string =>
  ({
    potential: () => t('health.stPotential'),
    coalescing: () => t('health.stCoalescing'),
    maturing: () => t('health.stMaturing'),
    stewardship: () => t('health.stStewardship'),
    transformation: () => t('health.stTransformation'),
  })[stage]()

export const reasonWords = (reason: StageReason): string =>
  ({
    rests: () => t('health.whyRests'),
    'past-its-best': () => t('health.whyPast'),
    'nobody-facilitates': () => t('health.whyNobody'),
    'few-talk': () => t('health.whyFew'),
    young: () => t('health.whyYoung'),
    'little-made': () => t('health.whyLittle'),
    made: () => t('health.whyMade'),
    lasts: () => t('health.whyLasts'),
    grows: () => t('health.whyGrows'),
  })[reason]()

export const trendWords = (trend: Trend): string =>
  ({
    small: () => t('health.trendSmall', { fewest }),
    young: () => t('health.trendYoung'),
    growing: () => t('health.trendGrowing'),
    steady: () => t('health.trendSteady'),
    slowing: () => t('health.trendSlowing'),
  })[trend]()

export const stepWords = (step: Step): string =>
  ({
    'say-question': () => t('health.stepSayQuestion'),
    'say-topics': () => t('health.stepSayTopics'),
    'set-agenda': () => t('health.stepSetAgenda'),
    invite: () => t('health.stepInvite'),
    greet: () => t('health.stepGreet'),
    answer: () => t('health.stepAnswer'),
    'write-up': () => t('health.stepWriteUp'),
    'fill-library': () => t('health.stepFillLibrary'),
    'second-facilitator': () => t('health.stepSecondFacilitator'),
    'renew-term': () => t('health.stepRenewTerm'),
    'set-goal': () => t('health.stepSetGoal'),
    'end-goal': () => t('health.stepEndGoal'),
    'say-home': () => t('health.stepSayHome'),
    'say-successor': () => t('health.stepSaySuccessor'),
    'ask-in-language': () => t('health.stepAskInLanguage'),
    'say-channel': () => t('health.stepSayChannel'),
    'tell-value': () => t('health.stepTellValue'),
    'begin-check': () => t('health.stepBeginCheck'),
    reflect: () => t('health.stepReflect'),
  })[step]()
