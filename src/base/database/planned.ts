import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type pg from 'pg'

/**
 * Begins a statement that PostgreSQL plans once for each connection instead of every time it is asked.
 * For the few whose planning takes about as long as their running and whose plan suits all values;
 * what changes in it must be parameters, for every wording is kept as long as its connection.
 */
export const planned = sql.raw('/* planned once */ ')
const mark = '/* planned once */ '

/** The few there are, by their wording. */
const names = new Map<string, string>()

function nameOf(text: string): string {
  let name = names.get(text)
  if (!name) names.set(text, (name = createHash('sha1').update(text).digest('base64url')))
  return name
}

/** Makes this connection keep the plans of such statements. */
export function keepPlans(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (...asked: unknown[]) => Promise<pg.QueryResult>
  const keeping = (text: unknown, values: unknown, ...more: unknown[]) =>
    typeof text === 'string' && text.startsWith(mark)
      ? query({ name: nameOf(text), text, values })
      : query(text, values, ...more)
  client.query = keeping as typeof client.query
}
