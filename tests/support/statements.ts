import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll } from 'vitest'

/** Writes every wording in which a test file asks the database into the folder STATEMENTS, for `tests/on-15.ts`. */
const shared = globalThis as { statementsAsked?: Set<string> }
// Files that share a process are set up one after the other, and ask by the same clients.
shared.statementsAsked ??= listen(new Set())
const said = shared.statementsAsked

function listen(said: Set<string>): Set<string> {
  const query = pg.Client.prototype.query as (...asked: unknown[]) => unknown
  pg.Client.prototype.query = function (this: pg.Client, ...asked: unknown[]) {
    const text = typeof asked[0] === 'string' ? asked[0] : (asked[0] as { text?: string } | undefined)?.text
    if (text) said.add(text)
    return query.apply(this, asked)
  } as typeof pg.Client.prototype.query
  return said
}

afterAll(() => {
  const lines = [...said].map((text) => `${JSON.stringify(text)}\n`)
  appendFileSync(join(process.env.STATEMENTS!, `${process.pid}.jsonl`), lines.join(''))
  said.clear()
})
