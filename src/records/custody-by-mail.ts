import { t } from '../base/i18n/t.ts'
import { readThere, yesNoDoor } from '../base/mail/in/answering.ts'
import type { MailDoor } from '../base/mail/in/doors.ts'
import { url } from '../ui/url.ts'
import { answerProposal } from './custodians.ts'

/** Says yes or no to keeping a record true. */
export const custodianDoor: MailDoor = yesNoDoor(
  'custodian',
  async ({ viewer, words: [ref = '', proposal = ''] }, yes) => {
    await answerProposal(viewer, ref, Number.parseInt(proposal, 36), yes ? 'yes' : 'no')
    return [
      { words: yes ? t('records.mailKeeps') : t('mailin.saidNo') },
      readThere(url`/records/${ref}/custodian`),
    ]
  },
)
