import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { planned } from '../base/database/planned.ts'
import { found } from '../base/refusal.ts'
import type { Text } from '../base/text.ts'
import { holds, type Viewer } from '../base/viewer.ts'
import { type CommunityDesk, desksAsked, desksDrawn } from '../communities/desk/tasks.ts'
import { waitingFor } from '../conversations/door/duty.ts'
import { couldAnswer } from '../conversations/door/listing.ts'
import { type ListedThread, newestOfMine } from '../conversations/listing.ts'
import { type ProposalWaiting, proposalsWaiting } from '../instruments/workshop/listing.ts'
import { toModerate, type Waiting } from '../moderation/queue.ts'
import type { NoticesOf } from '../notifications/notice.ts'
import { newestFor } from '../notifications/reading.ts'
import { personOf } from '../people/account.ts'
import type { RunState } from '../records/bringing/run.ts'
import { type CustodyWaiting, custodyWaiting } from '../records/custody-waiting.ts'
import { toLookAt, type WaitingToLookAt } from '../records/freshness/waiting.ts'
import { type DeskReviews, deskReviews } from '../records/review/desk-reviews.ts'
import { type ListedDraft, notClosed, titleOfDraft } from '../records/writing/drafts.ts'
import { changesKept, type KeptChange } from './desk-changes.ts'
import { unkeptOf } from './desk-curating.ts'
import { type Troubles, troublesOf } from './desk-operating.ts'
import { curates } from './desk-rights.ts'

export interface Desk {
  handle: string
  /** How many lines their profile has. */
  told: number
  organisations: {
    slug: string
    name: Text
    /** How many ask to belong, and how many organisations to be a branch of it. */
    asking: number
    branches: number
  }[]
  /** Organisations that ask them to keep their page. */
  keeping: { slug: string; name: Text }[]
  /** Imports of theirs that are not over, or were over today: what they are at, and how many lines were left out. */
  imports: { ref: string; file: string; state: RunState; faults: number }[]
  /** What is new to them, the first of it. */
  notices: NoticesOf[]
  /** What is talked about in the communities they belong to. */
  talk: ListedThread[]
  /** How many questions wait that they could answer; whether they are on duty at the door, and how many wait there. */
  couldAnswer: { total: number }
  door: { onDuty: boolean; waiting: number }
  /** What the communities that they look after need. */
  communities: CommunityDesk[]
  /** What they wrote at last. */
  drafts: Pick<ListedDraft, 'ref' | 'lang' | 'title' | 'changed'>[]
  /** Records that wait for them to say whether they are still true: the first of these, and how many there are. */
  toLookAt: WaitingToLookAt
  /** Records that wait for them to say who keeps them true, or to bring them into a new edition. */
  custody: CustodyWaiting[]
  /** How many records and collections they are asked to keep. */
  asksToKeep: number
  /** Proposals for questionnaires that they curate, to be adopted or declined. */
  proposals: ProposalWaiting[]
  /** Reviews that wait for them, and what became of what they submitted. */
  reviews: DeskReviews
  /** What others did to what they keep and write since they last looked: the newest of it, and how much there is. */
  changed: { changes: KeptChange[]; total: number }
  /** How many nobody keeps, of what they curate. */
  unkept: { organisations: number; collections: number }
  curates: boolean
  /** What waits for them where they keep the peace: of a community, or of the whole site. */
  toModerate: Waiting[]
  moderates: boolean
  operates: boolean
  /** Of an operator. */
  troubles?: Troubles
}

type Asked = Omit<Desk, 'custody' | 'communities' | 'curates' | 'moderates' | 'operates' | 'troubles'> & {
  desks: Parameters<typeof desksDrawn>[0]
}

const most = 10

/** What waits for whoever is signed in, and where they may go. Three queries, and two more for an operator. */
export async function deskOf(viewer: Viewer): Promise<Desk> {
  const person = personOf(viewer)
  const { rows } = await sql<Asked>`${planned}
    select handle, (select count(*)::int from profile_line where person = ${person}) as told,
      coalesce((select json_agg(json_build_object('slug', slug, 'name', name,
          'asking', (select count(*) from belonging as asking where belonging.standing = 'steward' and asking.organisation = organisation.thing
            and asking.standing = 'asked' and asking.ended is null),
          'branches', (select count(*) from organisation as below where belonging.standing = 'steward' and below.asks_parent = organisation.thing)))
        from belonging join organisation on organisation.thing = belonging.organisation
        where belonging.person = ${person} and ended is null and standing in ('member', 'steward')), '[]') as organisations,
      coalesce((select json_agg(json_build_object('slug', slug, 'name', name) order by slug)
        from belonging join organisation on organisation.thing = belonging.organisation
        where belonging.person = ${person} and ended is null and offered), '[]') as keeping,
      coalesce((select json_agg(one) from (
        select ref, file, state, (select count(*) from import_line where run = import_run.id and outcome = 'fault') as faults
        from import_run where import_run.person = ${person} and (state not in ('done', 'undone') or finished > now() - interval '1 day')
        order by at desc limit ${most}) as one), '[]') as imports,
      coalesce((select json_agg(one) from (
        select thing.ref, draft.lang, thing.changed, ${titleOfDraft} as title
        from draft_writer join draft on draft.thing = draft_writer.draft join thing on thing.id = draft.thing join edition on edition.id = draft.edition
        where draft_writer.person = ${person} and thing.state = 'draft' and ${notClosed} order by thing.changed desc limit 3) as one), '[]') as drafts,
      ${newestFor(viewer, 3)} as notices, ${newestOfMine(viewer, 5)} as talk, ${toModerate(viewer)} as "toModerate",
      ${couldAnswer(viewer, person)} as "couldAnswer", ${waitingFor(person)} as door, ${desksAsked(viewer)} as desks,
      (select count(*)::int from custodianship where person = ${person} and proposed_by <> person and since is null and ended is null)
        + (select count(*)::int from collection_offer where person = ${person} and answered is null) as "asksToKeep",
      ${toLookAt(viewer)} as "toLookAt",
      ${proposalsWaiting(viewer)} as proposals, ${deskReviews(viewer)} as reviews, ${unkeptOf(viewer)} as unkept,
      ${changesKept(viewer, 3)} as changed
    from person where thing = ${person}`.execute(db())
  const { desks, ...asked } = found(rows[0])
  return {
    ...asked,
    communities: desksDrawn(desks),
    custody: await custodyWaiting(viewer),
    curates: curates(viewer),
    moderates: holds(viewer, 'moderator'),
    operates: holds(viewer, 'operator'),
    troubles: await troublesOf(viewer),
  }
}
