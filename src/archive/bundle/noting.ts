import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { firstWords } from '../../base/first-words.ts'
import { newRef, type Ref } from '../../base/ids.ts'
import type { Text } from '../../base/text.ts'
import type { BundlePart } from '../../base/things/bundling.ts'
import { keyOf, sumsHere } from './comparing.ts'
import type { Manifest } from './manifest.ts'

/** What a bundle made: a file of it, as it came. */
export interface MadeThing {
  part: BundlePart
  json: {
    ref: Ref
    lang?: string
    title?: string
    name?: Text
    note?: Text
    versions?: { content: { title: Text } }[]
    adoptions?: { organisation: { name: Text } }[]
  }
}

/** Keeps what a bundle made and how it reads now, in the transaction that made it. Gives what it is taken back by. */
export async function noteImport(
  { community, origin, made }: Manifest,
  signed: boolean,
  things: AsyncIterable<MadeThing>,
): Promise<Ref> {
  const { rows } = await sql<{ id: number; ref: Ref }>`
    insert into bundle_import (ref, community, name, origin, signed, made)
    values (${newRef()}, ${community.ref}, ${JSON.stringify(community.name)}::jsonb, ${origin}, ${signed}, ${made}) returning id, ref`.execute(
    db(),
  )
  const { id, ref } = rows[0]!
  // Before that as much would be looked through for some of it as came.
  await sql`analyze thing, thread, post`.execute(db())
  const sums = await sumsHere(community.ref)
  const again: { noun: string; ref: Ref }[] = []
  for await (const { part, json } of things) {
    again.push({ noun: part.noun, ref: json.ref })
    const refs = part.things?.(json) ?? [json.ref]
    await sql`
      insert into bundle_thing (import, thing, noun, within, called, sum)
      select ${id}, thing.id, ${part.noun}, case when ref <> ${json.ref} then (select id from thing as head where head.ref = ${json.ref}) end,
        case when ref = ${json.ref} then ${JSON.stringify(calledIn(json))}::jsonb end, ${sums.get(keyOf(part.noun, json.ref))?.whole ?? null}
      from thing where ref = any(${refs}::text[]) on conflict do nothing`.execute(db())
  }
  // What was taken back and came again.
  await sql`
    update bundle_thing set undone = false from unnest(${again.map((one) => one.noun)}::text[], ${again.map((one) => one.ref)}::text[]) as one (noun, ref)
      join thing on thing.ref = one.ref
    where thing.id = bundle_thing.thing and bundle_thing.noun = one.noun and undone`.execute(db())
  return ref
}

function calledIn({ ref, lang = 'en', title, name, note, versions, adoptions }: MadeThing['json']): Text {
  const words = name ?? versions?.at(-1)?.content.title ?? adoptions?.[0]?.organisation.name
  if (words) return words
  const said = title ?? (note && firstWords(note.texts[note.original]!, 100)) ?? ref
  const { original = lang } = note ?? {}
  return { original, texts: { [original]: said } }
}
