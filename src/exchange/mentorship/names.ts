import { t } from '../../base/i18n/t.ts'
import { type Url, url } from '../../ui/url.ts'
import type { MentorshipState, StoryOf } from './mentorship.ts'

export const storyUrl = ({ ref, told }: StoryOf): Url =>
  told ? url`/records/${ref}` : url`/drafts/${ref}/telling`

export const mentorshipStateName = (state: MentorshipState): string =>
  ({
    asked: () => t('mentorship.stateAsked'),
    agreed: () => t('mentorship.stateAgreed'),
    paused: () => t('mentorship.statePaused'),
    declined: () => t('mentorship.stateDeclined'),
    'taken-back': () => t('mentorship.stateTakenBack'),
    ended: () => t('mentorship.stateEnded'),
  })[state]()
