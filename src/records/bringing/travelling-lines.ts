import { onlyTried } from '../../base/database/only-tried.ts'
import { t } from '../../base/i18n/t.ts'
import type { Fault } from '../../base/import.ts'
import { pick } from '../../base/text.ts'
import { holds, type Viewer } from '../../base/viewer.ts'
import { definitionOf, editionFor } from '../../instruments/editions.ts'
import { placeName } from '../../places/place.ts'
import { fromSlmPractice } from '../from-slm.ts'
import { Travelling } from '../interchange.ts'
import { faultsOfShape } from '../shape.ts'
import { looksLikeSlmPractice } from '../slm-practice.ts'
import { keepRecord } from '../storing.ts'
import { faultOf } from '../unfit.ts'
import { differencesOf } from './differences.ts'
import { cutJson } from './files/pieces.ts'
import { fault, type Places, type Planned, type Seen, subjectsOf } from './planning.ts'
import type { Difference, GivenLine } from './run.ts'
import { standingOf, type Whole } from './standing-whole.ts'

/** Every record of a file in our own form, with the line it begins on; one that is no JSON is a fault by itself. */
export const travellingIn = (text: string): GivenLine[] =>
  cutJson(text).map(({ line, text: piece }) => {
    try {
      return { line, given: JSON.parse(piece) as unknown }
    } catch {
      return { line, given: {}, fault: t('imports.brokenReference', { line }) }
    }
  })

interface Naming {
  lang: string
  places: Places
}

/**
 * Says of each record what it would do to the one that stands under its reference, by trying it and keeping
 * nothing. One about what the viewer does not curate, before or after, is a fault.
 */
export async function planTravelling(
  viewer: Viewer,
  lines: { line: number; given: unknown }[],
  seen: Seen,
  naming: Naming,
): Promise<Planned[]> {
  const planned: Planned[] = []
  for (const { line, given } of lines) planned.push(await planOne(viewer, line, given, seen, naming))
  return planned
}

async function planOne(
  viewer: Viewer,
  line: number,
  given: unknown,
  seen: Seen,
  naming: Naming,
): Promise<Planned> {
  const { record: read, faults } = await readTravelling(given)
  const reasons = faults.map(inWords)
  if (!read) return fault(reasons)
  const earlier = seen.get(read.ref)
  if (earlier !== undefined) return fault([...reasons, t('imports.saidBefore', { line: earlier })])
  seen.set(read.ref, line)
  const standing = await standingOf(viewer, read.ref)
  const content = read.versions.at(-1)!.content
  const edition = await editionFor(read.instrument)
  const [about] = await subjectsOf([content], naming.places)
  const mayNow = holds(viewer, 'curator', [...about!, ...(edition ? [edition.instrument] : [])])
  if (!mayNow || (standing && !(standing.visible && holds(viewer, 'curator', standing.subjects))))
    return fault([...reasons, t('imports.notYours')])
  const record = { ...read, ...asTheyMay(viewer, read, standing, about!, reasons) }
  try {
    const { outcome, faults } = await onlyTried(true, () => keepRecord(record))
    const differences = edition ? await changesIn(standing, record, edition.id, naming) : []
    return {
      outcome: outcome === 'made' ? 'new' : outcome,
      plan: {
        title: pick(content.title.texts, naming.lang, content.title.original)!.text,
        instrument: record.instrument,
        content,
        record,
        ...(standing && { reviewed: standing.reviewed }),
      },
      ...(standing && { thing: standing.thing, basis: standing.version }),
      differences: outcome === 'unchanged' ? [] : differences,
      reasons: [...reasons, ...faults.map(inWords)],
    }
  } catch (error) {
    const why = faultOf(error)
    if (!why) throw error
    return fault([...reasons, inWords(why)])
  }
}

async function readTravelling(given: unknown): Promise<{ record?: Travelling; faults: Fault[] }> {
  if (looksLikeSlmPractice(given)) return fromSlmPractice(given)
  const read = Travelling.safeParse(given)
  return read.success ? { record: read.data, faults: [] } : { faults: faultsOfShape(given, read.error) }
}

const inWords = ({ place, message }: Fault): string => [place, message].filter(Boolean).join(': ')

/**
 * A file says that it was reviewed for whoever may review only, and a version that nobody reviewed takes the
 * mark away; and it brings no files: with the sum of one it
 * could take what is here for others.
 */
function asTheyMay(
  viewer: Viewer,
  { reviewed, files = [], versions }: Travelling,
  standing: Whole | undefined,
  about: number[],
  reasons: string[],
): Pick<Travelling, 'reviewed' | 'files'> {
  const may = holds(viewer, 'reviewer', about) || holds(viewer, 'curator')
  const before = standing?.reviewed === true && versions.at(-1)!.number <= standing.number
  if (reviewed && !before && !may) reasons.push(t('imports.notReviewed'))
  for (const { name, sha256 } of files)
    if (!standing?.files.includes(sha256)) reasons.push(`${name}: ${t('imports.fileStays')}`)
  return {
    reviewed: may ? reviewed : before,
    files: files.filter(({ sha256 }) => standing?.files.includes(sha256)),
  }
}

/** What its newest version says otherwise, and what stands beside it. */
async function changesIn(
  standing: Whole | undefined,
  record: Travelling,
  current: number,
  { lang, places }: Naming,
): Promise<Difference[]> {
  const { content } = record.versions.at(-1)!
  const edition = await editionFor(record.instrument, content.edition)
  const definition = await definitionOf(edition?.id ?? current)
  const nameOf = (code: string) => {
    const place = places.get(code)
    return place ? placeName(place) : code
  }
  const after = besideOf(record)
  const before = standing && besideOf(standing)
  return [
    ...differencesOf(standing?.content, content, { definition, lang, placeName: nameOf }),
    ...after.flatMap(([what, words], i) => {
      const was = before?.[i]?.[1]
      return words === (was ?? '') ? [] : [{ what, ...(was && { before: was }), after: words }]
    }),
  ]
}

type Beside = Pick<Travelling, 'state' | 'access' | 'reviewed' | 'custodian' | 'lookAgain'>

const besideOf = ({ state, access, reviewed, custodian, lookAgain }: Beside): [string, string][] => [
  [t('imports.state'), state === 'withdrawn' ? t('imports.withdrawn') : t('imports.published')],
  [t('imports.openTo'), [openTo(access.to), access.opens].filter(Boolean).join(' ')],
  [t('imports.review'), reviewed ? t('imports.isReviewed') : t('imports.isNotReviewed')],
  [t('records.custodian'), custodian ?? ''],
  [t('imports.lookAgainBy'), lookAgain ?? ''],
]

function openTo(to: Travelling['access']['to']): string {
  switch (to) {
    case 'everyone':
      return t('imports.toEveryone')
    case 'members':
      return t('imports.toMembers')
    case 'community':
      return t('telling.toCommunity')
    case 'named':
      return t('imports.toNamed')
  }
}
