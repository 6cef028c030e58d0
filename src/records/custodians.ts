import { sql } from 'kysely'
import { audit } from '../base/audit.ts'
import { changed, dependsOn } from '../base/cache/tags.ts'
import { atomically, db } from '../base/database/database.ts'
import { inReach, t } from '../base/i18n/t.ts'
import { yesNoAnswer } from '../base/mail/in/answering.ts'
import { announce } from '../base/outbox/announce.ts'
import { found, refuse } from '../base/refusal.ts'
import type { KeptThing } from '../base/things/kinds.ts'
import type { Viewer } from '../base/viewer.ts'
import { editionFor } from '../instruments/editions.ts'
import { personOf } from '../people/account.ts'
import { memberOf } from '../people/whom-asked.ts'
import { writeTo } from '../people/writing-to.ts'
import { site } from '../ui/site.ts'
import { url } from '../ui/url.ts'
import { mayCurate, mayTend } from './access.ts'
import { nobody } from './openness.ts'
import { type RecordVersion, recordFor } from './reading.ts'

/** Somebody who is to keep a record true, until it is said yes or no to. */
export interface Proposal {
  id: number
  handle: string
  name: string
  proposed: string
  /** The viewer is the one proposed. */
  own: boolean
  /** The viewer proposed them, and may take it back. */
  byMe: boolean
  /** They offered it themselves: whoever curates the record answers, else they do. */
  offered: boolean
}

export interface Custody {
  record: RecordVersion
  /** Those that the viewer may answer or take back. */
  proposals: Proposal[]
  /** May name somebody, and answer offers. */
  curates: boolean
  /** May offer to keep it. */
  mayOffer: boolean
  /** The newest edition of its questionnaire, where it answers an older one and the viewer may bring it in. */
  newer?: string
}

/** Who keeps a record true and who may; the refusals of `recordFor`, and strangers are to sign in. */
export async function custodyOf(viewer: Viewer, ref: string): Promise<Custody> {
  dependsOn('people')
  const me = personOf(viewer)
  const record = await recordFor(viewer, ref)
  const curates = await mayCurate(viewer, record.thing)
  const proposals = (await proposalsFor(me, record.thing)).filter(
    ({ own, byMe, offered }) => own || byMe || (curates && offered),
  )
  const newest = found(await editionFor(record.instrument)).name
  const upgrades = (curates || record.mine) && newest !== record.edition
  return {
    record,
    proposals,
    curates,
    mayOffer: !record.keeper && !proposals.some(({ own }) => own),
    ...(upgrades && { newer: newest }),
  }
}

async function proposalsFor(me: number, record: number): Promise<Proposal[]> {
  const { rows } = await sql<Proposal>`
    select custodianship.id, handle, name, proposed, person = ${me} as own, proposed_by = ${me} as "byMe", person = proposed_by as offered
    from custodianship join person on person.thing = custodianship.person
    where record = ${record} and since is null and ended is null order by custodianship.id`.execute(db())
  return rows
}

/**
 * Asks a member to keep a record true, who is told by mail unless by somebody else (`untold`); their own handle offers it, and is settled at
 * once by whoever curates the record. Refuses whoever neither curates nor keeps it and names another, an
 * offer where somebody keeps it, a handle that nobody has, and one that is proposed already.
 */
export function proposeCustodian(
  viewer: Viewer,
  ref: string,
  handle: string,
  { untold = false } = {},
): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const record = await recordFor(viewer, ref)
    const person = await memberOf(handle)
    const curates = await mayCurate(viewer, record.thing)
    if (person !== me && !(await mayTend(viewer, record))) refuse('forbidden', 'records.mayNotName')
    if (person === me && record.keeper && !curates) refuse('conflict', 'records.hasCustodian')
    const id = await propose(viewer, record, { person, handle })
    if (person === me && curates) await settle(viewer, record, id)
    else if (person !== me && !untold) await askByMail(person, record, id)
  })
}

