import { join } from 'node:path'
import type { Hearer } from './backing-up.ts'
import { hashOf } from './kept-files.ts'
import { filesIn, type Manifest, readManifest } from './manifest.ts'

/** Reads what a backup says of itself and every file of it; refuses one that is not whole, naming each file that is missing or was changed. */
export async function checkBackup(folder: string, heard: Hearer = () => undefined): Promise<Manifest> {
  const manifest = readManifest(folder)
  const files = filesIn(manifest)
  const faults: string[] = []
  for (const [i, { path, sha256 }] of files.entries()) {
    heard(`checking ${i + 1} of ${files.length}: ${path}`)
    const there = await hashOf(join(folder, path))
    if (!there) faults.push(`${path} is missing`)
    else if (there.sha256 !== sha256) faults.push(`${path} is not what was written`)
  }
  if (faults.length) throw new Error(`The backup in ${folder} is broken: ${faults.join('; ')}.`)
  return manifest
}
