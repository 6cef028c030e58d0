import { reader } from '../../base/i18n/reader.ts'
import { found } from '../../base/refusal.ts'
import { system, type Viewer } from '../../base/viewer.ts'
import { checkAnswers } from '../../instruments/answers.ts'
import { definitionOf } from '../../instruments/editions.ts'
import { namesIn, type ReadAnswer } from '../../instruments/reading.ts'
import type { Names } from '../../instruments/views/Value.tsx'
import type { Content } from '../interchange.ts'
import { cardsNamed, namesFor } from '../naming.ts'
import { type RecordVersion, recordFor } from '../reading.ts'
import { reachable } from '../thinning.ts'
import { type Draft, readingDraftFor } from '../writing/drafts.ts'
import { type Whole, wholeOf } from '../writing/manuscript.ts'
import { openComments } from './comment-counts.ts'
import { type Difference, differences, type Side } from './differences.ts'

interface Told {
  differences: Difference[]
  /** What the answers name, as far as the viewer may see it. */
  names: Names
}

export interface Changes extends Told {
  record: RecordVersion
  /** The version it is told against; none for the first. */
  from?: RecordVersion
}

/** What a version says otherwise than the one before it, or than the one of that number. The refusals of `recordFor`. */
export async function changesOf(
  viewer: Viewer,
  ref: string,
  number: number,
  from = number - 1,
): Promise<Changes> {
  const record = await recordFor(viewer, ref, number)
  if (from < 1) return { record, differences: [], names: {} }
  const before = await recordFor(viewer, ref, from)
  const all = await differences(await sideOf(before), await sideOf(record), reader().lang)
  return { record, from: before, ...(await withinReach(viewer, all)) }
}

const sideOf = async ({ editionId, content, credits }: RecordVersion): Promise<Side> => ({
  definition: await definitionOf(editionId),
  content,
  credits,
})

export interface DraftChanges extends Told {
  draft: Draft
  /** It changes a record that is here; else everything is told that it says. */
  next: boolean
  /** How much is open of what was said of each answer. */
  comments: Map<string, number>
}

/** What a draft would change of its record, or all that it says; for those who write it, and while it is with them those who review it. */
export async function changesIn(viewer: Viewer, ref: string): Promise<DraftChanges> {
  const draft = await readingDraftFor(viewer, ref)
  const writes = viewer.kind === 'person' && draft.writers.some(({ id }) => id === viewer.id)
  if (!writes && draft.state === 'draft')
    return { draft, next: false, comments: new Map(), differences: [], names: {} }
  const all =
    draft.state === 'published'
      ? await publishedDifferences(viewer, draft)
      : await manuscriptDifferences(await wholeOf(draft, writes ? viewer : system('review')))
  return {
    draft,
    next: basisOf(draft) > 0,
    comments: await openComments(draft),
    ...(await withinReach(viewer, all)),
  }
}

/** The number of the version that it set out from; 0 for what began a record. */
const basisOf = ({ record }: Draft): number => record?.basis ?? 0

/** What the version that came of a draft says otherwise than the one it set out from, for whoever may see them. */
async function publishedDifferences(viewer: Viewer, draft: Draft): Promise<Difference[]> {
  const { ref } = found(draft.record)
  const before = basisOf(draft) > 0 ? await sideOf(await recordFor(viewer, ref, basisOf(draft))) : undefined
  return differences(before, await sideOf(await recordFor(viewer, ref, basisOf(draft) + 1)), reader().lang)
}

/** What a manuscript says otherwise than the version that it set out from. */
export async function manuscriptDifferences({ draft, content, contributors }: Whole): Promise<Difference[]> {
  const basis = draft.record
    ? await sideOf(await recordFor(system('review'), draft.record.ref, draft.record.basis))
    : undefined
  const { good } = checkAnswers(draft.definition, content.answers)
  const { contributors: credits, edition: _, ...said } = content
  const nothing = { original: draft.lang, texts: {} }
  const side: Side = {
    definition: draft.definition,
    content: {
      ...said,
      title: content.title ?? nothing,
      summary: content.summary ?? nothing,
      knowledge: content.knowledge ?? 'experience',
      licence: content.licence ?? '',
      answers: good as Content['answers'],
    },
    credits: contributors.length ? credits : [],
  }
  return differences(basis, side, reader().lang)
}

/** Without what its answers name and the viewer may not see. */
async function withinReach(viewer: Viewer, all: Difference[]): Promise<Told> {
  const values = all.flatMap(({ path, before, after }) =>
    [before, after].flatMap((value): ReadAnswer[] =>
      typeof value === 'object' ? [{ slot: path, type: 'record', value }] : [],
    ),
  )
  const { places, records } = namesIn({ sections: [] }, values)
  const cards = await cardsNamed(viewer, [...new Set(records)])
  const seen = (value: Difference['before'], path: string) =>
    typeof value === 'object' ? reachable({ slot: path, type: 'record', value }, cards)[0]?.value : value
  return {
    names: await namesFor(places, cards, reader().lang),
    differences: all.flatMap((one): Difference[] => {
      if (one.words) return [one]
      const [before, after] = [seen(one.before, one.path), seen(one.after, one.path)]
      return before === undefined && after === undefined ? [] : [{ ...one, before, after }]
    }),
  }
}