/** Puts the proposal down, of whoever may make it. Gives its id; refuses one that stands already. */
export async function propose(
  viewer: Viewer,
  { thing }: Pick<RecordVersion, 'thing'>,
  { person, handle }: { person: number; handle: string },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into custodianship (record, person, proposed_by) values (${thing}, ${person}, ${personOf(viewer)})
    on conflict (record, person) where ended is null do nothing returning id`.execute(db())
  const id = rows[0]?.id ?? refuse('conflict', 'records.proposedAlready')
  await audit(viewer, 'custodian.proposed', thing, { handle })
  return id
}

const askByMail = (person: number, { ref, content }: RecordVersion, proposal: number): Promise<void> =>
  writeTo(person, () => {
    const title = inReach(content.title).text
    return {
      subject: t('records.custodianSubject', { title }),
      words: t('records.custodianMail', { title, site: site().name }),
      to: url`/records/${ref}/custodian`,
      answer: yesNoAnswer('custodian', [ref, proposal.toString(36)]),
    }
  })

/**
 * Says yes or no to a proposal, or takes one's own back. With a yes whoever kept the record before keeps it
 * no longer. 404 for one that is over; refuses whoever it is not for.
 */
export function answerProposal(
  viewer: Viewer,
  ref: string,
  id: number,
  answer: 'yes' | 'no' | 'back',
): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const record = await recordFor(viewer, ref)
    // Or two yeses at once would make two custodians.
    await sql`select from record where thing = ${record.thing} for no key update`.execute(db())
    const one = found((await proposalsFor(me, record.thing)).find((proposal) => proposal.id === id))
    const mine = answer === 'back' ? one.byMe : one.offered ? await mayCurate(viewer, record.thing) : one.own
    if (!mine) refuse('forbidden', 'records.notYours')
    if (answer === 'yes') return settle(viewer, record, id)
    await sql`update custodianship set ended = now(), ended_by = ${me} where id = ${id}`.execute(db())
    await audit(viewer, 'custodian.declined', record.thing, { handle: one.handle })
  })
}

/** Whoever brings a record here keeps it true from the start, unless somebody does. */
export async function keepFromTheStart(record: number, person: number): Promise<void> {
  const { rows } = await sql<{ person: number }>`
    insert into custodianship (record, person, proposed_by, since) values (${record}, ${person}, ${person}, now())
    on conflict (record) where since is not null and ended is null do nothing returning person`.execute(db())
  if (rows.length)
    await sql`update record set custodian = person.name from person
      where record.thing = ${record} and person.thing = ${person}`.execute(db())
}

async function settle(viewer: Viewer, record: RecordVersion, id: number): Promise<void> {
  await endStanding(viewer, record.thing)
  await sql`
    with one as (update custodianship set since = now() where id = ${id} returning person)
    update record set custodian = person.name from one join person on person.thing = one.person
    where record.thing = ${record.thing}`.execute(db())
  await audit(viewer, 'custodian.accepted', record.thing)
  await tell(record)
}

/** Lays down that one keeps a record, or ends it for another. Refuses whoever neither keeps nor curates it. */
export function endCustody(viewer: Viewer, ref: string): Promise<void> {
  return atomically(async () => {
    const record = await recordFor(viewer, ref)
    if (!(await mayTend(viewer, record))) refuse('forbidden', 'records.notYours')
    if (!(await endStanding(viewer, record.thing))) return
    await db().updateTable('record').set({ custodian: null }).where('thing', '=', record.thing).execute()
    await audit(viewer, 'custodian.ended', record.thing)
    await tell(record)
  })
}

/** Whether there was one. */
async function endStanding(viewer: Viewer, record: number): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    update custodianship set ended = now(), ended_by = ${personOf(viewer)}
    where record = ${record} and since is not null and ended is null`.execute(db())
  return numAffectedRows > 0n
}

async function tell({ thing, ref }: { thing: number; ref: string }): Promise<void> {
  await changed(ref, 'records', 'things')
  await announce('thing.changed', { ids: [thing] })
}

/** What this person keeps true, for the export of their account; what its group closed is not theirs to see. One query. */
export async function keptTrueBy(person: number): Promise<KeptThing[]> {
  const { rows } = await sql<KeptThing>`
    select thing.ref, version.content -> 'title' as title, since
    from custodianship join thing on thing.id = record join record on record.thing = thing.id
      join version on version.id = record.current
    where person = ${person} and since is not null and ended is null and thing.circle <> ${nobody} order by thing.id`.execute(
    db(),
  )
  return rows
}

/** Of whoever deletes their account: what they kept true lacks a custodian from then on, and what was asked of them is over. */
export async function custodianLeft(person: number): Promise<void> {
  const { rows } = await sql<{ thing: number; ref: string }>`
    with over as (update custodianship set ended = now(), ended_by = ${person}
        where (person = ${person} or proposed_by = ${person} and since is null) and ended is null returning record, since),
      kept as (update record set custodian = null from over where record.thing = over.record and over.since is not null returning record.thing)
    select thing.id as thing, thing.ref from kept join thing on thing.id = kept.thing`.execute(db())
  for (const record of rows) await tell(record)
}
