import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type Binaries, faultIn, run } from './binaries.ts'
import type { Owner } from './owner.ts'

/**
 * Makes an empty cluster with a password of its own in the folder. It is made beside it and then
 * renamed, so that the folder is whole or not there; when two processes make it, one of them wins.
 * Refuses a folder that holds anything else.
 */
export async function makeCluster({ initdb }: Binaries, folder: string, owner: Owner): Promise<void> {
  refuseFull(folder)
  clearLeftovers(folder)
  const making = `${folder}.new-${process.pid}`
  const given = `${making}.password`
  const password = randomBytes(24).toString('base64url')
  try {
    mkdirSync(making, { mode: 0o700 })
    writeFileSync(given, password, { mode: 0o600 })
    for (const one of [making, given]) if (owner.uid !== undefined) chownSync(one, owner.uid, owner.gid!)
    const options = ['-A', 'scram-sha-256', '-E', 'UTF8', '--locale=C', '--no-sync', '--no-instructions']
    await run(initdb, ['-D', making, '-U', 'baobab', `--pwfile=${given}`, ...options], {
      ...owner,
      cwd: making,
    })
    const kept = join(making, 'password')
    writeFileSync(kept, password, { mode: 0o600 })
    if (owner.uid !== undefined) chownSync(kept, owner.uid, owner.gid!)
    putInPlace(making, folder)
  } catch (error) {
    const { stderr = '', message } = error as Error & { stderr?: string }
    throw new Error(`The embedded database could not be made in ${folder}: ${faultIn(stderr || message)}`)
  } finally {
    for (const left of [making, given]) rmSync(left, { recursive: true, force: true })
  }
}

function refuseFull(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new Error(
      `The folder ${folder} holds something that is no database of Baobab: set DATA_DIR to another folder, or empty it.`,
    )
}

/** What processes left half made that were killed at it. */
function clearLeftovers(folder: string): void {
  for (const name of readdirSync(dirname(folder))) {
    const [, pid] = /^\.new-([0-9]+)(?:\.password)?$/.exec(name.replace(basename(folder), '')) ?? []
    if (pid && !isAlive(Number(pid))) rmSync(join(dirname(folder), name), { recursive: true, force: true })
  }
}

function putInPlace(making: string, folder: string): void {
  try {
    if (existsSync(folder)) rmdirSync(folder)
    renameSync(making, folder)
  } catch (error) {
    if (!existsSync(join(folder, 'password'))) throw error
  }
}

/** Whether there is a process of that id, whoever runs it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
