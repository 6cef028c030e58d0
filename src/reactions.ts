import { bundleJob, bundleSweepJob } from './archive/bundle/making.ts'
import { bundleUndoJob } from './archive/bundle/undoing.ts'
import { sweepJob } from './base/files/sweeping.ts'
import { readJob } from './base/files/words.ts'
import type { JobKind } from './base/jobs.ts'
import { mailInJob } from './base/mail/in/settling.ts'
import { mailInSweepJob } from './base/mail/in/sweeping.ts'
import { mailJob } from './base/mail/sending.ts'
import { mailSweepJob } from './base/mail/sweeping.ts'
import type { Reaction } from './base/outbox/reactions.ts'
import { collectionReactions } from './collections/following.ts'
import { communityInvitationJob } from './communities/invited.ts'
import { chatSweepJob } from './conversations/chats/bringing.ts'
import { askingSweepJob } from './conversations/door/holding.ts'
import { doorJob } from './conversations/door/reminding.ts'
import { listJob, listSweepJob } from './conversations/lists/work.ts'
import { exchangeJob } from './exchange/jobs.ts'
import { noticeKinds } from './kinds.ts'
import { hookJob, hookSweepJob } from './notifications/hooks/delivering.ts'
import { hookReactions } from './notifications/hooks/queuing.ts'
import { noticeMailJob, noticeSweepJob } from './notifications/mailing.ts'
import { noticeReactions } from './notifications/telling.ts'
import { invitationJob, sessionJob } from './people/sweeping.ts'
import { sentJob } from './records/bringing/sent.ts'
import { importJob } from './records/bringing/work.ts'
import { draftInvitationJob } from './records/contributors/sweeping.ts'
import { embargoJob } from './records/embargoes.ts'
import { addressReactions } from './records/freshness/addresses.ts'
import { freshnessJob } from './records/freshness/asking.ts'
import { addressJob } from './records/freshness/checking.ts'
import { reviewJob } from './records/review/asking.ts'
import { newsJob } from './records/telling.ts'
import { translationReactions } from './records/translating/counting.ts'
import { writeUpJob } from './records/write-up/leaving-out.ts'
import { writeUpReaction } from './records/write-up/settling.ts'
import { searchReactions } from './search/reactions.ts'

/** The wiring diagram: what happened, and who reacts. */
export const reactions: Reaction[] = [
  ...searchReactions,
  ...collectionReactions,
  ...addressReactions,
  ...translationReactions,
  writeUpReaction,
  ...noticeReactions(noticeKinds),
  ...hookReactions,
]

/** What is done later or comes round by itself. */
export const jobs: JobKind[] = [
  addressJob,
  askingSweepJob,
  chatSweepJob,
  bundleJob,
  bundleSweepJob,
  bundleUndoJob,
  communityInvitationJob,
  doorJob,
  draftInvitationJob,
  embargoJob,
  exchangeJob,
  freshnessJob,
  hookJob,
  hookSweepJob,
  importJob,
  invitationJob,
  mailInJob,
  mailInSweepJob,
  listJob,
  listSweepJob,
  mailJob,
  mailSweepJob,
  newsJob,
  noticeMailJob,
  noticeSweepJob,
  readJob,
  reviewJob,
  sentJob,
  sessionJob,
  sweepJob,
  writeUpJob,
]
