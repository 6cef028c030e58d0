import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { lstat, readdir, readFile, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { t } from '../../base/i18n/t.ts'
import type { Fault } from '../../base/import.ts'
import { readJson } from '../../base/json.ts'
import { isSignedBy } from '../../base/origin.ts'
import { refuse } from '../../base/refusal.ts'
import { isLater, Manifest, most, Signature } from './manifest.ts'

/** A bundle that was looked through: what of it can be believed. */
export interface Opened {
  folder: string
  manifest: Manifest
  /** The instance it says it comes from signed it. */
  signed: boolean
  /** Paths of files that are there as the manifest says. */
  whole: Set<string>
  faults: Fault[]
}

/**
 * Looks through a folder that says it is a bundle, before anything of it is believed. Refuses what is none, links,
 * more files or bytes than a bundle has. A file that is not as the manifest says is a fault.
 */
export async function openBundle(given: string): Promise<Opened> {
  const folder = await realpath(given)
  const sizes = await entriesOf(folder)
  const read = async (name: string): Promise<unknown> => {
    const size = sizes.get(name)
    if (size === undefined || size > most.manifest) refuse('invalid', 'bundle.noBundle')
    const json = readJson(await readFile(join(folder, name)))
    return 'json' in json ? json.json : refuse('invalid', 'bundle.noBundle')
  }
  const told = await read('manifest.json')
  if (isLater(told)) refuse('invalid', 'bundle.later')
  const said = Manifest.safeParse(told)
  if (!said.success) return refuse('invalid', 'bundle.noBundle')
  const manifest = said.data
  const faults: Fault[] = []
  const signature = sizes.has('manifest.sig.json')
    ? Signature.safeParse(await read('manifest.sig.json'))
    : undefined
  const bytes = await readFile(join(folder, 'manifest.json'))
  const signed = signature?.success === true && isSignedBy(manifest.origin, bytes, signature.data)
  if (!signed) faults.push({ place: 'manifest.json', message: t('bundle.notSigned'), note: true })
  const whole = new Set<string>()
  for (const { path, bytes: size, sha256 } of manifest.files) {
    if (!sizes.has(path)) faults.push({ place: path, message: t('bundle.fileMissing') })
    else if (sizes.get(path) !== size || (await sumOf(join(folder, path))) !== sha256)
      faults.push({ place: path, message: t('bundle.fileAltered') })
    else whole.add(path)
  }
  const listed = new Set([...manifest.files.map(({ path }) => path), 'manifest.json', 'manifest.sig.json'])
  for (const path of sizes.keys())
    if (!listed.has(path)) faults.push({ place: path, message: t('bundle.notListed'), note: true })
  return { folder, manifest, signed, whole, faults }
}

/** Every file below a folder with its size. Refuses links and whatever else is no file, and too much of it. */
async function entriesOf(folder: string): Promise<Map<string, number>> {
  const sizes = new Map<string, number>()
  let bytes = 0
  const walk = async (below: string): Promise<void> => {
    for (const entry of await readdir(join(folder, below), { withFileTypes: true })) {
      const path = below ? `${below}/${entry.name}` : entry.name
      if (entry.isDirectory() && path.split('/').length < 20) await walk(path)
      else if (!entry.isFile()) refuse('invalid', 'bundle.noFile', { path })
      else {
        const { size } = await lstat(join(folder, path))
        bytes += size
        sizes.set(path, size)
      }
      if (sizes.size > most.files || bytes > most.bytes) refuse('invalid', 'bundle.tooMuch')
    }
  }
  await walk('')
  return sizes
}

async function sumOf(path: string): Promise<string> {
  const sum = createHash('sha256')
  await pipeline(createReadStream(path), sum)
  return sum.digest('hex')
}
