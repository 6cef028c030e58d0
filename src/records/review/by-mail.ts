import { t } from '../../base/i18n/t.ts'
import { readThere, yesNoDoor } from '../../base/mail/in/answering.ts'
import type { MailDoor } from '../../base/mail/in/doors.ts'
import { url } from '../../ui/url.ts'
import { acceptReview, declineReview } from './answering.ts'

/** Says that they will read what waits for a review, or will not. */
export const reviewDoor: MailDoor = yesNoDoor('review', async ({ viewer, words: [ref = ''] }, yes) => {
  await (yes ? acceptReview(viewer, ref) : declineReview(viewer, ref))
  return yes
    ? [{ words: t('review.mailReads') }, readThere(url`/reviews/${ref}`)]
    : [{ words: t('review.mailReadsNot') }]
})
