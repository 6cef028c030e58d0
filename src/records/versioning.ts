import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { t } from '../base/i18n/t.ts'
import type { Ref } from '../base/ids.ts'
import type { Fault } from '../base/import.ts'
import { checkAnswers } from '../instruments/answers.ts'
import { definitionOf, editionFor } from '../instruments/editions.ts'
import { coarsened, coarsenedBeside } from './coarse.ts'
import type { Content, Travelling } from './interchange.ts'
import { type StandingCredit, sameCredits } from './same-credits.ts'
import { Unfit } from './unfit.ts'

type Version = Travelling['versions'][number]

interface Standing {
  number: number
  published: string
  note: unknown
  minor: boolean
  content: unknown
  credits: StandingCredit[]
}

/** Adds the versions that are not there yet; gives how many. Refuses one that reads otherwise here. */
export async function keepVersions(id: number, record: Travelling, faults: Fault[]): Promise<number> {
  const standing = await standingVersions(id)
  let added = 0
  for (const version of record.versions) {
    const place = t('records.versionAt', { number: String(version.number) })
    const { edition, content } = await contentToKeep(record.instrument, version, place, faults)
    const same = standing.find((one) => one.number === version.number)
    if (!same) {
      await keepVersion(id, edition, version, content)
      await sameNames(id, version.number)
      added++
    } else if (!readsTheSame(same, version, content))
      throw new Unfit({ place, message: t('records.readsOtherwise') })
  }
  return added
}

async function standingVersions(id: number): Promise<Standing[]> {
  const versions = await db()
    .selectFrom('version')
    .select(['id', 'number', 'published', 'note', 'minor', 'content'])
    .where('record', '=', id)
    .execute()
  const credits = await db()
    .selectFrom('credit')
    .innerJoin('version', 'version.id', 'credit.version')
    .selectAll('credit')
    .where('version.record', '=', id)
    .orderBy('position')
    .execute()
  return versions.map((one) => ({ ...one, credits: credits.filter(({ version }) => version === one.id) }))
}

type Kept = Omit<Content, 'contributors'>

/** The content as it is kept: answers that fit their questions, and no place closer than is told of land users. */
async function contentToKeep(
  instrument: string,
  { content: { contributors, ...content } }: Version,
  place: string,
  faults: Fault[],
): Promise<{ edition: number; content: Kept }> {
  const edition = await editionFor(instrument, content.edition)
  if (!edition)
    throw new Unfit({ place, message: t('records.noEdition', { instrument, edition: content.edition }) })
  const definition = await definitionOf(edition.id)
  const checked = checkAnswers(definition, content.answers)
  const said = [...checked.faults]
  const ofLandUsers = isOfLandUsers(contributors)
  const answers = ofLandUsers ? coarsened(definition, checked.good, said) : checked.good
  faults.push(...said.map((fault) => ({ ...fault, place: `${place}, ${fault.place}` })))
  const beside = ofLandUsers ? coarsenedBeside(content) : content
  return { edition: edition.id, content: { ...beside, answers: answers as Content['answers'] } }
}

const isOfLandUsers = (contributors: Content['contributors']): boolean =>
  contributors.some(({ role }) => role === 'land-user')

const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null))

const readsTheSame = (
  standing: Standing,
  { published, note, minor, content }: Version,
  kept: Kept,
): boolean =>
  isDeepStrictEqual(
    {
      published: standing.published,
      note: standing.note,
      minor: standing.minor,
      // What was kept beside was once taken as it came.
      content: isOfLandUsers(content.contributors)
        ? coarsenedBeside(standing.content as Kept)
        : standing.content,
    },
    { published, note: asJson(note), minor, content: asJson(kept) },
  ) && sameCredits(standing.credits, content.contributors)

async function keepVersion(record: number, edition: number, version: Version, content: Kept): Promise<void> {
  const { id } = await db()
    .insertInto('version')
    .values({
      record,
      edition,
      number: version.number,
      published: version.published,
      note: version.note ? JSON.stringify(version.note) : null,
      minor: version.minor,
      content: JSON.stringify(content),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db()
    .insertInto('credit')
    .values(version.content.contributors.map((one, position) => ({ version: id, position, ...one })))
    .execute()
}

/** Whoever is credited as in the version before is the person of here that they were there. */
async function sameNames(record: number, number: number): Promise<void> {
  await sql`
    update credit set person = before.person
    from version, credit as before join version as last on last.id = before.version
    where version.id = credit.version and version.record = ${record} and version.number = ${number}
      and last.record = ${record} and last.number = (select max(number) from version where record = ${record} and number < ${number})
      and before.person is not null and before.role = credit.role and before.name is not distinct from credit.name
      and (before.name is not null or before.position = credit.position)`.execute(db())
}

/** The day on which the first version of a record was published, if it is here; for whoever takes it in again. */
export async function firstPublished(ref: Ref): Promise<string | undefined> {
  const first = await db()
    .selectFrom('version')
    .innerJoin('thing', 'thing.id', 'version.record')
    .select('version.published')
    .where('thing.ref', '=', ref)
    .orderBy('version.number')
    .limit(1)
    .executeTakeFirst()
  return first?.published
}
