import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { ownDatabase } from '../../../tests/support/database.ts'
import { ground, record, take, version } from '../../../tests/support/soil.ts'
import { countingQueries, db } from '../../base/database/database.ts'
import { Refusal } from '../../base/refusal.ts'
import { stranger, system, type Viewer } from '../../base/viewer.ts'
import { addPerson } from '../../people/inviting.ts'
import { startOrganisation } from '../../people/organisations.ts'
import { nameRepresentative } from '../../people/standing.ts'
import { viewerOfPerson } from '../../people/viewing.ts'
import { answerProposal, custodyOf, endCustody, proposeCustodian } from '../custodians.ts'
import { evidenceOf } from './counting.ts'
import { hideUse, showUse } from './hiding.ts'
import { bringBack, sayUse, takeBack } from './saying.ts'
import { type Outcome, outcomes } from './use.ts'

ownDatabase()
ground()

const records = ['000000000401', '000000000402', '000000000403']
const handles = ['anouk', 'bilal', 'chipo']
const slugs = ['north-office', 'south-office']
let people: Viewer[]
let curator: Viewer
let ids: number[]

const viewerCalled = async (handle: string): Promise<Viewer> => {
  const { thing } = await db()
    .selectFrom('person')
    .select('thing')
    .where('handle', '=', handle)
    .executeTakeFirstOrThrow()
  return (await viewerOfPerson(thing))!
}

beforeAll(async () => {
  const credited = version(1, { slope: 'flat' })
  credited.content.contributors.push({ role: 'reviewer', shown: 'named', name: 'Bilal' })
  await take(record(records[0]!), record(records[1]!, { versions: [credited] }), record(records[2]!))
  for (const name of handles) await addPerson({ name, email: `${name}@example.net` })
  await addPerson({ name: 'Curator', email: 'curator@example.net', role: 'curator' })
  people = await Promise.all(handles.map(viewerCalled))
  curator = await viewerCalled('curator')
  for (const [i, slug] of slugs.entries()) {
    await startOrganisation(people[i]!, { name: slug.replace('-', ' '), lang: 'en', kind: 'ngo' })
    await nameRepresentative(people[i]!, slug, { handle: handles[i]! })
  }
  const rows = await db().selectFrom('thing').select(['id', 'ref']).where('ref', 'in', records).execute()
  ids = records.map((ref) => rows.find((row) => row.ref === ref)!.id)
})

/** What was said, as one would note it by hand. */
interface Noted {
  ref: string
  record: number
  person: number
  /** For the organisation that they speak for. */
  organised: boolean
  outcome: Outcome
  withdrawn: boolean
  hidden: boolean
}

const said = { conditions: '', adaptation: '', lang: 'en', figures: [], place: '', happened: '', named: true }
const act = fc.record({
  what: fc.constantFrom('say', 'say', 'say', 'take back', 'bring back', 'hide', 'show', 'keep', 'lay down'),
  record: fc.nat(records.length - 1),
  person: fc.nat(handles.length - 1),
  organised: fc.boolean(),
  outcome: fc.constantFrom(...outcomes),
  nth: fc.nat(20),
})

/** Whether it was done; refusals are no faults here. */
const tried = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

test('counts are those of whoever would count by hand, whatever is said, taken back, hidden or kept', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 30 }), async (acts) => {
      await sql`delete from use`.execute(db())
      await sql`update custodianship set ended = now() where ended is null`.execute(db())
      const noted: Noted[] = []
      /** Who keeps each record. */
      const keepers = new Map<number, number>()
      const isMaker = ({ record, person }: Pick<Noted, 'record' | 'person'>) =>
        (record === 1 && person === 1) || keepers.get(record) === person
      for (const { what, record, person, organised, outcome, nth } of acts) {
        const one = noted[nth % Math.max(1, noted.length)]
        const ref = records[record]!
        if (what === 'say') {
          const organisation = organised ? (slugs[person] ?? 'nowhere') : ''
          const same = noted.some(
            (other) =>
              other.record === record &&
              !other.withdrawn &&
              other.person === person &&
              other.organised === organised,
          )
          const made = await tried(() =>
            sayUse(people[person]!, ref, { ...said, outcome, note: 'So.', organisation }),
          )
          const mayBe = !isMaker({ record, person }) && !same && (!organised || person < slugs.length)
          expect(made !== undefined).toBe(mayBe)
          if (made)
            noted.push({ ref: made, record, person, organised, outcome, withdrawn: false, hidden: false })
        } else if (what === 'keep') {
          const handle = handles[person]!
          await tried(() => proposeCustodian(people[person]!, ref, handle))
          const { proposals } = await custodyOf(curator, ref)
          for (const { id } of proposals) await answerProposal(curator, ref, id, 'yes')
          if (proposals.length) keepers.set(record, person)
        } else if (what === 'lay down') {
          await endCustody(curator, ref)
          keepers.delete(record)
        } else if (one) {
          const by = people[one.person]!
          const done = async (work: Promise<void>) => (await tried(() => work.then(() => true))) === true
          if (what === 'take back') {
            if (await done(takeBack(by, one.ref))) one.withdrawn = true
          } else if (what === 'bring back') {
            if (await done(bringBack(by, one.ref))) one.withdrawn = false
          } else if (what === 'hide') {
            if (await done(hideUse(curator, one.ref, { why: 'No', lang: 'en' }))) one.hidden = true
          } else if (await done(showUse(curator, one.ref))) one.hidden = false
        }
      }
      const counted = await evidenceOf(stranger, ids)
      for (const [i, id] of ids.entries()) {
        const standing = noted.filter((one) => one.record === i && !one.withdrawn && !one.hidden)
        const by = standing.filter((one) => !isMaker(one))
        const times = (outcome: Outcome) => by.filter((one) => one.outcome === outcome).length
        expect(counted.get(id)).toMatchObject({
          worked: times('worked'),
          partly: times('partly'),
          didNot: times('did-not'),
          organisations: by.filter(({ organised }) => organised).length,
          byMakers: standing.length - by.length,
        })
      }
    }),
    { numRuns: 12 },
  )
})

test('many records are counted in one query, and what one may not see is left out', async () => {
  await take(record('000000000404', { access: { to: 'members' } }))
  const { id } = await db()
    .selectFrom('thing')
    .select('id')
    .where('ref', '=', '000000000404')
    .executeTakeFirstOrThrow()
  const { result, queries } = await countingQueries(() => evidenceOf(stranger, [...ids, id]))
  expect(queries).toBe(1)
  expect([...result.keys()].sort()).toEqual(ids.toSorted())
  expect((await evidenceOf(system('test'), [id])).size).toBe(1)
  expect(await evidenceOf(stranger, [])).toEqual(new Map())
})
