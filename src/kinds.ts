import { bundleNotice } from './archive/bundle/notice.ts'
import { registerMail } from './base/mail/in/doors.ts'
import { registerTeller } from './base/mail/telling.ts'
import { registerBundleParts } from './base/things/bundling.ts'
import { registerDoings } from './base/things/doing.ts'
import { registerFinder } from './base/things/finding.ts'
import { registerFollowing } from './base/things/following.ts'
import { registerKinds } from './base/things/kinds.ts'
import { registerLineage } from './base/things/lineage.ts'
import { type NoticeKind, registerNotices } from './base/things/noticing.ts'
import { registerLook } from './base/things/peace.ts'
import { registerTalks } from './base/things/talk.ts'
import { registerTasks } from './base/things/tasks.ts'
import { collectionKind } from './collections/cards.ts'
import { agendaQuestionKind } from './communities/agenda/cards.ts'
import { agendaTie, questionStep } from './communities/agenda/lineage.ts'
import { communityPart } from './communities/bundle/taking.ts'
import {
  communityByMail,
  invitationDoor,
  joinDoor,
  joiningDoor,
  leaveDoor,
  roleDoor,
} from './communities/by-mail.ts'
import { communityKind } from './communities/cards.ts'
import { communityTasks } from './communities/desk/sources.ts'
import { pageKind } from './communities/pages/cards.ts'
import { workingGroupKind } from './communities/working-groups.ts'
import { threadPart } from './conversations/bundle/taking.ts'
import { beginDoor, replyDoor } from './conversations/by-mail.ts'
import { postKind, threadKind } from './conversations/cards.ts'
import { chatKind, chatTalk } from './conversations/chats/talk.ts'
import { answerDoings } from './conversations/doing.ts'
import { dutyDoor } from './conversations/door/duty-by-mail.ts'
import { calledNotice, offeredNotice, placedNotice } from './conversations/door/notices.ts'
import { implicationsKind } from './conversations/implications/kind.ts'
import { listDoor } from './conversations/lists/by-mail.ts'
import { listNotice, listRequestNotice } from './conversations/lists/notices.ts'
import { listTasks } from './conversations/lists/tasks.ts'
import { concerningTie, threadStep, threadTalk } from './conversations/talk.ts'
import { conversationTasks } from './conversations/tasks.ts'
import { endsDoor, needDoor, takeUpDoor } from './exchange/by-mail.ts'
import { needKind, offerKind } from './exchange/cards.ts'
import { mentorshipDoor } from './exchange/mentorship/by-mail.ts'
import { exchangeNotices } from './exchange/notices.ts'
import { entryDoor, sayNeedDoor, sayOfferDoor } from './exchange/saying-by-mail.ts'
import { exchangeTasks } from './exchange/tasks.ts'
import { healthPart } from './health/bundle/checks.ts'
import { valueStoryPart } from './health/bundle/stories.ts'
import { healthCheckDoor } from './health/by-mail.ts'
import { checkNotice } from './health/notices.ts'
import { healthTasks } from './health/tasks.ts'
import { valueStoryKind } from './health/value/cards.ts'
import { instrumentKind } from './instruments/cards.ts'
import { proposalKind } from './instruments/workshop/cards.ts'
import { checkPost, layPost } from './moderation/looking.ts'
import { decidedNotice, deedNotice, matterNotice, waitingNotice } from './moderation/notices.ts'
import { moderationTasks } from './moderation/tasks.ts'
import { followDoor, followKnownDoor, stopDoor, stopKnownDoor } from './notifications/doors-by-mail.ts'
import { noticesKind } from './notifications/kind.ts'
import { followPanel } from './notifications/panel.tsx'
import { answerNotice, postNotice } from './notifications/posts.ts'
import { unseenBy } from './notifications/reading.ts'
import { retelling } from './notifications/retelling.ts'
import { peopleByMail } from './people/by-mail.ts'
import { organisationKind, personKind } from './people/cards.ts'
import { organisationDoor } from './people/keeping-by-mail.ts'
import { countForBar } from './people/viewing.ts'
import { placeKind } from './places/cards.ts'
import { adoptionPart } from './records/bundle/adoptions.ts'
import { questionnairePart } from './records/bundle/questionnaires.ts'
import { recordPart } from './records/bundle/records.ts'
import { usePart } from './records/bundle/uses.ts'
import { writeUpPart } from './records/bundle/write-ups.ts'
import { recordKind } from './records/cards.ts'
import { creditDoor, writingDoor } from './records/contributors/by-mail.ts'
import { draftKind } from './records/contributors/draft-kind.ts'
import { custodianDoor } from './records/custody-by-mail.ts'
import { recordDoings, useDoings } from './records/doing.ts'
import { useKind } from './records/evidence/cards.ts'
import { useStep, useTie } from './records/evidence/lineage.ts'
import { keepingDoor, stillTrueDoor } from './records/freshness/by-mail.ts'
import { linkTie, recordStep } from './records/lineage.ts'
import { reviewDoor } from './records/review/by-mail.ts'
import { quotedDoor } from './records/write-up/by-mail.ts'
import { writeUpKind, writeUpTie } from './records/write-up/kind.ts'
import { quotedAgainNotice, quotedHiddenNotice, quotedNotice } from './records/write-up/notices.ts'
import { findByWords } from './search/finder.ts'
import { topicKind, vocabularyKind } from './vocabularies/cards.ts'

