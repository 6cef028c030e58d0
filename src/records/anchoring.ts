import { db } from '../base/database/database.ts'
import { t } from '../base/i18n/t.ts'
import type { Fault } from '../base/import.ts'
import { setAbout } from '../base/things/things.ts'
import { definitionOf } from '../instruments/editions.ts'
import { facetsOf } from '../instruments/facets.ts'
import { placesByCode } from '../places/places.ts'
import { topicsByCode } from '../vocabularies/topics.ts'
import type { Content, Travelling } from './interchange.ts'
import { keepConditions } from './likeness/keeping.ts'

/** What others find and narrow by: kept for the newest version only. */
export async function keepCurrent(id: number, record: Travelling, faults: Fault[]): Promise<void> {
  const current = await db()
    .selectFrom('version')
    .select(['id', 'edition', 'content'])
    .where('record', '=', id)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  await db().updateTable('record').set({ current: current.id }).where('thing', '=', id).execute()
  const content = current.content as unknown as Omit<Content, 'contributors'>
  const places = await placesByCode(content.places)
  const topics = await topicsByCode(content.topics)
  for (const code of content.places)
    if (!places.has(code)) faults.push({ place: 'places', message: t('records.noPlace', { code }) })
  for (const code of content.topics)
    if (!topics.has(code)) faults.push({ place: 'topics', message: t('records.noTopic', { code }) })
  await setAbout(
    id,
    [...places.values(), ...topics.values()].map((subject) => subject.id),
  )
  await db().deleteFrom('link').where('record', '=', id).execute()
  if (content.links.length)
    await db()
      .insertInto('link')
      .values(
        content.links.map(({ rel, to, changed, failed }) => ({
          record: id,
          rel,
          target: to,
          changed: changed ? JSON.stringify(changed) : null,
          failed: failed ? JSON.stringify(failed) : null,
        })),
      )
      .onConflict((c) => c.doNothing())
      .execute()
  await db().deleteFrom('facet').where('thing', '=', id).execute()
  const definition = await definitionOf(current.edition)
  const facets = facetsOf(definition, content.answers)
  const answeredPlaces = await placesByCode(facets.flatMap((one) => one.place ?? []))
  const rows = facets.map(({ slot, code, number, day, place }) => ({
    thing: id,
    instrument: record.instrument,
    slot,
    code: code ?? null,
    number: number ?? null,
    day: day ?? null,
    place: place === undefined ? null : (answeredPlaces.get(place)?.id ?? null),
  }))
  const whole = rows.filter(
    (row) => row.code !== null || row.number !== null || row.day !== null || row.place !== null,
  )
  if (whole.length) await db().insertInto('facet').values(whole).execute()
  await keepConditions(id, {
    instrument: record.instrument,
    context: definition.context ?? [],
    facets,
    places: [...places.keys()],
  })
}
