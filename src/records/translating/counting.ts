import { sql } from 'kysely'
import { atomically, db } from '../../base/database/database.ts'
import { reaction, thingsTogether } from '../../base/outbox/reactions.ts'
import { system } from '../../base/viewer.ts'
import { definitionOf } from '../../instruments/editions.ts'
import { type RecordVersion, versionsById } from '../reading.ts'
import { isStale } from './layering.ts'
import { textsAt } from './texts.ts'

/** So many records are counted for the first time in one go. */
const together = 200

/** Counts what these records say in each language by themselves, and which of their translations have grown old. */
export function countTexts(ids: number[]): Promise<void> {
  return atomically(async () => {
    const records = await versionsById(system('texts said'), ids)
    if (records.length === 0) return
    const counted = []
    for (const record of records) counted.push(await countOf(record))
    await sql`
      insert into texts_said (record, texts, said)
      select * from jsonb_to_recordset(${JSON.stringify(counted)}::jsonb) as one (record bigint, texts int, said jsonb)
      on conflict (record) do update set texts = excluded.texts, said = excluded.said`.execute(db())
    await sql`
      update translation set old = one.old
      from jsonb_to_recordset(${JSON.stringify(counted.flatMap(({ made }) => made))}::jsonb)
        as one (record bigint, path text, lang text, old boolean)
      where translation.record = one.record and translation.path = one.path and translation.lang = one.lang
        and replaced is null and translation.old <> one.old`.execute(db())
  })
}

async function countOf({ thing, editionId, content, translated }: RecordVersion) {
  const texts = textsAt(await definitionOf(editionId), content)
  const said: Record<string, number> = {}
  for (const all of texts.values()) for (const lang of Object.keys(all)) said[lang] = (said[lang] ?? 0) + 1
  const made = (translated?.all ?? []).map((one) => {
    const { path, lang } = one
    const said = texts.get(path)
    const old = !said || Object.hasOwn(said, lang) || isStale(content, one)
    return { record: thing, path, lang, old }
  })
  return { record: thing, texts: texts.size, said, made }
}

/** Counts those that nobody counted yet. */
export async function countMissing(): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    select record.thing as id from record join thing on thing.id = record.thing
    where thing.state = 'published' and not exists (select from texts_said where texts_said.record = record.thing)
    order by record.thing desc limit ${together}`.execute(db())
  if (rows.length) await countTexts(rows.map(({ id }) => id))
}

export const translationReactions = [
  reaction('records.texts', 'thing.changed', ({ ids }) => countTexts(ids), thingsTogether),
]
