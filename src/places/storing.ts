import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { makeThing } from '../base/things/things.ts'
import type { Sound } from './checking.ts'
import type { Place } from './place.ts'

/** Keeps one place; its lines come when all places are there. */
export async function keepPlace(
  { place }: Sound,
  standing: Place | undefined,
): Promise<{ id: number; outcome: 'made' | 'changed' | 'unchanged' }> {
  const { code, level, name, short, also, alpha3, m49, formerly, lat, lon } = place
  const wanted = { code, level, name, short, also, alpha3, m49, formerly, lat, lon }
  if (standing && isDeepStrictEqual(wanted, pickOf(standing)))
    return { id: standing.id, outcome: 'unchanged' }
  const row = {
    code,
    level,
    name: JSON.stringify(name),
    short: JSON.stringify(short),
    also: JSON.stringify(also),
    alpha3: alpha3 ?? null,
    m49: m49 ?? null,
    formerly,
    lat: lat ?? null,
    lon: lon ?? null,
  }
  if (standing) {
    await db().updateTable('place').set(row).where('thing', '=', standing.id).execute()
    return { id: standing.id, outcome: 'changed' }
  }
  const { id } = await makeThing({ kind: 'place' })
  await db()
    .insertInto('place')
    .values({ thing: id, ...row })
    .execute()
  return { id, outcome: 'made' }
}

const pickOf = ({ code, level, name, short, also, alpha3, m49, formerly, lat, lon }: Place) => ({
  code,
  level,
  name,
  short,
  also,
  alpha3,
  m49,
  formerly,
  lat,
  lon,
})

interface Line {
  place: number
  parent: number
  position: number
}

/**
 * Says what the given places stand in, and who belongs to the given groupings, in place of what was
 * said before; lines of other places stay. Gives the ids of the places whose lines changed.
 */
export async function keepLines(sound: Sound[], ids: Map<string, number>): Promise<number[]> {
  const lines: Line[] = sound.flatMap(({ place, parents }) => [
    ...parents.map((parent, position) => ({
      place: ids.get(place.code)!,
      parent: ids.get(parent)!,
      position,
    })),
    ...(place.members ?? []).map((member) => ({
      place: ids.get(member)!,
      parent: ids.get(place.code)!,
      position: 0,
    })),
  ])
  const given = sound.map(({ place }) => ids.get(place.code)!)
  const groupings = sound.filter(({ place }) => place.members).map(({ place }) => ids.get(place.code)!)
  // Members of a grouping are said by the grouping, everything else by the place itself.
  const before = await sql<Line>`
    select place_parent.place, place_parent.parent, place_parent.position
    from place_parent join place as above on above.thing = place_parent.parent
    where (place_parent.place = any(${given}) and above.level <> 'grouping') or place_parent.parent = any(${groupings})`.execute(
    db(),
  )
  const gone = without(before.rows, lines)
  const come = without(lines, before.rows)
  if (gone.length)
    await sql`delete from place_parent using ${rowsOf(gone)} where place_parent.place = line.place and place_parent.parent = line.parent`.execute(
      db(),
    )
  if (come.length)
    await sql`insert into place_parent (place, parent, position) select place, parent, position from ${rowsOf(come)}`.execute(
      db(),
    )
  return [...new Set([...gone, ...come].map((line) => line.place))]
}

const nameOf = ({ place, parent, position }: Line): string => `${place} ${parent} ${position}`

function without(lines: Line[], others: Line[]): Line[] {
  const there = new Set(others.map(nameOf))
  return lines.filter((line) => !there.has(nameOf(line)))
}

const rowsOf = (lines: Line[]) =>
  sql`unnest(${lines.map((line) => line.place)}::bigint[], ${lines.map((line) => line.parent)}::bigint[], ${lines.map((line) => line.position)}::int[]) as line (place, parent, position)`

/**
 * Brings `within` in line with what places stand in: all of it, in one walk that the database does.
 * Gives the places whose line changed, and everything that is about them: it is found elsewhere now.
 */
export async function closeLines(): Promise<number[]> {
  const { rows } = await sql<{ thing: number }>`
    with recursive line (thing, ancestor) as (
      select thing, thing from place
      union
      select line.thing, place_parent.parent from line join place_parent on place_parent.place = line.ancestor
    ), gone as (
      delete from within using place
      where place.thing = within.thing
        and not exists (select from line where line.thing = within.thing and line.ancestor = within.ancestor)
      returning within.thing
    ), come as (
      insert into within (thing, ancestor) select thing, ancestor from line on conflict do nothing returning thing
    ), moved as (select thing from gone union select thing from come)
    select thing from moved union select about.thing from about join moved on about.subject = moved.thing`.execute(
    db(),
  )
  return rows.map((row) => row.thing)
}
