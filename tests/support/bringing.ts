import { Readable } from 'node:stream'
import { type Arrived, arrive } from '../../src/base/files/receiving.ts'
import { system, type Viewer } from '../../src/base/viewer.ts'
import { type BroughtKind, limits, Matching, type Run } from '../../src/records/bringing/run.ts'
import { bring, linesOf, runFor } from '../../src/records/bringing/runs.ts'
import { preview, run } from '../../src/records/bringing/steps.ts'
import { doWork } from '../../src/records/bringing/work.ts'

export const importer: Viewer = system('test')

/** Sends a file and has it read, as the worker would; gives the import's ref. */
export async function sent(
  kind: BroughtKind,
  content: string | Uint8Array,
  {
    matching = {},
    viewer = importer,
    file = 'test',
  }: { matching?: Partial<Matching>; viewer?: Viewer; file?: string } = {},
): Promise<string> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  const ref = await bring(viewer, { kind, upload: { file, ...(await arrived(bytes)) }, matching })
  await doWork(ref)
  return ref
}

const never = (): never => {
  throw new Error('it is not so large')
}
const arrived = (bytes: Uint8Array): Promise<Arrived> =>
  arrive(Readable.from([Buffer.from(bytes)]), { most: limits.bytes, tooLarge: never, broken: never })

/** Has it previewed with what was guessed and what is `chosen` besides. */
export async function previewed(
  ref: string,
  { chosen = {}, viewer = importer }: { chosen?: Partial<Matching>; viewer?: Viewer } = {},
): Promise<Run> {
  const { matching } = await runFor(viewer, ref)
  await preview(viewer, ref, Matching.parse({ ...matching, ...chosen }))
  await doWork(ref)
  return runFor(viewer, ref)
}

export async function done(ref: string, viewer = importer): Promise<Run> {
  await run(viewer, ref)
  await doWork(ref)
  return runFor(viewer, ref)
}

/** Every line of it, at most 50. */
export const linesIn = async (ref: string, viewer = importer) =>
  (await linesOf(viewer, await runFor(viewer, ref), { page: 1 })).lines
