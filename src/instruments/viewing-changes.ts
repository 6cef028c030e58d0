import { reader } from '../base/i18n/reader.ts'
import { found, missing } from '../base/refusal.ts'
import { type Lang, pick, type Shown } from '../base/text.ts'
import type { Viewer } from '../base/viewer.ts'
import { operationInWords } from './change-words.ts'
import type { Change, EditionFile, Operation } from './changes.ts'
import type { Definition, Section } from './definition.ts'
import { changesOf } from './edition-changes.ts'
import { definitionOf, type Edition, editionsOf } from './editions.ts'
import { homeOf } from './operation-home.ts'

/** One thing that changed, as it is read: the release note, else each operation for itself. */
export interface ReadChange {
  note?: Shown
  operations: string[]
}

export interface ChangesView {
  edition: Edition
  before: Edition
  /** Told by those who made the edition; else found by laying the two side by side. */
  told: boolean
  last: Definition
  next: Definition
  changes: Change[]
  /** By outermost section, those of the whole questionnaire under none, last. */
  sections: { section?: Section; title?: Shown; changes: ReadChange[] }[]
  /** How many questions are new, gone, elsewhere, and asked otherwise. */
  counts: { added: number; removed: number; moved: number; changed: number }
}

/** What an edition changed, in the reader's language; 404 for one that is not there, or was the first. */
export async function viewChanges(viewer: Viewer, slug: string, name: string): Promise<ChangesView> {
  const { edition, before, told, changes } = await changesFor(viewer, slug, name)
  const [last, next] = [await definitionOf(before.id), await definitionOf(edition.id)]
  return {
    ...{ edition, before, told, last, next, changes },
    sections: bySection(changes, last, next, reader().lang),
    counts: countsOf(changes),
  }
}

/** The same as it travels: what an edition does to the one before it. */
export async function exportChanges(viewer: Viewer, slug: string, name: string): Promise<EditionFile> {
  const { edition, before, changes } = await changesFor(viewer, slug, name)
  return { format: 'baobab-edition/1', instrument: slug, from: before.name, edition: edition.name, changes }
}

async function changesFor(viewer: Viewer, slug: string, name: string) {
  const editions = await editionsOf(viewer, slug)
  const edition = found(editions.find((one) => one.name === name))
  const known = (await changesOf(edition.id)) ?? missing()
  const before = found(editions.find(({ id }) => id === known.before))
  return { edition, before, told: known.told, changes: known.changes }
}

function bySection(
  changes: Change[],
  last: Definition,
  next: Definition,
  lang: Lang,
): ChangesView['sections'] {
  const home = ({ operations }: Change): string =>
    operations.map((one) => homeOf(one, last, next).sections[0]).find((id) => id !== undefined) ?? ''
  const groups = Map.groupBy(changes, home)
  const order = [
    ...next.sections,
    ...last.sections.filter(({ id }) => !next.sections.some((one) => one.id === id)),
  ]
  const read = (some: Change[]): ReadChange[] =>
    some.map(({ note, operations }) => ({
      note: pick(note, lang),
      operations: [...new Set(operations.map((one) => operationInWords(one, last, next, lang)))],
    }))
  return [
    ...order.flatMap((section) => {
      const some = groups.get(section.id)
      return some ? { section, title: pick(section.title, lang, next.languages[0]), changes: read(some) } : []
    }),
    ...(groups.has('') ? [{ changes: read(groups.get('')!) }] : []),
  ]
}

export function countsOf(changes: Change[]): ChangesView['counts'] {
  const all = changes.flatMap(({ operations }) => operations)
  const slots = (op: Operation['op']): number =>
    new Set(all.flatMap((one) => (one.op === op && 'slot' in one ? one.slot : []))).size
  const added = all.reduce(
    (sum, one) =>
      sum + (one.op === 'add-question' ? 1 : one.op === 'add-group' ? one.group.questions.length : 0),
    0,
  )
  return {
    added,
    removed: slots('remove-question'),
    moved: slots('move-question'),
    changed: slots('change-question'),
  }
}
