import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { atomically, db } from '../../base/database/database.ts'
import { newRef, type Ref } from '../../base/ids.ts'
import { refuse } from '../../base/refusal.ts'
import type { Saying, Talk, TalkHead } from '../../base/things/talk.ts'
import { makeThing } from '../../base/things/things.ts'
import { members, type Viewer } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { passagesOf, talkFor } from './reading.ts'
import { sourceChanged } from './telling.ts'
import { most } from './write-up.ts'

/** What a passage is known by in a form: what it was said in, and which piece of that. */
export const nameOf = ({ ref, piece }: Pick<Saying, 'ref' | 'piece'>): string => `${ref}.${piece}`

/** A page of what was said, to choose from. */
export interface Choosing {
  talk: Talk
  head: TalkHead
  page: number
  sayings: Saying[]
  /** The names of those that are chosen already, on whichever page. */
  chosen: Set<string>
  /** The write-up that is being arranged, where one was begun. */
  ref: Ref | undefined
}

/** The refusals of `talkFor`. */
export async function choosingFrom(viewer: Viewer, talk: Talk, ref: string, page: number): Promise<Choosing> {
  const head = await talkFor(viewer, talk, ref)
  const at = Math.min(Math.max(page, 1), head.pages)
  const one = await arranged(head)
  const passages = one ? await passagesOf(one) : []
  return {
    ...{ talk, head, page: at, ref: one?.ref },
    sayings: await talk.sayings(viewer, head, at),
    chosen: new Set(passages.map(({ saidRef, piece }) => nameOf({ ref: saidRef, piece }))),
  }
}

async function arranged({ id }: TalkHead): Promise<{ id: number; ref: Ref } | undefined> {
  const { rows } = await sql<{ id: number; ref: Ref }>`
    select thing.id, thing.ref from write_up join thing on thing.id = write_up.thing where source = ${id} and asked is null and merged_into is null`.execute(
    db(),
  )
  return rows[0]
}

/**
 * Keeps which of the passages that were `shown` are chosen; those on other pages stay as they are. The first begins
 * the write-up: all who may write this up arrange one together. Gives its reference. Refuses more than it holds, and
 * none at all; but who only goes to another page to choose there (`on: false`) begins nothing without a choice.
 */
export function choosePassages(
  viewer: Viewer,
  talk: Talk,
  ref: string,
  { shown, chosen, on = true }: { shown: string[]; chosen: string[]; on?: boolean },
): Promise<Ref | undefined> {
  return atomically(async () => {
    const head = await talkFor(viewer, talk, ref)
    const me = personOf(viewer)
    // Whoever else begins one at this moment comes after.
    await sql`select from thing where id = ${head.id} for no key update`.execute(db())
    const standing = await arranged(head)
    if (!standing && chosen.length === 0) return on ? refuse('invalid', 'writeup.chooseOne') : undefined
    const one = standing ?? (await begin(viewer, head, me))
    const all = new Set([...shown, ...chosen])
    const sayings = await talk.sayingsOf(viewer, head, [
      ...new Set([...all].map((name) => name.split('.')[0]!)),
    ])
    const wanted = new Set(chosen)
    const out = sayings.filter((saying) => all.has(nameOf(saying)) && !wanted.has(nameOf(saying)))
    for (const { said, piece } of out)
      await sql`delete from passage where write_up = ${one.id} and said = ${said} and piece = ${piece}`.execute(
        db(),
      )
    const count = await keep(
      one.id,
      sayings.filter((saying) => wanted.has(nameOf(saying))),
    )
    if (on && count === 0) refuse('invalid', 'writeup.chooseOne')
    await sql`update write_up set revision = revision + 1 where thing = ${one.id}`.execute(db())
    if (!standing) await sourceChanged(head.id)
    return one.ref
  })
}

async function begin(viewer: Viewer, { id, lang }: TalkHead, me: number) {
  // In no list: whoever is told of it sees the conversation, and its own verbs ask the rest.
  const one = await makeThing({ kind: 'write-up', circle: members })
  await sql`insert into write_up (thing, source, by, lang) values (${one.id}, ${id}, ${me}, ${lang})`.execute(
    db(),
  )
  await audit(viewer, 'write-up.begun', one.id, { of: id })
  return one
}

async function keep(id: number, sayings: Saying[]): Promise<number> {
  for (const { said, piece, sealed, lang, words } of sayings)
    await sql`
      insert into passage (ref, write_up, position, said, piece, sealed, lang, original, words)
      select ${newRef()}, ${id}, coalesce(max(position), 0) + 1, ${said}, ${piece}, ${sealed}, ${lang}, ${words}, ${words} from passage where write_up = ${id}
      on conflict (write_up, said, piece) do nothing`.execute(db())
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from passage where write_up = ${id}`.execute(db())
  const { count } = rows[0]!
  if (count > most.passages) refuse('invalid', 'writeup.tooMany', { most: most.passages })
  return count
}
