import { reader } from '../base/i18n/reader.ts'
import { missing } from '../base/refusal.ts'
import type { Lang } from '../base/text.ts'
import type { Viewer } from '../base/viewer.ts'
import type { Definition, Section } from './definition.ts'
import { definitionOf, type Edition, editionsOf, everyInstrument } from './editions.ts'
import { lookup } from './lookup.ts'

/** An instrument as its pages show it, read in `lang`. */
export interface InstrumentView {
  edition: Edition
  /** All of them, newest first. */
  editions: Edition[]
  definition: Definition
  lang: Lang
  /** It was asked for in that language; else it is the reader's. */
  chosen: boolean
  /** Those it is a module of and those that are modules of it, as far as they are here. */
  moduleOf: Edition[]
  modules: Edition[]
}

export interface Asking {
  edition?: string
  /** The language to read the questions in. */
  in?: string
}

/** The current edition or the one asked for; 404 for one that does not exist. */
export async function viewInstrument(viewer: Viewer, slug: string, asking: Asking): Promise<InstrumentView> {
  const editions = await editionsOf(viewer, slug)
  const edition = editions.find(({ name, current }) =>
    asking.edition === undefined ? current : name === asking.edition,
  )
  if (!edition) return missing()
  const definition = await definitionOf(edition.id)
  const chosen = asking.in !== undefined && definition.languages.includes(asking.in)
  const { moduleOf = [], modules = [] } = definition
  const related = moduleOf.length + modules.length ? await everyInstrument(viewer) : []
  return {
    edition,
    editions,
    definition,
    lang: chosen ? asking.in! : reader().lang,
    chosen,
    moduleOf: related.filter((one) => moduleOf.includes(one.slug)),
    modules: related.filter((one) => modules.includes(one.slug)),
  }
}

/** So many questions are still one page; more are a page for each section. */
export const onePage = 60

export interface SectionView extends InstrumentView {
  section: Section
  before?: Section
  after?: Section
}

/** One outermost section of it; 404 for one that does not exist. */
export async function viewSection(
  viewer: Viewer,
  slug: string,
  id: string,
  asking: Asking,
): Promise<SectionView> {
  const view = await viewInstrument(viewer, slug, asking)
  const { sections } = view.definition
  const at = sections.findIndex((section) => section.id === id)
  if (at < 0) return missing()
  return { ...view, section: sections[at]!, before: sections[at - 1], after: sections[at + 1] }
}

/** How many questions a section asks, in all that is in it. */
export const questionsIn = (definition: Definition, { id }: Section): number =>
  [...lookup(definition).asked.values()].filter(
    ({ sections, number }) => number !== undefined && sections.some((one) => one.id === id),
  ).length
