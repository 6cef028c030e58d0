import { label } from '../../base/i18n/t.ts'
import type { Viewer } from '../../base/viewer.ts'
import { definitionOf, editionFor, everyInstrument } from '../../instruments/editions.ts'
import { slotLabel } from '../../instruments/facets.ts'
import { refuseUnlessMayBring } from './access.ts'
import type { LineOutcome, Run } from './run.ts'
import { firstRows, linesOf, type RunLine, runFor } from './runs.ts'
import { memberTargets, recordTargets, slotsForCells, targetName } from './targets.ts'

export interface Target {
  value: string
  label: string
}

export interface RunShown {
  run: Run
  /** What a column may be. */
  targets: Target[]
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
  return {
    run,
    targets: chooses ? await targetsOf(run) : [],
    rows: chooses && run.reading.columns ? await firstRows(run) : [],
    ...(await linesOf(viewer, run, { outcome, page })),
    page,
    outcome,
  }
}

async function targetsOf({ kind, matching }: Run): Promise<Target[]> {
  if (kind === 'members') return memberTargets.map((value) => ({ value, label: targetName(value) }))
  if (kind !== 'table') return []
  const edition = matching.instrument ? await editionFor(matching.instrument) : undefined
  const definition = edition && (await definitionOf(edition.id))
  return [
    ...recordTargets.map((value) => ({ value, label: targetName(value) })),
    ...(definition ? slotsForCells(definition) : []).map((value) => ({
      value,
      label: `${label(slotLabel(definition!, value))} (${value})`,
    })),
  ]
}

/** The questionnaires that records can be brought in by, for whoever may. */
export async function questionnairesFor(viewer: Viewer): Promise<Target[]> {
  refuseUnlessMayBring(viewer)
  return (await everyInstrument(viewer))
    .filter(({ makes }) => makes !== 'none')
    .map(({ slug, title }) => ({ value: slug, label: label(title) }))
}
