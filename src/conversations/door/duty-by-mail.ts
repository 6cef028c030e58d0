import { t } from '../../base/i18n/t.ts'
import { readThere, yesNoDoor } from '../../base/mail/in/answering.ts'
import type { MailDoor } from '../../base/mail/in/doors.ts'
import { missing } from '../../base/refusal.ts'
import { url } from '../../ui/url.ts'
import { dutiesFor, endDuty, takeDuty } from './duty.ts'

/** Says yes or no to looking after the door. What was taken on is laid down on its page. */
export const dutyDoor: MailDoor = yesNoDoor('duty', async ({ viewer, words: [id = ''] }, yes) => {
  const duty = Number.parseInt(id, 36)
  if (!(await dutiesFor(viewer)).some((one) => one.id === duty && one.own && one.since === null)) missing()
  await (yes ? takeDuty(viewer, duty) : endDuty(viewer, duty))
  return [
    { words: yes ? t('door.mailOnDuty') : t('mailin.saidNo') },
    ...(yes ? [readThere(url`/ask/duty`)] : []),
  ]
})
