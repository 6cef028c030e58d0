import { t } from '../../base/i18n/t.ts'
import type { Cycle, OpenTo } from './story.ts'

export const cycleName = (cycle: Cycle): string =>
  ({
    immediate: () => t('value.immediate'),
    potential: () => t('value.potential'),
    applied: () => t('value.applied'),
    realised: () => t('value.realised'),
    strategic: () => t('value.strategic'),
    enabling: () => t('value.enabling'),
    orienting: () => t('value.orienting'),
    transformative: () => t('value.transformative'),
  })[cycle]()

export const openToName = (openTo: OpenTo): string =>
  ({
    facilitators: () => t('value.forFacilitators'),
    members: () => t('value.forMembers'),
    everyone: () => t('value.forEveryone'),
  })[openTo]()
