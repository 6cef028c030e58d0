import { sql } from 'kysely'
import { z } from 'zod'
import { db } from './base/database/database.ts'
import { emptyReport, type ImportReport, inShape, refusedAt } from './base/import.ts'
import { stranger, type Viewer, visibleTo } from './base/viewer.ts'
import { Change } from './instruments/changes.ts'
import { makeChange } from './instruments/workshop/changing.ts'
import { comment } from './instruments/workshop/discussing.ts'
import { propose } from './instruments/workshop/proposing.ts'
import { demoAccounts, demoPassword } from './people/demo.ts'
import { addPerson } from './people/inviting.ts'
import {
  changeOrganisation,
  organisationFor,
  organisationKinds,
  startOrganisation,
} from './people/organisations.ts'
import { addLine, audiences, changeProfile, lineKinds } from './people/profile.ts'
import { askToBelong, makeMember, nameRepresentative } from './people/standing.ts'
import { viewerOfPerson } from './people/viewing.ts'
import { answerProposal, custodyOf, proposeCustodian } from './records/custodians.ts'
import { sayAdoption } from './records/evidence/adopting.ts'
import { sayUse } from './records/evidence/saying.ts'
import { adoptionForms, outcomes, reachesOfAdoption } from './records/evidence/use.ts'

const Words = z.record(z.string(), z.string())
const Work = z.strictObject({ handle: z.string(), work: z.string().default('') })

/** What a member says of using a record, in the language of their words. */
const Used = z.strictObject({
  record: z.string(),
  by: z.string(),
  outcome: z.enum(outcomes),
  lang: z.string(),
  note: z.string(),
  conditions: z.string().default(''),
  adaptation: z.string().default(''),
  figures: z.array(z.strictObject({ what: z.string(), value: z.number(), unit: z.string() })).default([]),
  place: z.string().default(''),
  happened: z.string().default(''),
})
const Adopted = z.strictObject({
  record: z.string(),
  by: z.string(),
  institution: z.string(),
  form: z.enum(adoptionForms),
  level: z.enum(reachesOfAdoption),
  lang: z.string(),
  note: z.string().default(''),
  place: z.string().default(''),
  year: z.int().optional(),
})

/** What a member would change in a questionnaire, and what others say of it. */
const Proposed = z.strictObject({
  instrument: z.string(),
  by: z.string(),
  lang: z.string(),
  title: z.string(),
  why: z.string(),
  changes: z.array(Change),
  comments: z.array(z.strictObject({ by: z.string(), lang: z.string(), words: z.string() })).default([]),
})

/** The people of the demo and their organisations, as a pack brings them. */
const Given = z.strictObject({
  format: z.literal('baobab-people/1'),
  people: z.array(
    z.strictObject({
      name: z.string(),
      email: z.email(),
      /** The language of their words. */
      lang: z.string(),
      lines: z.array(
        z.strictObject({
          kind: z.enum(lineKinds),
          value: z.string(),
          audience: z.enum(audiences).default('everyone'),
        }),
      ),
    }),
  ),
  organisations: z
    .array(
      z.strictObject({
        name: Words,
        kind: z.enum(organisationKinds),
        about: Words,
        place: z.string().optional(),
        keeper: z.string(),
        members: z.array(Work).default([]),
        /** They ask to belong, and nobody has answered yet. */
        asking: z.array(Work).default([]),
        representatives: z.array(z.strictObject({ handle: z.string() })).default([]),
      }),
    )
    .default([]),
  /** Members who are asked to keep a record true, and have not answered yet. */
  asks: z.array(z.strictObject({ record: z.string(), of: z.string(), by: z.string() })).default([]),
  uses: z.array(Used).default([]),
  adoptions: z.array(Adopted).default([]),
  proposals: z.array(Proposed).default([]),
})
type Given = z.infer<typeof Given>

/**
 * Makes the people of the demo, all by the verbs that anyone has: each says who they are, starts and joins
 * organisations, offers to keep the records that name them as their custodian, which a curator settles, and says how it went
 * with records of others, and what should be asked otherwise.
 * What is refused is named, and the rest is kept.
 */
