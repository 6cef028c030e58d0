import { type RawBuilder, sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { db } from '../../base/database/database.ts'
import { inReach, t } from '../../base/i18n/t.ts'
import { found, refuse } from '../../base/refusal.ts'
import type { Text } from '../../base/text.ts'
import type { Handed, OfNoun } from '../../base/things/handing.ts'
import { type Viewer, visibleTo } from '../../base/viewer.ts'
import { organisationFor } from '../../people/organisations.ts'
import { speaksFor } from '../../people/standing.ts'
import { memberOf } from '../../people/whom-asked.ts'
import { writeTo } from '../../people/writing-to.ts'
import { site } from '../../ui/site.ts'
import { url } from '../../ui/url.ts'
import { propose } from '../custodians.ts'
import { keptRecords } from '../handing.ts'
import { recordFor } from '../reading.ts'
import { type Asking, askAbout, type HandOverList, listOf } from './handing-over.ts'

/** Somebody who belonged to an organisation and does so no longer. */
export interface Leaver {
  /** The id by which they belonged. */
  id: number
  person: number
  name: string
  /** When they left. */
  left: string
}

export interface LeftFor {
  organisation: { slug: string; name: Text }
  leavers: (Leaver & { kept: number })[]
}

export interface HandOverFor extends HandOverList {
  organisation: { slug: string; name: Text }
  leaver: Leaver
}

/** So many who left are looked at. */
const mostLeavers = 50

/**
 * Who left an organisation and still keeps records for it: those that they took on while they belonged to it
 * and that name it, or name them as of it. What they keep as themselves alone is not among them. Refuses whoever does not speak for it today. Four queries.
 */
export async function leftFor(viewer: Viewer, slug: string): Promise<LeftFor> {
  const organisation = await spokenFor(viewer, slug)
  const leavers = await leaversOf(organisation.id)
  const kept = await countsFor(viewer, organisation.id, leavers)
  return {
    organisation,
    leavers: leavers.flatMap((one) => {
      const count = kept.get(one.person)
      return count ? { ...one, kept: count } : []
    }),
  }
}

/** What one of them keeps for it, and what those said who were asked to. 404 for who did not leave it. */
export async function handOverFor(
  viewer: Viewer,
  slug: string,
  belonging: number,
  page: number,
): Promise<HandOverFor> {
  const organisation = await spokenFor(viewer, slug)
  const leaver = found((await leaversOf(organisation.id)).find(({ id }) => id === belonging))
  return { ...listOf(await keptFor(viewer, organisation.id, leaver.person), page), organisation, leaver }
}

/**
 * Asks others to keep what somebody who left kept for the organisation; they are told so by mail. It stays
 * with them until a yes. The refusals of `handOver` and of `handOverFor`.
 */
export async function askForLeaver(
  viewer: Viewer,
  slug: string,
  belonging: number,
  asking: Asking,
): Promise<Map<string, string>> {
  const { id, name } = await spokenFor(viewer, slug)
  const leaver = found((await leaversOf(id)).find((one) => one.id === belonging))
  const ask = async ({ ref }: Handed, handle: string): Promise<void> => {
    const person = await memberOf(handle)
    if (person === leaver.person) refuse('invalid', 'freshness.keepsItAlready')
    await propose(viewer, await recordFor(viewer, ref), { person, handle })
  }
  return askAbout(viewer, await keptFor(viewer, id, leaver.person), asking, ask, async (count) => {
    await audit(viewer, 'belonging.handed-over', id, { belonging, count })
    await writeTo(leaver.person, () => {
      const organisation = inReach(name).text
      return {
        subject: t('freshness.handedForSubject', { organisation }),
        words: t('freshness.handedForMail', { organisation, count, site: site().name }),
        to: url`/account/hand-over`,
      }
    })
  })
}

async function spokenFor(viewer: Viewer, slug: string) {
  const { id, name } = await organisationFor(viewer, slug)
  if (!(await speaksFor(viewer)).some((one) => one.id === id)) refuse('forbidden', 'evidence.notSpeaking')
  return { id, slug, name }
}

/** Only who had said yes to belonging: nobody is made a leaver by being invited. The last who left first. */
async function leaversOf(organisation: number): Promise<Leaver[]> {
  const { rows } = await sql<Leaver>`
    select max(belonging.id) as id, belonging.person, name, max(belonging.ended) as left
    from belonging join person on person.thing = belonging.person
    where organisation = ${organisation} and belonging.ended is not null and standing in ('member', 'steward') and not exists (
      select from belonging as still where still.organisation = belonging.organisation and still.person = belonging.person and still.ended is null)
    group by belonging.person, name order by max(belonging.ended) desc limit ${mostLeavers}`.execute(db())
  return rows
}

async function keptFor(viewer: Viewer, organisation: number, person: number): Promise<OfNoun<Handed>[]> {
  const records = await keptRecords(
    person,
    () => sql`true`,
    sql`${visibleTo(viewer)} and ${isFor(organisation, sql`${person}`)}`,
  )
  return records.map((record) => ({ ...record, noun: 'records' }))
}

/**
 * Whether this person took `mine` on while they belonged to the organisation, which `version` names, or them as
 * of it: a name alone is soon taken, and what somebody keeps from before or after is theirs.
 */
function isFor(organisation: number, person: RawBuilder<unknown>): RawBuilder<boolean> {
  const names = sql`select name_key(words) from organisation, jsonb_each_text(organisation.name -> 'texts') as called (lang, words)
    where organisation.thing = ${organisation}`
  return sql`exists (select from belonging where belonging.organisation = ${organisation} and belonging.person = ${person}
      and standing in ('member', 'steward') and mine.since between belonging.since and belonging.ended) and (
    exists (select from jsonb_array_elements_text(version.content -> 'organisations') as one (name) where name_key(one.name) in (${names}))
    or exists (select from credit where credit.version = version.id and credit.person = ${person} and name_key(credit.organisation) in (${names})))`
}

/** How many records each of them still keeps for it. */
async function countsFor(
  viewer: Viewer,
  organisation: number,
  leavers: Leaver[],
): Promise<Map<number, number>> {
  const { rows } = await sql<{ person: number; count: number }>`
    select mine.person, count(*)::int as count
    from custodianship as mine join thing on thing.id = mine.record join record on record.thing = thing.id
      join version on version.id = record.current
    where mine.person = any(${leavers.map(({ person }) => person)}::bigint[]) and mine.since is not null and mine.ended is null
      and thing.state = 'published' and ${visibleTo(viewer)} and ${isFor(organisation, sql`mine.person`)}
    group by mine.person`.execute(db())
  return new Map(rows.map(({ person, count }) => [person, count]))
}
