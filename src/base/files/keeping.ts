import { sql } from 'kysely'
import { db } from '../database/database.ts'
import { newRef } from '../ids.ts'
import { send } from '../jobs.ts'
import { refuse } from '../refusal.ts'
import { freeName } from '../slug.ts'
import type { Labels } from '../text.ts'
import { numbered } from './naming.ts'
import type { Received } from './receiving.ts'
import { keyOf, store } from './store.ts'

/** What people say of a file, and by what it is known where it comes from. */
export interface Said {
  /** Its reference where it came from, so that its address stays. */
  ref?: string
  caption?: Labels
  credit?: string
  licence?: string
}

/**
 * Writes down that there is a file, whose bytes were placed before; the worker reads its words. `tried`
 * writes without bytes, in a transaction that is undone. Refuses one whose bytes were swept meanwhile.
 */
export async function writeFile(
  file: Omit<Received, 'path' | 'name'>,
  { tried = false } = {},
): Promise<void> {
  const { hash, bytes, type, width = null, height = null } = file
  // Held until the end: whoever sweeps asks for the same lock, and then finds that it is there.
  await sql`select pg_advisory_xact_lock(hashtextextended(${hash}, 0))`.execute(db())
  if (!tried && !(await (await store()).has(keyOf(hash)))) refuse('conflict', 'base.fileGone')
  const { rows } = await sql<{ read: boolean }>`
    insert into file (hash, bytes, type, width, height) values (${hash}, ${bytes}, ${type}, ${width}, ${height})
    on conflict (hash) do update set brought = now() returning words_read is not null as read`.execute(db())
  if (!rows[0]!.read) await send('files.read', { hash })
}

/** What became of a file that was brought to a thing. */
export interface Used {
  ref: string
  name: string
  outcome: 'made' | 'unchanged'
}

/**
 * Gives a thing a file that is written down, last in its order. One that it has already stays as it is;
 * where another of its files has this name, it goes by the next number.
 */
export async function useFile(thing: number, hash: string, name: string, said: Said = {}): Promise<Used> {
  await sql`select 1 from thing where id = ${thing} for update`.execute(db())
  const { rows } = await sql<{ ref: string; name: string; hash: string }>`
    select ref, name, hash from file_use where thing = ${thing} and removed is null`.execute(db())
  const same = rows.find((one) => one.hash === hash)
  if (same) return { ref: same.ref, name: same.name, outcome: 'unchanged' }
  const free = freeName(name, new Set(rows.map((one) => one.name)), numbered)
  const { rows: made } = await sql<{ ref: string }>`
    insert into file_use (ref, thing, hash, name, caption, credit, licence, position)
    select ${await freeRef(said.ref)}, ${thing}, ${hash}, ${free}, ${JSON.stringify(said.caption ?? {})}, ${said.credit || null},
      ${said.licence || null}, coalesce(max(position) + 1, 0)
    from file_use where thing = ${thing} and removed is null
    returning ref`.execute(db())
  return { ref: made[0]!.ref, name: free, outcome: 'made' }
}

/** The reference it came with, unless something here has that. */
async function freeRef(wanted: string | undefined): Promise<string> {
  if (wanted === undefined) return newRef()
  const { rows } = await sql`select 1 from file_use where ref = ${wanted}`.execute(db())
  return rows.length ? newRef() : wanted
}

/** Says something else of a file of this thing; gives whether there is one. */
export async function sayOfFile(
  thing: number,
  ref: string,
  { caption, credit, licence }: Required<Omit<Said, 'ref'>>,
): Promise<boolean> {
  const { rows } = await sql`
    update file_use set caption = ${JSON.stringify(caption)}, credit = ${credit || null}, licence = ${licence || null}
    where thing = ${thing} and ref = ${ref} and removed is null returning id`.execute(db())
  return rows.length > 0
}

/** Sets a file at this place among those of its thing, counted from 1; the others move up or down. */
export async function moveFile(thing: number, ref: string, place: number): Promise<void> {
  await sql`
    with others as (
      select id, row_number() over (order by position, id) as n from file_use
      where thing = ${thing} and removed is null and ref <> ${ref})
    update file_use set position = case when ref = ${ref} then ${place} else
      (select case when n >= ${place} then n + 1 else n end from others where others.id = file_use.id) end
    where thing = ${thing} and removed is null`.execute(db())
}

/** Takes a file from its thing; it can be brought back for thirty days. Gives its name, if there was one. */
export async function removeFile(thing: number, ref: string): Promise<string | undefined> {
  const { rows } = await sql<{ name: string }>`
    update file_use set removed = now() where thing = ${thing} and ref = ${ref} and removed is null returning name`.execute(
    db(),
  )
  return rows[0]?.name
}

/** Brings it back; gives its name, if it could be. Refuses one whose name another file has by now. */
export async function returnFile(thing: number, ref: string): Promise<string | undefined> {
  const { rows: taken } = await sql`
    select 1 from file_use as old join file_use as new using (thing, name)
    where old.thing = ${thing} and old.ref = ${ref} and old.removed is not null and new.removed is null`.execute(
    db(),
  )
  if (taken.length) refuse('conflict', 'base.fileNameTaken')
  const { rows } = await sql<{ name: string }>`
    update file_use set removed = null
    where thing = ${thing} and ref = ${ref} and removed > now() - interval '30 days' returning name`.execute(
    db(),
  )
  return rows[0]?.name
}
