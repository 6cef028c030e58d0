import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { atomically, db } from '../../base/database/database.ts'
import type { Ref } from '../../base/ids.ts'
import { refuse } from '../../base/refusal.ts'
import { isLang } from '../../base/text.ts'
import { makeThing } from '../../base/things/things.ts'
import type { Viewer } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import type { Community } from '../community.ts'
import { refusePaused } from '../deeds.ts'
import { communityFor } from '../reading.ts'
import { mayKeep, mayWork } from '../texts/access.ts'
import { practiceChanged } from '../texts/changed.ts'
import { maySettle, type Progress } from './question.ts'
import { type AgendaQuestion, questionFor } from './reading.ts'

/** So much is wanted to be learned at a time at most; what is answered or laid down counts. */
const mostQuestions = 200

/** The community, held until the transaction is over, if the viewer works on what it knows. */
async function communityToWorkOn(viewer: Viewer, slug: string): Promise<Community> {
  const community = await communityFor(viewer, slug)
  refusePaused(community)
  if (!mayWork(viewer, community)) refuse('forbidden', 'practice.membersOnly')
  await sql`select from community where thing = ${community.id} for update`.execute(db())
  return community
}

/** A question whose row is held, so that what was read of it stays. */
async function questionHeld(viewer: Viewer, slug: string, ref: string): Promise<AgendaQuestion> {
  const { id } = await questionFor(viewer, slug, ref)
  await sql`select from agenda_question where thing = ${id} for update`.execute(db())
  return questionFor(viewer, slug, ref)
}

/** Puts a question at the end of the agenda. Refuses whoever does not belong, and too many. Gives its reference. */
export function addQuestion(
  viewer: Viewer,
  slug: string,
  { words, lang }: { words: string; lang: string },
): Promise<Ref> {
  return atomically(async () => {
    const community = await communityToWorkOn(viewer, slug)
    if (!isLang(lang)) refuse('invalid', 'people.noLanguage')
    const { rows } = await sql<{ there: number; last: number }>`
      select count(*)::int as there, coalesce(max(position), 0) as last from agenda_question where community = ${community.id}`.execute(
      db(),
    )
    const { there, last } = rows[0]!
    if (there >= mostQuestions) refuse('invalid', 'practice.agendaFull', { most: mostQuestions })
    const { id, ref } = await makeThing({ kind: 'agenda-question', circle: community.circle })
    await db()
      .insertInto('agenda_question')
      .values({
        thing: id,
        community: community.id,
        position: last + 1,
        words: JSON.stringify({ original: lang, texts: { [lang]: words } }),
      })
      .execute()
    await audit(viewer, 'agenda.question-added', id)
    await practiceChanged([id], [community.id])
    return ref
  })
}

/** Says a question in other words, or in another language besides. Refuses whoever may not settle it. */
export function sayQuestion(
  viewer: Viewer,
  slug: string,
  ref: string,
  { words, lang }: { words: string; lang: string },
): Promise<void> {
  return atomically(async () => {
    const question = await questionToSettle(viewer, slug, ref)
    if (!isLang(lang)) refuse('invalid', 'people.noLanguage')
    const { original, texts } = question.words
    await db()
      .updateTable('agenda_question')
      .set({ words: JSON.stringify({ original, texts: { ...texts, [lang]: words } }) })
      .where('thing', '=', question.id)
      .execute()
    await audit(viewer, 'agenda.question-said', question.id)
    await practiceChanged([question.id], [question.community.id])
  })
}

async function questionToSettle(viewer: Viewer, slug: string, ref: string): Promise<AgendaQuestion> {
  const question = await questionHeld(viewer, slug, ref)
  if (!maySettle(viewer, question.community, question)) refuse('forbidden', 'practice.ownerOnly')
  return question
}

export const ways = ['up', 'down', 'first', 'last'] as const
export type Way = (typeof ways)[number]

/** Moves a question in the order, one step or to an end. Refuses whoever does not facilitate the community. */
export function moveQuestion(viewer: Viewer, slug: string, ref: string, way: Way): Promise<void> {
  return atomically(async () => {
    const { id, community } = await questionFor(viewer, slug, ref)
    if (!mayKeep(viewer, community)) refuse('forbidden', 'practice.facilitatorsOnly')
    await sql`select from community where thing = ${community.id} for update`.execute(db())
    const { rows } = await sql<{ id: number }>`
      select thing as id from agenda_question where community = ${community.id} order by position, thing`.execute(
      db(),
    )
    const order = rows.map((row) => row.id).filter((one) => one !== id)
    const at = rows.findIndex((row) => row.id === id)
    order.splice({ up: Math.max(0, at - 1), down: at + 1, first: 0, last: order.length }[way], 0, id)
    await sql`
      update agenda_question set position = moved.position
      from unnest(${order}::bigint[]) with ordinality as moved (id, position) where thing = moved.id`.execute(
      db(),
    )
    await audit(viewer, 'agenda.question-moved', id)
    await practiceChanged([id], [community.id])
  })
}

/** Takes a question on, which nobody has: from now on they see to it that it is answered. Refuses whoever does not belong. */
export function takeQuestionOn(viewer: Viewer, slug: string, ref: string): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const { id, community, owner } = await questionHeld(viewer, slug, ref)
    refusePaused(community)
    if (!mayWork(viewer, community)) refuse('forbidden', 'practice.membersOnly')
    if (owner) refuse('conflict', 'practice.hasOwner')
    await sql`update agenda_question set owner = ${me} where thing = ${id}`.execute(db())
    await audit(viewer, 'agenda.question-taken-on', id)
    await practiceChanged([id], [community.id])
  })
}

/** Lays a question down again, for somebody else to take on. Refuses whoever may not settle it. */
export function releaseQuestion(viewer: Viewer, slug: string, ref: string): Promise<void> {
  return atomically(async () => {
    const { id, community } = await questionToSettle(viewer, slug, ref)
    await sql`update agenda_question set owner = null where thing = ${id}`.execute(db())
    await audit(viewer, 'agenda.question-released', id)
    await practiceChanged([id], [community.id])
  })
}

/** Says how far a question has come, and why. Refuses whoever may not settle it, and where it has come so far already. */
export function progressQuestion(
  viewer: Viewer,
  slug: string,
  ref: string,
  { progress, reason, lang }: { progress: Progress; reason: string; lang: string },
): Promise<void> {
  return atomically(async () => {
    const question = await questionToSettle(viewer, slug, ref)
    if (question.progress === progress) refuse('conflict', 'practice.sameProgress')
    const { id, community } = question
    await sql`update agenda_question set progress = ${progress} where thing = ${id}`.execute(db())
    const by = viewer.kind === 'person' ? viewer.id : null
    await db().insertInto('agenda_step').values({ question: id, progress, reason, lang, by }).execute()
    await audit(viewer, 'agenda.question-progressed', id, { progress })
    await practiceChanged([id], [community.id])
  })
}
