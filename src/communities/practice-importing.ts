import { db } from '../base/database/database.ts'
import { t } from '../base/i18n/t.ts'
import type { Ref } from '../base/ids.ts'
import type { Fault } from '../base/import.ts'
import type { Taking, Who } from '../base/things/bundling.ts'
import { makeThing } from '../base/things/things.ts'
import { saidBy } from '../people/elsewhere.ts'
import type { Practice } from './practice-shape.ts'
import { practiceChanged } from './texts/changed.ts'

type Version = Practice['pages'][number]['versions'][number]

/** Who said it, here or elsewhere, as columns. */
async function by(who: Who | undefined, taking: Taking | undefined) {
  const { person, by } = await saidBy(who, taking)
  return { by: person, elsewhere: by ? JSON.stringify({ by }) : null }
}

/** When it was said; now where it is not told. */
const moment = (at: string | undefined) => (at ? { at } : {})

/**
 * Takes in what a community holds together, in the transaction that takes the community in: its pages and
 * questions with their versions.
 */
export async function importPractice(
  community: number,
  { pages, agenda }: Practice,
  taking?: Taking,
): Promise<void> {
  const { circle } = await db()
    .selectFrom('thing')
    .select('circle')
    .where('id', '=', community)
    .executeTakeFirstOrThrow()
  const made: number[] = []
  for (const { ref, origin, slug, versions } of pages) {
    const { id } = await makeThing({ kind: 'page', ref, circle, origin })
    await db().insertInto('page').values({ thing: id, community, slug }).execute()
    await keepVersions(id, versions, taking)
    made.push(id)
  }
  for (const [i, question] of agenda.entries()) {
    const { id } = await makeThing({
      kind: 'agenda-question',
      ref: question.ref,
      circle,
      origin: question.origin,
    })
    await keepQuestion(community, id, i + 1, question, taking)
    made.push(id)
  }
  await practiceChanged(made)
}

/** Ties it to what it names: its library, and what answers its questions. What is not here is left out and named. */
export async function tiePractice(
  community: number,
  { library, agenda }: Practice,
  taking?: Taking,
): Promise<Fault[]> {
  const faults = await keepItems(community, library, taking)
  for (const [i, { ref, ties }] of agenda.entries())
    for (const [n, to] of ties.entries()) {
      const [question, thing] = [await thingOf(ref), await thingOf(to)]
      if (thing === undefined)
        faults.push({ place: `agenda[${i}].ties[${n}]`, message: t('practice.noSuchThing') })
      else if (question !== undefined)
        await db()
          .insertInto('agenda_tie')
          .values({ question, thing })
          .onConflict((c) => c.doNothing())
          .execute()
    }
  return faults
}

async function keepVersions(thing: number, versions: Version[], taking: Taking | undefined): Promise<void> {
  for (const [i, { by: who, at, note, ...said }] of versions.entries())
    await db()
      .insertInto('shared_text')
      .values({
        thing,
        number: i + 1,
        ...said,
        note: note ?? null,
        ...(await by(who, taking)),
        ...moment(at),
      })
      .execute()
}

async function keepItems(
  community: number,
  library: Practice['library'],
  taking: Taking | undefined,
): Promise<Fault[]> {
  const faults: Fault[] = []
  for (const [i, { lang, note, by: who, at, ...meant }] of library.entries()) {
    const target = 'ref' in meant ? await thingOf(meant.ref) : undefined
    if ('ref' in meant && target === undefined) {
      faults.push({ place: `library[${i}]`, message: t('practice.noSuchThing') })
      continue
    }
    const what = 'ref' in meant ? { target } : { href: meant.href, title: meant.title }
    await db()
      .insertInto('library_item')
      .values({ community, ...what, lang, note: note ?? null, ...(await by(who, taking)), ...moment(at) })
      .onConflict((c) => c.doNothing())
      .execute()
  }
  return faults
}

async function keepQuestion(
  community: number,
  id: number,
  position: number,
  { words, owner, progress, steps, answer }: Practice['agenda'][number],
  taking: Taking | undefined,
): Promise<void> {
  const { person, by: named } = await saidBy(owner, taking)
  await db()
    .insertInto('agenda_question')
    .values({
      thing: id,
      community,
      position,
      words: JSON.stringify(words),
      owner: person,
      progress,
      elsewhere: named ? JSON.stringify({ owner: named }) : null,
    })
    .execute()
  for (const { by: who, at, ...said } of steps)
    await db()
      .insertInto('agenda_step')
      .values({ question: id, ...said, ...(await by(who, taking)), ...moment(at) })
      .execute()
  await keepVersions(id, answer, taking)
}

const thingOf = async (ref: Ref): Promise<number | undefined> =>
  (await db().selectFrom('thing').select('id').where('ref', '=', ref).executeTakeFirst())?.id
