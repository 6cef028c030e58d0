import { type RawBuilder, sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { changed, dependsOn } from '../../base/cache/tags.ts'
import { atomically, db } from '../../base/database/database.ts'
import type { Ref } from '../../base/ids.ts'
import { inTermOf } from '../../base/in-term.ts'
import { found, refuse } from '../../base/refusal.ts'
import { type Viewer, visibleTo } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { speaksFor } from '../../people/standing.ts'
import { placeCalled } from '../../places/called.ts'
import { mayTend } from '../access.ts'
import { recordFor } from '../reading.ts'
import type { Adoption, AdoptionForm } from './use.ts'

export interface Adopted {
  /** The name of an organisation of here, its address, or the name of one elsewhere. */
  institution: string
  form: AdoptionForm
  level: Adoption['level']
  place: string
  /** Empty for none. */
  year: string
  link: string
  note: string
  /** The language of the note. */
  lang: string
}

/**
 * Says that an institution took a record up. It counts as confirmed when whoever says it speaks for that
 * organisation, or keeps or curates the record. Refuses what was said already, and an unknown place.
 */
export function sayAdoption(viewer: Viewer, ref: string, given: Adopted): Promise<void> {
  return atomically(async () => {
    const person = personOf(viewer)
    const record = await recordFor(viewer, ref)
    const organisation = await organisationCalled(viewer, given.institution)
    const place = given.place ? await placeCalled(viewer, given.place) : null
    const own = await ownWord(viewer, organisation)
    const confirmed = own || (await mayTend(viewer, record))
    const note = given.note && JSON.stringify({ original: given.lang, texts: { [given.lang]: given.note } })
    const made = await db()
      .insertInto('adoption')
      .values({
        record: record.thing,
        organisation,
        institution: organisation === null ? given.institution : null,
        form: given.form,
        level: given.level,
        place: place?.id ?? null,
        year: given.year ? Number(given.year) : null,
        link: given.link || null,
        note: note || null,
        person,
        ...(confirmed && {
          confirmed: new Date().toISOString(),
          confirmed_by: person,
          confirmed_for: own,
        }),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made) refuse('conflict', 'evidence.adoptionThere')
    await audit(viewer, 'adoption.said', record.thing, { adoption: found(made).id })
    await changed(record.ref)
  })
}

async function organisationCalled(viewer: Viewer, words: string): Promise<number | null> {
  const slug = words.replace(/^.*\/organisations\//, '')
  const { rows } = await sql<{ id: number }>`
    select thing.id from organisation join thing on thing.id = organisation.thing
    where thing.state = 'published' and ${visibleTo(viewer)} and (slug = ${slug}
      or exists (select from jsonb_each_text(name -> 'texts') as called (lang, words) where name_key(called.words) = name_key(${words})))
    order by thing.id limit 1`.execute(db())
  return rows[0]?.id ?? null
}

const ownWord = async (viewer: Viewer, organisation: number | null): Promise<boolean> =>
  organisation !== null && (await speaksFor(viewer)).some(({ id }) => id === organisation)

/** Confirms it: whoever speaks for that organisation, or keeps or curates the record. Refuses others; 404 for what is over, confirmed, or came along from elsewhere. */
export const confirmAdoption = (viewer: Viewer, ref: string, id: number): Promise<void> =>
  changing(viewer, ref, id, 'adoption.confirmed', async ({ tends, own }) => {
    if (!tends && !own) refuse('forbidden', 'evidence.mayNotConfirm')
    return sql`
      update adoption set confirmed = now(), confirmed_by = ${personOf(viewer)}, confirmed_for = ${own}
      where id = ${id} and person is not null and (confirmed is null or ${own} and not confirmed_for) returning id`
  })

/** Takes it back: whoever said it, speaks for that organisation, or keeps or curates the record. Refuses others; 404 for what is over. */
export const endAdoption = (viewer: Viewer, ref: string, id: number): Promise<void> =>
  changing(viewer, ref, id, 'adoption.ended', async ({ tends, own, mine }) => {
    if (!tends && !own && !mine) refuse('forbidden', 'evidence.notYours')
    return sql`update adoption set ended = now(), ended_by = ${personOf(viewer)} where id = ${id} returning id`
  })

function changing(
  viewer: Viewer,
  ref: string,
  id: number,
  verb: string,
  work: (may: { tends: boolean; own: boolean; mine: boolean }) => Promise<RawBuilder<unknown>>,
): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const record = await recordFor(viewer, ref)
    const { rows } = await sql<{ person: number | null; organisation: number | null }>`
      select person, organisation from adoption
      where id = ${id} and record = ${record.thing} and ended is null for update`.execute(db())
    const { person, organisation } = found(rows[0])
    const may = {
      tends: await mayTend(viewer, record),
      own: await ownWord(viewer, organisation),
      mine: person === me,
    }
    const done = await (await work(may)).execute(db())
    found(done.rows[0])
    await audit(viewer, verb, record.thing, { adoption: id })
    await changed(record.ref)
  })
}

const mostAdoptions = 100

/** Institutions that took a record up, the widest level first. Whoever asks has checked that the record may be seen. One query. */
export async function adoptionsOf(
  viewer: Viewer,
  { thing, ref }: { thing: number; ref: Ref },
): Promise<Adoption[]> {
  dependsOn(ref, 'people', 'organisations')
  const { rows } = await adoptionRows(viewer, sql`${thing}`, mostAdoptions).execute(db())
  return rows
}

/** The same as a query, for `record` of another. */
export const adoptionRows = (
  viewer: Viewer,
  record: RawBuilder<unknown>,
  most: number,
): RawBuilder<Adoption> => {
  const me = viewer.kind === 'person' ? viewer.id : 0
  return sql`
    select adoption.id, form, level, place, year, link, note, institution, confirmed is not null as confirmed, confirmed_for as "ownWord",
      (select json_build_object('slug', slug, 'name', organisation.name) from organisation where organisation.thing = adoption.organisation) as organisation,
      coalesce((select nullif(person.name, '') from person where person.thing = adoption.person), adoption.elsewhere #>> '{by,name}') as by,
      adoption.person is not distinct from ${me} as mine, adoption.person is null as elsewhere,
      exists (select from representative where representative.organisation = adoption.organisation and representative.person = ${me}
        and ${inTermOf('representative')}) as "mineToSay"
    from adoption where adoption.record = ${record} and adoption.ended is null
    order by array_position('{global,regional,national,local}'::text[], level), year desc nulls last, adoption.id limit ${most}`
}
