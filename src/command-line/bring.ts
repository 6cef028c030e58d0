import { createReadStream } from 'node:fs'
import { arrive } from '../base/files/receiving.ts'
import { wordsOf } from '../base/http/faults.ts'
import { emptyReport, type ImportReport } from '../base/import.ts'
import { Refusal } from '../base/refusal.ts'
import { system } from '../base/viewer.ts'
import { type BroughtKind, limits, Matching, outcomes, type Run } from '../records/bringing/run.ts'
import { bring, forget, linesOf, runFor } from '../records/bringing/runs.ts'
import { workByHand } from '../records/bringing/sending.ts'
import { preview, run, undo } from '../records/bringing/steps.ts'
import { broken, tooLarge } from '../records/bringing/uploading.ts'
import { doWork } from '../records/bringing/work.ts'
import { exitCodes } from './exits.ts'
import { progress } from './progress.ts'

const viewer = system('import')

interface Bringing {
  dryRun: boolean
  instrument?: string
}

/**
 * Brings a file in line by line, with the columns as they are guessed: read, previewed, and unless it is
 * only tried run. Gives what came of it and, where something did, the import to take back.
 */
export async function bringFile(
  kind: BroughtKind,
  name: string,
  { dryRun, instrument }: Bringing,
): Promise<{ report: ImportReport; ref?: string }> {
  workByHand()
  const show = (through: number, lines: number) => progress(`${name}: ${through} of ${lines} lines`)
  const stream = createReadStream(name)
  const upload = { file: name, ...(await arrive(stream, { most: limits.bytes, tooLarge, broken })) }
  stream.destroy()
  const ref = await bring(viewer, { kind, upload, matching: instrument ? { instrument } : {} })
  const work = async (): Promise<Run> => {
    await doWork(ref, show)
    return runFor(viewer, ref)
  }
  let now = await work()
  if (now.state === 'read') {
    await preview(viewer, ref, Matching.parse(now.matching))
    now = await work()
  }
  if (now.state === 'previewed' && !dryRun) {
    await run(viewer, ref)
    now = await work()
  }
  const report = await reportOf(now, name)
  const kept = now.state === 'done' && report.made + report.changed > 0
  if (!kept && now.state !== 'failed') await forget(viewer, ref)
  return kept ? { report, ref } : { report }
}

/** Every fault with its line; lines of which only a part was left out are kept and named too. */
async function reportOf(done: Run, name: string): Promise<ImportReport> {
  const report = {
    ...emptyReport(),
    made: done.counts.new,
    changed: done.counts.changed,
    unchanged: done.counts.unchanged,
  }
  if (done.error) report.faults.push({ place: name, message: done.error })
  for (let page = 1, more = true; more; page++) {
    const { lines, total, size } = await linesOf(viewer, done, { page })
    for (const { line, reasons } of lines)
      report.faults.push(...reasons.map((message) => ({ place: `${name}, line ${line}`, message })))
    more = page * size < total
  }
  return report
}

/** Takes an import back, by its ref; says why where it cannot be. */
export async function undoImport(ref: string): Promise<number> {
  workByHand()
  try {
    await undo(viewer, ref)
    await doWork(ref, (through, lines) => progress(`${through} of ${lines} lines`))
    progress()
    const { counts, state, error } = await runFor(viewer, ref)
    if (state !== 'undone') throw new Error(error ?? state)
    process.stdout.write(
      `Took back ${outcomes
        .slice(0, 2)
        .map((one) => `${counts[one]} ${one}`)
        .join(', ')}.\n`,
    )
    return exitCodes.worked
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const words = error.kind === 'missing' ? `there is no import ${ref}` : wordsOf(error)
    process.stderr.write(`${words}\n`)
    return exitCodes.failed
  }
}