/** What people are told of as it happens. */
export const noticeKinds: NoticeKind[] = [
  ...[postNotice, answerNotice, offeredNotice, placedNotice, calledNotice, listNotice, listRequestNotice],
  ...[quotedNotice, quotedAgainNotice, quotedHiddenNotice],
  ...exchangeNotices,
  bundleNotice,
  ...[matterNotice, decidedNotice, waitingNotice, deedNotice],
  checkNotice,
]

/** Every kind of thing there is, and who finds them. */
export function registerEveryKind(): void {
  registerFinder(findByWords)
  registerNotices(...noticeKinds)
  registerFollowing(followPanel)
  // What needs somebody who looks after a community: a room adds its own here.
  registerTasks(conversationTasks, communityTasks, moderationTasks, healthTasks, exchangeTasks, listTasks)
  countForBar(unseenBy)
  registerTalks(threadTalk, chatTalk)
  // In the order in which they are taken in.
  registerBundleParts(
    ...[questionnairePart, communityPart, recordPart, usePart, adoptionPart, threadPart],
    ...[writeUpPart, valueStoryPart, healthPart],
  )
  registerLineage({
    steps: [questionStep, threadStep, recordStep, useStep],
    ties: [agendaTie, concerningTie, writeUpTie, linkTie, useTie],
  })
  registerDoings(recordDoings, useDoings, answerDoings)
  registerLook({ check: checkPost, lay: layPost })
  // What may be done by mail: a room adds its own here.
  registerMail(
    { ...peopleByMail, about: communityByMail },
    ...[beginDoor, replyDoor, joinDoor, leaveDoor],
    ...[sayNeedDoor, sayOfferDoor, entryDoor],
    ...[needDoor, takeUpDoor, mentorshipDoor, endsDoor, quotedDoor, listDoor, healthCheckDoor],
    ...[stillTrueDoor, custodianDoor, keepingDoor, creditDoor, writingDoor, reviewDoor],
    ...[invitationDoor, joiningDoor, roleDoor, dutyDoor, organisationDoor],
    ...[followDoor, followKnownDoor, stopDoor, stopKnownDoor],
  )
  registerTeller(retelling)
  registerKinds(
    placeKind,
    vocabularyKind,
    topicKind,
    instrumentKind,
    proposalKind,
    recordKind,
    draftKind,
    personKind,
    organisationKind,
    useKind,
    communityKind,
    workingGroupKind,
    threadKind,
    postKind,
    chatKind,
    writeUpKind,
    agendaQuestionKind,
    pageKind,
    collectionKind,
    offerKind,
    needKind,
    implicationsKind,
    valueStoryKind,
    noticesKind,
  )
}
