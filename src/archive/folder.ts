import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, statSync } from 'node:fs'
import { dirname, resolve, sep } from 'node:path'

/**
 * Makes a folder in full, or not at all: it is filled under the name `DIR.part`, which becomes DIR when
 * the work is done and goes when it fails. Only its owner may read it. Refuses a DIR that holds
 * anything, and one that is being filled already.
 */
export async function fillFolder<T>(given: string, fill: (folder: string) => Promise<T>): Promise<T> {
  const folder = resolve(given)
  refuseFull(folder)
  const part = `${folder}.part`
  mkdirSync(dirname(folder), { recursive: true })
  try {
    mkdirSync(part, { mode: 0o700 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    throw new Error(
      `${part} is there: another backup is being written, or one was broken off. If none is, delete it.`,
    )
  }
  try {
    const filled = await fill(part)
    refuseFull(folder)
    if (existsSync(folder)) rmdirSync(folder)
    renameSync(part, folder)
    return filled
  } catch (error) {
    rmSync(part, { recursive: true, force: true })
    throw error
  }
}

function refuseFull(folder: string): void {
  if (!existsSync(folder)) return
  if (!statSync(folder).isDirectory()) throw new Error(`${folder} is a file: name a folder to write into.`)
  if (readdirSync(folder).length > 0)
    throw new Error(`${folder} is not empty: a backup goes into a folder of its own.`)
}

/** Refuses to write a backup into what it is a backup of, which would never end. */
export function refuseInside(given: string, files: string | undefined): void {
  if (files && `${resolve(given)}${sep}`.startsWith(`${resolve(files)}${sep}`))
    throw new Error(`${given} is within the folder of files ${files}: name a folder outside of it.`)
}