export async function importPeople(given: { place: string; json: unknown }[]): Promise<ImportReport> {
  const { read: kept, faults } = inShape(Given, given)
  const report = { ...emptyReport(), faults }
  const each = async (place: string, work: () => Promise<unknown>) => {
    try {
      await work()
      report.made++
    } catch (error) {
      report.faults.push(refusedAt(place, error))
    }
  }
  for (const { place, one } of kept)
    for (const person of one.people) await each(`${place}, ${person.name}`, () => introduce(person))
  for (const { place, one } of kept)
    for (const organisation of one.organisations)
      await each(`${place}, ${Object.values(organisation.name)[0]}`, () => found(organisation))
  await each('custodians', giveIntoCare)
  for (const { place, one } of kept)
    for (const ask of one.asks)
      await each(`${place}, ${ask.record}`, async () =>
        proposeCustodian(await personCalled(ask.by), ask.record, ask.of),
      )
  for (const { place, one } of kept) {
    for (const { record, by, ...said } of one.uses)
      await each(`${place}, ${record}, ${by}`, async () =>
        sayUse(await personCalled(by), record, { ...said, named: true }),
      )
    for (const { record, by, year, ...said } of one.adoptions)
      await each(`${place}, ${record}, ${by}`, async () =>
        sayAdoption(await personCalled(by), record, { ...said, year: String(year ?? ''), link: '' }),
      )
    for (const proposal of one.proposals)
      await each(`${place}, ${proposal.title}`, () => proposeChange(proposal))
  }
  return report
}

async function introduce({ name, email, lang, lines }: Given['people'][number]): Promise<void> {
  const account = demoAccounts.find((one) => one.email === email)
  await addPerson(account ? { ...account, password: demoPassword } : { name, email })
  const { rows } = await sql<{ handle: string }>`
    select handle from person join login."user" on "user".id = login where email = ${email}`.execute(db())
  const viewer = await personCalled(rows[0]!.handle)
  await changeProfile(viewer, { name, audience: 'everyone' })
  for (const line of lines) await addLine(viewer, { ...line, lang })
}

async function found(given: Given['organisations'][number]): Promise<void> {
  const keeper = await personCalled(given.keeper)
  const { kind, place, name, about } = given
  const [first, ...others] = [...new Set([...Object.keys(name), ...Object.keys(about)])]
  const said = (lang = 'en') => ({
    lang,
    kind,
    place,
    name: name[lang] ?? Object.values(name)[0]!,
    about: about[lang] ?? Object.values(about)[0]!,
  })
  const slug = await startOrganisation(keeper, said(first))
  for (const lang of others) await changeOrganisation(keeper, slug, said(lang))
  for (const { handle, work } of [...given.members, ...given.asking])
    await askToBelong(await personCalled(handle), slug, work)
  const { members } = await organisationFor(keeper, slug)
  for (const { handle } of given.members)
    await makeMember(keeper, slug, members.find((one) => one.handle === handle)!.id)
  for (const representative of given.representatives) await nameRepresentative(keeper, slug, representative)
}

/** Who is named as the custodian of a record, and is here, keeps it. */
async function giveIntoCare(): Promise<void> {
  const curator = await personCalled('karim-bensaid')
  const { rows } = await sql<{ ref: string; handle: string }>`
    select thing.ref, handle from record join thing on thing.id = record.thing join person on person.name = record.custodian
    where thing.state = 'published' and ${visibleTo(stranger)} order by thing.id`.execute(db())
  for (const { ref, handle } of rows) {
    await proposeCustodian(await personCalled(handle), ref, handle)
    const { proposals } = await custodyOf(curator, ref)
    for (const { id } of proposals) await answerProposal(curator, ref, id, 'yes')
  }
}

async function proposeChange({
  instrument,
  by,
  changes,
  comments,
  ...said
}: z.infer<typeof Proposed>): Promise<void> {
  const maker = await personCalled(by)
  const ref = await propose(maker, instrument, { ...said, kind: 'change', audience: 'everyone' })
  for (const change of changes) await makeChange(maker, ref, () => change)
  for (const { by: other, ...words } of comments) await comment(await personCalled(other), ref, words)
}

async function personCalled(handle: string): Promise<Viewer> {
  const row = await db().selectFrom('person').select('thing').where('handle', '=', handle).executeTakeFirst()
  const viewer = row && (await viewerOfPerson(row.thing))
  if (!viewer) throw new Error(`The demo has nobody called ${handle}.`)
  return viewer
}
