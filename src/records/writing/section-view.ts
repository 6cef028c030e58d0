import { reader } from '../../base/i18n/reader.ts'
import { label } from '../../base/i18n/t.ts'
import { found } from '../../base/refusal.ts'
import type { Viewer } from '../../base/viewer.ts'
import type { Names } from '../../instruments/views/Value.tsx'
import { personOf } from '../../people/account.ts'
import { placeChoices } from '../../places/choosing.ts'
import { everywhere } from '../../places/everywhere.ts'
import type { Choice } from '../../ui/parts/Fields.tsx'
import { topicsByCode } from '../../vocabularies/topics.ts'
import { openComments } from '../review/comment-counts.ts'
import { knownFiles } from '../viewing.ts'
import { type AskedGroup, askedIn, nextRow, type Progress, progressOf } from './asking.ts'
import { assemble, type Written } from './assembling.ts'
import { type Clash, clashesOf } from './clashes.ts'
import { filesFor } from './draft-files.ts'
import { type Draft, draftFor } from './drafts.ts'
import { headAsked, headNeeded, type ListedHead } from './head.ts'
import { essentials, essentialsId, type WritingSection, writingSections } from './sections.ts'
import { answersOf } from './standing.ts'

/** A page of the form, with how far all of them have come. */
export interface RailStop extends Progress {
  id: string
  section?: WritingSection
}

export interface SectionView {
  draft: Draft
  /** Of the page: `essentials` or that of a section. */
  id: string
  section?: WritingSection
  groups: AskedGroup[]
  /** What every record has, on the first page. */
  head: ListedHead[]
  written: Written
  clashes: Clash[]
  /** How much is open of what was said of each answer, by its path. */
  comments: Map<string, number>
  rail: RailStop[]
  after?: RailStop
  places: Choice[]
  /** The names of the topics that are chosen, by code. */
  topics: Map<string, string>
  /** The files that answers may name, where the page asks for one. */
  files?: NonNullable<Names['files']>
}

/** Everything that a page of the form shows. 404 for a section that is none or does not apply. */
export async function sectionFor(viewer: Viewer, ref: string, id: string): Promise<SectionView> {
  const draft = await draftFor(viewer, ref)
  const { definition } = draft
  const standing = await answersOf(draft)
  const written = assemble(definition, standing)
  const clashes = await clashesOf(draft)
  const rail = railOf(draft, written)
  const at = rail.findIndex((stop) => stop.id === id)
  const { section } = found(rail[at])
  const parts = section ? section.parts : essentials(definition)
  const codes = section ? [] : ((written.head.topics as string[] | undefined) ?? [])
  const topics = [...(await topicsByCode(codes))].map(([code, topic]) => [code, label(topic.label)] as const)
  const groups = askedIn(definition, { parts }, written, nextRow(standing, personOf(viewer)))
  return {
    draft,
    id,
    section,
    groups,
    ...(asksForFiles(groups) && { files: knownFiles(await filesFor(draft)) }),
    head: section ? [] : headAsked(draft),
    written,
    clashes,
    comments: await openComments(draft),
    rail,
    after: rail[at + 1],
    places: placesFor(await everywhere()),
    topics: new Map(topics),
  }
}

const asksForFiles = (groups: AskedGroup[]): boolean =>
  groups.some(({ group }) => group.questions.some(({ type }) => type === 'file' || type === 'image'))

const placesOnce = new WeakMap<object, Map<string, Choice[]>>()

/** All places by name; sorted once for each language as long as they do not change. */
export function placesFor({ byId }: Awaited<ReturnType<typeof everywhere>>): Choice[] {
  const byLang = placesOnce.get(byId) ?? new Map<string, Choice[]>()
  placesOnce.set(byId, byLang)
  const { lang } = reader()
  if (!byLang.has(lang)) byLang.set(lang, placeChoices(byId))
  return byLang.get(lang)!
}

/** The pages of the form that apply, in their order, each with how far it has come. */
export function railOf(draft: Draft, written: Written): RailStop[] {
  const { definition } = draft
  const sections = writingSections(definition).flatMap((section): RailStop[] => {
    const progress = progressOf(definition, section, written)
    const applies = progress.asked > 0 || askedIn(definition, section, written, () => 'none').length > 0
    return applies ? [{ id: section.id, section, ...progress }] : []
  })
  return [firstStop(draft, written), ...sections]
}

function firstStop(draft: Draft, written: Written): RailStop {
  const { asked, answered, missing } = progressOf(
    draft.definition,
    { parts: essentials(draft.definition) },
    written,
  )
  const heads = headNeeded(draft)
  const given = heads.filter((question) => written.head[question] !== undefined)
  return { id: essentialsId, asked: asked + heads.length, answered: answered + given.length, missing }
}
