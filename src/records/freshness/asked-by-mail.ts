import { t } from '../../base/i18n/t.ts'
import { yesOrNo } from '../../base/mail/in/answering.ts'
import type { Answer } from '../../base/things/noticing.ts'

/** Whether this version of a record is still true. */
export const stillTrueAnswer = (ref: string, version: number): Answer => ({
  way: 'stillTrue',
  words: [ref, version.toString(36)],
  how: t('freshness.mailHow', { yes: yesOrNo.yes(), no: yesOrNo.no() }),
})
