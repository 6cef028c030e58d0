import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import type { Readable } from 'node:stream'
import { emptyReport, type ImportReport } from '../base/import.ts'
import { Refusal } from '../base/refusal.ts'
import { said } from '../base/said.ts'
import { system } from '../base/viewer.ts'
import { archiveOf, notesOf } from '../conversations/lists/archives.ts'
import { placeSaid, toldName } from '../conversations/lists/names.ts'
import { gather } from '../conversations/lists/sending.ts'
import {
  bringList,
  forgetList,
  slugOfList,
  startList,
  undoList,
  workByHand,
} from '../conversations/lists/steps.ts'
import { doArchive } from '../conversations/lists/work.ts'
import { exitCodes } from './exits.ts'
import { progress } from './progress.ts'

const viewer = system('import')

interface Bringing {
  dryRun: boolean
  /** The slug of the community it is brought to. */
  community: string
}

/** Brings an mbox file along, as a facilitator would: read through, and unless it is only tried brought in. Gives what came of it and the archive to take back. */
export async function bringMbox(
  name: string,
  { dryRun, community }: Bringing,
): Promise<{ report: ImportReport; ref?: string }> {
  workByHand()
  const told = (through: number, messages: number) => progress(`${name}: ${through} of ${messages} messages`)
  const called = basename(name).replace(/(\.mbox|\.txt|\.gz)+$/i, '')
  const ref = await bringList(viewer, community, await gather(one(name)), { name: called, lang: 'en' })
  await doArchive(ref, { told })
  const read = await archiveOf(ref)
  if (read.state === 'previewed' && !dryRun) {
    await startList(viewer, community, ref, { name: called, lang: read.lang })
    await doArchive(ref, { told })
  }
  const now = await archiveOf(ref)
  const { counts, told: notes } = await notesOf(now)
  const report = {
    ...emptyReport(),
    made: dryRun ? now.messages : Number(now.counts.made),
    unchanged: Number(now.counts.there),
  }
  if (now.state === 'failed') report.faults.push({ place: name, message: now.error ?? '' })
  for (const one of notes)
    report.faults.push({
      place: placeSaid(one) || name,
      message: `${toldName(one.what, counts.get(one.what) ?? 1)}${one.of ? `: ${one.of}` : ''}`,
      ...(!['unreadable', 'too-large', 'too-many'].includes(one.what) && { note: true as const }),
    })
  const kept = now.state === 'done'
  if (!kept) await forgetList(ref)
  return kept ? { report, ref } : { report }
}

async function* one(name: string): AsyncGenerator<{ name: string; stream: Readable }> {
  const stream = createReadStream(name)
  try {
    yield { name: basename(name), stream }
  } finally {
    stream.destroy()
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
    for (const { what, of } of told) process.stdout.write(`${toldName(what, 1)}: ${of ?? ''}\n`)
    process.stdout.write('Took the list back.\n')
    return exitCodes.worked
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    process.stderr.write(`${said(error)}\n`)
    return exitCodes.failed
  }
}
