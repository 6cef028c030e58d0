import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { t } from '../base/i18n/t.ts'
import type { Ref } from '../base/ids.ts'
import type { Fault } from '../base/import.ts'
import { makeThing } from '../base/things/things.ts'
import type { Practice } from './practice-shape.ts'
import { practiceChanged } from './texts/changed.ts'

type Version = Practice['pages'][number]['versions'][number]

/** Whoever has this handle, if they are here. */
const person = (handle: string | undefined) => sql<number | null>`
  (select thing from person where handle = ${handle ?? null} and left_at is null)`

/** When it was said; now where it is not told. */
const moment = (at: string | undefined) => (at ? { at } : {})

/**
 * Takes in what a community holds together, in the transaction that takes the community in: its pages and
 * questions with their versions, and its library. What it names and is not here is left out and named.
 */
export async function importPractice(
  community: number,
  { pages, library, agenda }: Practice,
): Promise<Fault[]> {
  const { circle } = await db()
    .selectFrom('thing')
    .select('circle')
    .where('id', '=', community)
    .executeTakeFirstOrThrow()
  const made: number[] = []
  for (const { ref, slug, versions } of pages) {
    const { id } = await makeThing({ kind: 'page', ref, circle })
    await db().insertInto('page').values({ thing: id, community, slug }).execute()
    await keepVersions(id, versions)
    made.push(id)
  }
  const faults = await keepItems(community, library)
  for (const [i, question] of agenda.entries()) {
    const { id } = await makeThing({ kind: 'agenda-question', ref: question.ref, circle })
    faults.push(...(await keepQuestion(community, id, i + 1, question)))
    made.push(id)
  }
  await practiceChanged(made)
  return faults
}

async function keepVersions(thing: number, versions: Version[]): Promise<void> {
  for (const [i, { by, at, note, ...said }] of versions.entries())
    await db()
      .insertInto('shared_text')
      .values({ thing, number: i + 1, ...said, note: note ?? null, by: person(by), ...moment(at) })
      .execute()
}

async function keepItems(community: number, library: Practice['library']): Promise<Fault[]> {
  const faults: Fault[] = []
  for (const [i, { lang, note, by, at, ...meant }] of library.entries()) {
    const target = 'ref' in meant ? await thingOf(meant.ref) : undefined
    if ('ref' in meant && target === undefined) {
      faults.push({ place: `library[${i}]`, message: t('practice.noSuchThing') })
      continue
    }
    const what = 'ref' in meant ? { target } : { href: meant.href, title: meant.title }
    await db()
      .insertInto('library_item')
      .values({ community, ...what, lang, note: note ?? null, by: person(by), ...moment(at) })
      .onConflict((c) => c.doNothing())
      .execute()
  }
  return faults
}

async function keepQuestion(
  community: number,
  id: number,
  position: number,
  { words, owner, progress, steps, answer, ties }: Practice['agenda'][number],
): Promise<Fault[]> {
  await db()
    .insertInto('agenda_question')
    .values({ thing: id, community, position, words: JSON.stringify(words), owner: person(owner), progress })
    .execute()
  for (const { by, at, ...said } of steps)
    await db()
      .insertInto('agenda_step')
      .values({ question: id, ...said, by: person(by), ...moment(at) })
      .execute()
  await keepVersions(id, answer)
  const faults: Fault[] = []
  for (const [i, ref] of ties.entries()) {
    const thing = await thingOf(ref)
    if (thing === undefined)
      faults.push({ place: `agenda[${position - 1}].ties[${i}]`, message: t('practice.noSuchThing') })
    else
      await db()
        .insertInto('agenda_tie')
        .values({ question: id, thing })
        .onConflict((c) => c.doNothing())
        .execute()
  }
  return faults
}

const thingOf = async (ref: Ref): Promise<number | undefined> =>
  (await db().selectFrom('thing').select('id').where('ref', '=', ref).executeTakeFirst())?.id
