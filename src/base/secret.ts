import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { config } from './config.ts'

/**
 * What tokens are signed with: the setting SECRET or, with the embedded database, a random one that
 * is made at first need and kept. It is kept in a file that its owner alone may read and not in the
 * database, so that whoever comes by a dump of that cannot sign anything.
 */
export function secret({ SECRET, DATA_DIR } = config()): string {
  if (SECRET) return SECRET
  const file = join(DATA_DIR, 'secret')
  if (!existsSync(file)) make(file, DATA_DIR)
  return readFileSync(file, 'utf8')
}

/** Written beside and then linked, so that it is whole or not there; of two who make it the first wins. */
function make(file: string, folder: string): void {
  mkdirSync(folder, { recursive: true })
  const making = `${file}.new-${process.pid}`
  try {
    writeFileSync(making, randomBytes(48).toString('base64url'), { mode: 0o600 })
    chmodSync(making, 0o600)
    linkSync(making, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(making, { force: true })
  }
}
