import { t } from '../base/i18n/t.ts'
import { readThere, yesNoDoor } from '../base/mail/in/answering.ts'
import type { MailDoor } from '../base/mail/in/doors.ts'
import { url } from '../ui/url.ts'
import { organisationHanding, slugOfOrganisation } from './handing.ts'

/** Says yes or no to keeping the page of an organisation. */
export const organisationDoor: MailDoor = yesNoDoor(
  'organisation',
  async ({ viewer, words: [ref = ''] }, yes) => {
    await organisationHanding.answer(viewer, ref, yes)
    return [
      { words: yes ? t('people.mailKeepsPage') : t('mailin.saidNo') },
      readThere(url`/organisations/${await slugOfOrganisation(ref)}`),
    ]
  },
)
