import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import type { Readable } from 'node:stream'
import { discard } from '../base/files/receiving.ts'
import { emptyReport, type ImportReport } from '../base/import.ts'
import { Refusal } from '../base/refusal.ts'
import { said } from '../base/said.ts'
import { system } from '../base/viewer.ts'
import { communityFor } from '../communities/reading.ts'
import { toldKinds } from '../conversations/lists/archive.ts'
import { archiveOf, notesOf } from '../conversations/lists/archives.ts'
import { placeSaid, toldName } from '../conversations/lists/names.ts'
import { gather } from '../conversations/lists/sending.ts'
import {
  bringList,
  forgetList,
  resumeList,
  slugOfList,
  startList,
  undoList,
  unfinished,
  workByHand,
} from '../conversations/lists/steps.ts'
import { doArchive } from '../conversations/lists/work.ts'
import { site } from '../ui/site.ts'
import { exitCodes } from './exits.ts'
import { progress } from './progress.ts'

const viewer = system('import')
const say = (line: string): void => void process.stdout.write(`${line}\n`)

interface Bringing {
  dryRun: boolean
  /** The slug of the community it is brought to. */
  community: string
}

/**
 * Brings mbox files along as one list, as a facilitator would: read through, and unless it is only tried brought in. What
 * was stopped half way goes on with the same files. Gives what came of it and the archive to take back.
 */
export async function bringMbox(
  paths: string[],
  { dryRun, community }: Bringing,
): Promise<{ report: ImportReport; ref?: string }> {
  workByHand()
  const called = basename(paths[0]!).replace(/(\.mbox|\.txt|\.gz)+$/i, '')
  if (!(await isThere(community)))
    return failed(`--community ${community}`, 'there is no community with this address')
  const enough = untilStopped()
  const doing = { enough, told: (through: number, all: number) => progress(`${through} of ${all} messages`) }
  const gathered = await gather(each(paths))
  const begun = dryRun ? undefined : await unfinished(community, gathered)
  if (begun) await discard(gathered)
  const ref = begun ?? (await bringList(viewer, community, gathered, { name: called, lang: 'en' }))
  if (begun) await goOn(community, begun)
  await doArchive(ref, doing)
  const read = await archiveOf(ref)
  if (read.state === 'previewed' && !dryRun && !enough()) {
    await startList(viewer, community, ref, { name: read.name, lang: read.lang })
    await doArchive(ref, doing)
  }
  progress()
  const done = await reportOf(ref, called, dryRun)
  if (dryRun || (await archiveOf(ref)).state === 'failed') await forgetList(ref)
  else if (enough() && done.state !== 'done') return stopped(done.report, community, ref)
  if (done.state !== 'done') return { report: done.report }
  say(`For members: ${site().origin}/communities/${community}/lists/${ref}`)
  return { report: done.report, ref }
}

async function isThere(slug: string): Promise<boolean> {
  try {
    await communityFor(viewer, slug)
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

const failed = (place: string, message: string) => ({
  report: { ...emptyReport(), faults: [{ place, message }] },
})

/** Whether somebody pressed Ctrl-C: the messages at hand are kept first. A second time it ends at once. */
function untilStopped(): () => boolean {
  let pressed = false
  process.once('SIGINT', () => (pressed = true))
  return () => pressed
}

async function goOn(community: string, ref: string): Promise<void> {
  const { state, through, messages } = await archiveOf(ref)
  say(`Goes on where it stopped, after ${through} of ${messages} messages.`)
  if (state === 'paused' || state === 'failed') await resumeList(viewer, community, ref)
}

function stopped(report: ImportReport, community: string, ref: string): { report: ImportReport } {
  return {
    report: {
      ...report,
      faults: [
        ...report.faults,
        {
          place: `/communities/${community}/lists/${ref}`,
          message: 'stopped: what came along so far is kept. Give the same command again, and it goes on',
        },
      ],
    },
  }
}

async function reportOf(
  ref: string,
  name: string,
  dryRun: boolean,
): Promise<{ report: ImportReport; state: string }> {
  const now = await archiveOf(ref)
  const { counts, told } = await notesOf(now)
  const report = {
    ...emptyReport(),
    made: dryRun ? now.messages : Number(now.counts.made),
    unchanged: Number(now.counts.there),
  }
  if (now.state === 'failed') report.faults.push({ place: name, message: now.error ?? '' })
  for (const one of told)
    report.faults.push({
      place: placeSaid(one) || name,
      message: `${toldName(one.what, one.count ?? 1)}${one.of ? `: ${one.of}` : ''}`,
      ...(!['unreadable', 'too-large', 'too-many'].includes(one.what) && { note: true as const }),
    })
  for (const what of toldKinds) {
    const count = counts.get(what) ?? 0
    const more =
      count - told.filter((one) => one.what === what).reduce((sum, one) => sum + (one.count ?? 1), 0)
    if (more > 0) report.faults.push({ place: name, message: `${toldName(what, more)}, besides`, note: true })
  }
  return { report, state: now.state }
}

async function* each(paths: string[]): AsyncGenerator<{ name: string; stream: Readable }> {
  for (const path of paths) {
    const stream = createReadStream(path)
    try {
      yield { name: basename(path), stream }
    } finally {
      stream.destroy()
    }
  }
}

/** Takes an archive back, by its ref; nothing where there is no such archive. */
export async function undoMbox(ref: string): Promise<number | undefined> {
  workByHand()
  const slug = await slugOfList(ref)
  if (!slug) return undefined
  try {
    await undoList(viewer, slug, ref)
    await doArchive(ref, { told: (through, messages) => progress(`${through} of ${messages} messages`) })
    progress()
    const { state, error, told } = await archiveOf(ref)
    if (state !== 'undone') throw new Error(error ?? state)
    for (const { what, of } of told) say(`${toldName(what, 1)}: ${of ?? ''}`)
    say('Took the list back.')
    return exitCodes.worked
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    process.stderr.write(`${said(error)}\n`)
    return exitCodes.failed
  }
}
