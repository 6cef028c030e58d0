import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { atomically, db } from '../../base/database/database.ts'
import { refuse } from '../../base/refusal.ts'
import { isLang } from '../../base/text.ts'
import type { TalkHead } from '../../base/things/talk.ts'
import type { Viewer } from '../../base/viewer.ts'
import { definitionOf, type Edition, everyInstrument } from '../../instruments/editions.ts'
import { personOf } from '../../people/account.ts'
import { type WordsQuestion, wordsQuestions } from './questions.ts'
import { passagesOf, type WriteUp, writeUpFor } from './reading.ts'
import { sourceChanged } from './telling.ts'
import { isShortened, most, type Passage } from './write-up.ts'

/** What is told of experience comes first. */
const first = ['lesson', 'story', 'practice', 'case']

/** A write-up as it is arranged. */
export interface Arrangement {
  one: WriteUp
  head: TalkHead
  passages: Passage[]
  /** By which it can be written. */
  instruments: Edition[]
  /** Of the one that is chosen. */
  questions: WordsQuestion[]
}

/** The questionnaires that make records, those first that are told of experience. One query. */
async function instrumentsFor(viewer: Viewer): Promise<Edition[]> {
  const rank = (makes: string) => (first.indexOf(makes) + first.length + 1) % (first.length + 1)
  return (await everyInstrument(viewer))
    .filter(({ makes }) => makes !== 'none')
    .toSorted((a, b) => rank(a.makes) - rank(b.makes) || a.questions - b.questions)
}

/** The refusals of `writeUpFor`; 409 for one whose draft is made. */
export async function arrangementOf(
  viewer: Viewer,
  ref: string,
  { lock = false } = {},
): Promise<Arrangement> {
  const { one, head } = await writeUpFor(viewer, ref, { lock })
  if (!head) return refuse('conflict', 'writeup.madeAlready')
  const instruments = await instrumentsFor(viewer)
  const chosen = instruments.find(({ slug }) => slug === one.instrument)
  return {
    ...{ one, head, instruments },
    // What was taken from sight where it was said is not to be read here either.
    passages: (await passagesOf(one)).filter(({ there }) => there),
    questions: chosen ? wordsQuestions(await definitionOf(chosen.id)) : [],
  }
}

/** Chooses by which questionnaire it is written, and in which language. What no question of it takes stands under none. Refuses one that makes no records. */
export function chooseInstrument(
  viewer: Viewer,
  ref: string,
  { instrument, lang }: { instrument: string; lang: string },
): Promise<void> {
  return atomically(async () => {
    personOf(viewer)
    const { one, instruments } = await arrangementOf(viewer, ref, { lock: true })
    const edition = instruments.find(({ slug }) => slug === instrument)
    if (!edition) return refuse('invalid', 'writeup.chooseInstrument')
    if (!isLang(lang)) refuse('invalid', 'people.noLanguage')
    await sql`
      update write_up set instrument = ${edition.instrument}, lang = ${lang}, revision = revision + 1 where thing = ${one.id}`.execute(
      db(),
    )
    const slots = wordsQuestions(await definitionOf(edition.id)).map(({ slot }) => slot)
    await sql`
      update passage set slot = null, label = null where write_up = ${one.id} and slot <> all(${slots}::text[])`.execute(
      db(),
    )
  })
}

/** What a form says of a passage. */
export interface Arranged {
  ref: string
  words: string
  /** Empty for none. */
  slot: string
}

export interface Arranging {
  /** Of the write-up, as the form was drawn. */
  revision: number
  passages: Arranged[]
  /** One of them goes up or down among the others, or out. */
  move?: { ref: string; way: 'up' | 'down' | 'out' }
  /** Those that are named stand in this order from now on, before the others. */
  order?: boolean
}

/**
 * Puts passages under questions, in an order, and shortens them. Refuses what somebody else arranged meanwhile,
 * words that the original does not say in this order, and none; nothing is kept then.
 */
export function arrangePassages(
  viewer: Viewer,
  ref: string,
  { revision, passages, move, order }: Arranging,
): Promise<void> {
  return atomically(async () => {
    personOf(viewer)
    const { one, passages: standing, questions } = await arrangementOf(viewer, ref, { lock: true })
    if (one.revision !== revision) refuse('conflict', 'writeup.changedMeanwhile')
    for (const { ref: of, words, slot } of passages) {
      const nth = standing.findIndex((passage) => passage.ref === of)
      const passage = standing[nth]
      if (!passage) continue
      const shorter = words.toWellFormed().replaceAll('\0', '').replace(/\r\n?/g, '\n').trim()
      if (!shorter || shorter.length > most.words || !isShortened(passage.original, shorter))
        refuse('invalid', 'writeup.onlyShorter', { nth: nth + 1 })
      const question = questions.find((asked) => asked.slot === slot)
      await sql`
        update passage set words = ${shorter}, slot = ${question?.slot ?? null}, label = ${question ? JSON.stringify(question.label) : null}::jsonb
        where ref = ${of} and write_up = ${one.id}`.execute(db())
    }
    if (move) await movePassage(one.id, standing, move)
    if (order) await keepOrder(one.id, inOrder(standing, passages))
    await sql`update write_up set revision = revision + 1 where thing = ${one.id}`.execute(db())
  })
}

async function movePassage(id: number, standing: Passage[], { ref, way }: NonNullable<Arranging['move']>) {
  if (way === 'out')
    return void (await sql`delete from passage where ref = ${ref} and write_up = ${id}`.execute(db()))
  const order = standing.map((passage) => passage.ref as string)
  const at = order.indexOf(ref)
  const to = at + (way === 'up' ? -1 : 1)
  if (at < 0 || to < 0 || to >= order.length) return
  order.splice(to, 0, ...order.splice(at, 1))
  await keepOrder(id, order)
}

function inOrder(standing: Passage[], named: Arranged[]): string[] {
  const first = named.map(({ ref }) => ref)
  return [...first, ...standing.map(({ ref }) => ref as string).filter((ref) => !first.includes(ref))]
}

async function keepOrder(id: number, refs: string[]): Promise<void> {
  await sql`
    update passage set position = nth from unnest(${refs}::text[]) with ordinality as one (ref, nth)
    where passage.ref = one.ref and write_up = ${id}`.execute(db())
}

/** Puts away one that is not a draft yet. The refusals of `arrangementOf`. */
export function giveUpWriteUp(viewer: Viewer, ref: string): Promise<TalkHead> {
  return atomically(async () => {
    personOf(viewer)
    const { one, head } = await arrangementOf(viewer, ref, { lock: true })
    await db().deleteFrom('write_up').where('thing', '=', one.id).execute()
    await db().updateTable('thing').set({ state: 'withdrawn' }).where('id', '=', one.id).execute()
    await audit(viewer, 'write-up.given-up', one.id)
    await sourceChanged(head.id)
    return head
  })
}
