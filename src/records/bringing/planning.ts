import { isDeepStrictEqual } from 'node:util'
import { t } from '../../base/i18n/t.ts'
import { pick } from '../../base/text.ts'
import { holds, type Viewer } from '../../base/viewer.ts'
import { checkAnswers } from '../../instruments/answers.ts'
import type { Definition } from '../../instruments/definition.ts'
import { definitionOf, type Edition, editionFor } from '../../instruments/editions.ts'
import { type Place, placeName } from '../../places/place.ts'
import { topicsByCode } from '../../vocabularies/topics.ts'
import { Content, type Travelling } from '../interchange.ts'
import { unstorable } from '../storable.ts'
import type { Brought } from './brought.ts'
import { differencesOf } from './differences.ts'
import { overlaid } from './overlay.ts'
import type { Difference, LineOutcome } from './run.ts'
import { type Standing, standingRecords, withinOf } from './standing.ts'

/** What is to become of a record's line, kept with it until it is run. */
export interface Plan {
  title: string
  instrument: string
  content: Content
  /** Of a changed record: whether it was reviewed as it stood. */
  reviewed?: boolean
  /** A whole record as it travels, which takes the place of what stands. */
  record?: Travelling
}

export interface Planned {
  outcome: LineOutcome
  plan?: Plan
  thing?: number
  basis?: number
  differences: Difference[]
  reasons: string[]
}

/** All there are, by code: read once for all lines. */
export type Places = Map<string, Place>

/** The lines that a run said the same in before, by what they are known by. */
export type Seen = Map<string, number>

export const fault = (reasons: string[]): Planned => ({ outcome: 'fault', differences: [], reasons })

/**
 * Says for each line what it would do to the records that stand, and writes nothing. A line about what the
 * viewer does not keep is a fault, and so is one that says what a line before it said.
 */
export async function planRecords(
  viewer: Viewer,
  given: { line: number; brought: Brought }[],
  seen: Seen,
  { lang, places }: { lang: string; places: Places },
): Promise<Planned[]> {
  const editions = await currentEditions(given.map(({ brought }) => brought.instrument))
  const whole = given.map(({ brought }) => wholeContent(brought, editions.get(brought.instrument)))
  const standing = await standingRecords(
    viewer,
    whole.map((content, i) => ({ content: content ?? {}, ref: given[i]!.brought.ref })),
  )
  const subjects = await subjectsOf(
    whole.map((content) => content ?? { places: [], topics: [] }),
    places,
  )
  const planned: Planned[] = []
  for (const [i, { line, brought }] of given.entries()) {
    const content = whole[i]
    const edition = editions.get(brought.instrument)
    const { keys, standing: found } = standing[i]!
    const earlier = keys.map((key) => seen.get(key)).find((other) => other !== undefined)
    for (const key of keys) if (!seen.has(key)) seen.set(key, line)
    const about = found?.subjects ?? [...subjects[i]!, ...(edition ? [edition.instrument] : [])]
    if (!content || !edition)
      planned.push(fault([...brought.reasons, t('imports.noInstrument', { slug: brought.instrument })]))
    else if (earlier !== undefined)
      planned.push(fault([...brought.reasons, t('imports.saidBefore', { line: earlier })]))
    else if (!holds(viewer, 'curator', about))
      planned.push(fault([...brought.reasons, t('imports.notYours')]))
    else planned.push(await planOne(brought, content, found, edition.id, { lang, places }))
  }
  return planned
}

async function currentEditions(slugs: string[]): Promise<Map<string, Edition>> {
  const editions = new Map<string, Edition>()
  for (const slug of new Set(slugs)) {
    const edition = await editionFor(slug)
    if (edition) editions.set(slug, edition)
  }
  return editions
}

/** Places and topics of each, and all that those are within. */
export async function subjectsOf(
  contents: Pick<Content, 'places' | 'topics'>[],
  places: Places,
): Promise<number[][]> {
  const topics = await topicsByCode(contents.flatMap((content) => content.topics))
  const own = contents.map((content) => [
    ...content.places.flatMap((code) => places.get(code)?.id ?? []),
    ...content.topics.flatMap((code) => topics.get(code)?.id ?? []),
  ])
  const within = await withinOf([...new Set(own.flat())])
  return own.map((ids) => ids.flatMap((id) => within.get(id) ?? [id]))
}

/** What a new record would say: what the line says, and what a record cannot be without. */
function wholeContent({ content, source }: Brought, edition: Edition | undefined): Content | undefined {
  const { title } = content
  if (!edition || !title) return undefined
  return {
    edition: edition.name,
    title,
    summary: content.summary ?? source ?? title,
    knowledge: content.knowledge ?? edition.knowledge ?? 'experience',
    contributors: content.contributors ?? [{ role: 'compiler', shown: 'unnamed' }],
    organisations: content.organisations ?? [],
    // The world, where nothing nearer is said.
    places: content.places ?? ['001'],
    topics: content.topics ?? [],
    licence: content.licence ?? 'unknown',
    identifiers: content.identifiers ?? [],
    links: [],
    files: [],
    answers: content.answers ?? {},
  }
}

async function planOne(
  brought: Brought,
  fresh: Content,
  standing: Standing | undefined,
  current: number,
  { lang, places }: { lang: string; places: Places },
): Promise<Planned> {
  const reasons = [...brought.reasons]
  if (standing && standing.instrument !== brought.instrument)
    return {
      outcome: 'unchanged',
      thing: standing.thing,
      differences: [],
      reasons: [...reasons, t('imports.thereOtherwise', { instrument: standing.instrument })],
    }
  const definition = await definitionOf(standing?.editionId ?? current)
  const after = checked(standing ? overlaid(standing.content, brought) : fresh, definition, reasons)
  const read = Content.safeParse(after)
  const unkept = [...unstorable(after)]
  if (!read.success || unkept.length)
    return fault([...reasons, ...(read.error?.issues ?? unkept).map(({ message }) => message)])
  const naming = { definition, lang, placeName: (code: string) => nameOf(places.get(code)) ?? code }
  const differences = differencesOf(standing?.content, after, naming)
  const plan = {
    title: pick(after.title.texts, lang, after.title.original)!.text,
    instrument: brought.instrument,
    content: after,
  }
  if (!standing) return { outcome: 'new', plan, differences, reasons }
  const same = isDeepStrictEqual(asJson(after), asJson(standing.content))
  return {
    outcome: same ? 'unchanged' : 'changed',
    plan: { ...plan, reviewed: standing.reviewed },
    thing: standing.thing,
    basis: standing.version,
    differences: same ? [] : differences,
    reasons,
  }
}

const nameOf = (place: Parameters<typeof placeName>[0] | undefined): string | undefined =>
  place && placeName(place)

/** With the answers that fit only, and why the others do not; what is not answered yet is nobody's fault. */
function checked(content: Content, definition: Definition, reasons: string[]): Content {
  const { good, faults } = checkAnswers(definition, content.answers)
  const said = new Set<string>()
  for (const { slot = '', row, place, message } of faults) {
    const [group = '', question = ''] = slot.split('/')
    // One that was left out is missing too, which says nothing more.
    if (content.answers[group]?.[(row ?? 1) - 1]?.[question] === undefined || said.has(place)) continue
    said.add(place)
    reasons.push(`${place}: ${message}`)
  }
  return { ...content, answers: good as Content['answers'] }
}

const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
