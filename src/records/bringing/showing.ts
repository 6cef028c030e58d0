import { label } from '../../base/i18n/t.ts'
import type { Viewer } from '../../base/viewer.ts'
import type { Definition, QuestionType } from '../../instruments/definition.ts'
import { definitionOf, editionFor, everyInstrument } from '../../instruments/editions.ts'
import { slotLabel } from '../../instruments/facets.ts'
import { lookup } from '../../instruments/lookup.ts'
import { refuseUnlessMayBring } from './access.ts'
import { partName, type QuestionTarget, questionsForFiles, questionTargets } from './question-targets.ts'
import type { LineOutcome, Run } from './run.ts'
import { firstRows, linesOf, type RunLine, runFor } from './runs.ts'
import { memberTargets, recordTargets, targetName } from './targets.ts'

export interface Target {
  value: string
  label: string
}

/** What the cells of a table are told of: an example where there is one to give. */
export interface Cells {
  repeats: boolean
  matrix?: string
  map: boolean
  table?: string
  /** The questions that ask for files. */
  files: string[]
}

export interface RunShown {
  run: Run
  /** What a column may be. */
  targets: Target[]
  cells?: Cells
  /** The first cells of each column. */
  rows: string[][]
  lines: RunLine[]
  total: number
  size: number
  page: number
  outcome?: LineOutcome
}

/** All that the page of an import shows. */
export async function runShown(
  viewer: Viewer,
  ref: string,
  { outcome, page }: { outcome?: LineOutcome; page: number },
): Promise<RunShown> {
  const run = await runFor(viewer, ref)
  const chooses = run.state === 'read' || run.state === 'previewed'
  const definition = chooses && run.kind === 'table' ? await definitionFor(run) : undefined
  return {
    run,
    targets: chooses ? targetsOf(run, definition) : [],
    cells: definition && cellsOf(definition),
    rows: chooses && run.reading.columns ? await firstRows(run) : [],
    ...(await linesOf(viewer, run, { outcome, page })),
    page,
    outcome,
  }
}

const definitionFor = async ({ matching }: Run): Promise<Definition | undefined> => {
  const edition = matching.instrument ? await editionFor(matching.instrument) : undefined
  return edition && (await definitionOf(edition.id))
}

function targetsOf({ kind }: Run, definition: Definition | undefined): Target[] {
  if (kind === 'members') return memberTargets.map((value) => ({ value, label: targetName(value) }))
  if (kind !== 'table') return []
  return [
    ...recordTargets.map((value) => ({ value, label: targetName(value) })),
    ...(definition ? questionTargets(definition) : []).map((target) => ({
      value: target.value,
      label: `${nameOf(definition!, target)} (${target.value})`,
    })),
  ]
}

const nameOf = (definition: Definition, target: QuestionTarget): string => {
  const question = label(slotLabel(definition, target.slot))
  return target.part === undefined ? question : `${question}: ${partName(target)}`
}

/** What the answers of a questionnaire look like in cells, as far as it asks for such. */
function cellsOf(definition: Definition): Cells {
  const targets = questionTargets(definition)
  const { asked } = lookup(definition)
  const of = (type: QuestionType) => targets.filter(({ slot }) => asked.get(slot)!.question.type === type)
  const row = of('matrix')[0]
  const table = of('table').map(({ slot }) => asked.get(slot)!.question.columns ?? [])[0]
  return {
    repeats: targets.some(({ slot }) => asked.get(slot)!.group.repeat),
    matrix: row && nameOf(definition, row),
    map: of('geometry').length > 0,
    table:
      table &&
      JSON.stringify([Object.fromEntries(table.map(({ id, type }) => [id, type === 'number' ? 1 : '…']))]),
    files: questionsForFiles(definition).map((slot) => label(slotLabel(definition, slot))),
  }
}

/** The questionnaires that records can be brought in by, for whoever may. */
export async function questionnairesFor(viewer: Viewer): Promise<Target[]> {
  refuseUnlessMayBring(viewer)
  return (await everyInstrument(viewer))
    .filter(({ makes }) => makes !== 'none')
    .map(({ slug, title }) => ({ value: slug, label: label(title) }))
}
