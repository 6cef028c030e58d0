import { registerFinder } from './base/things/finding.ts'
import { registerKinds } from './base/things/kinds.ts'
import { collectionKind } from './collections/cards.ts'
import { agendaQuestionKind } from './communities/agenda/cards.ts'
import { communityKind } from './communities/cards.ts'
import { pageKind } from './communities/pages/cards.ts'
import { workingGroupKind } from './communities/working-groups.ts'
import { postKind, threadKind } from './conversations/cards.ts'
import { instrumentKind } from './instruments/cards.ts'
import { proposalKind } from './instruments/workshop/cards.ts'
import { organisationKind, personKind } from './people/cards.ts'
import { placeKind } from './places/cards.ts'
import { recordKind } from './records/cards.ts'
import { draftKind } from './records/contributors/draft-kind.ts'
import { useKind } from './records/evidence/cards.ts'
import { findByWords } from './search/finder.ts'
import { topicKind, vocabularyKind } from './vocabularies/cards.ts'

/** Every kind of thing there is, and who finds them. */
export function registerEveryKind(): void {
  registerFinder(findByWords)
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
    collectionKind,
    communityKind,
    workingGroupKind,
    threadKind,
    postKind,
    agendaQuestionKind,
    pageKind,
  )
}
