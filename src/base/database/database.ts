import { AsyncLocalStorage } from 'node:async_hooks'
import { CompiledQuery, type ControlledTransaction, Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { log } from '../log.ts'
import { leaveWhenEnded } from './ended.ts'
import { keepPlans } from './planned.ts'
import type { DB } from './tables.ts'

// Keys are bigint in the database and numbers here: 2^53 is enough of them. Days stay words.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
// Lists of keys too: the driver gives those as words otherwise, which are never equal to a key.
const bigints = 1_016 as Parameters<typeof pg.types.getTypeParser>[0]
const listOfWords = pg.types.getTypeParser(bigints)
pg.types.setTypeParser(bigints, (list: string) => (listOfWords(list) as string[]).map(Number))
pg.types.setTypeParser(pg.types.builtins.DATE, (day) => day)
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number)

interface Ambient {
  transaction: ControlledTransaction<DB>
  over: boolean
  savepoints: number
}

const ambient = new AsyncLocalStorage<Ambient>()
const counting = new AsyncLocalStorage<{ queries: number }>()

let pool: pg.Pool | undefined
let apart: pg.Pool | undefined
let plain: Kysely<DB> | undefined

const forgetters: (() => void)[] = []
/** What is kept in memory is of one database: this is done whenever one is opened. */
export const onConnect = (forget: () => void): void => void forgetters.push(forget)

/**
 * A connection begins with half a second of looking up and planning for a member's first page, so it stays for
 * whoever comes ten minutes later; what stands between us and the database is not to forget it meanwhile.
 */
const staying = { idleTimeoutMillis: 600_000, keepAlive: true, keepAliveInitialDelayMillis: 60_000 }

/**
 * Opens the pool this process asks; `jit` is off because its compiling costs more than our queries, and days
 * are those of UTC, as they are in the program, wherever the server of the database stands. A statement that takes longer than `timeout` milliseconds is given up, 0 is never.
 */
export function connect(url: string, { max = 10, timeout = 0 } = {}): void {
  for (const forget of forgetters) forget()
  const options = `-c jit=off -c timezone=UTC -c statement_timeout=${timeout}`
  const how = { connectionString: url, options, connectionTimeoutMillis: 5_000, ...staying }
  pool = new pg.Pool({ ...how, max })
  pool.on('error', (error) => log.warn({ error: error.message }, 'a database connection was lost'))
  // The pool listens to idle connections only; one lost between two queries would end the process.
  pool.on('connect', (client) => {
    client.on('error', () => undefined)
    leaveWhenEnded(client)
    keepPlans(client)
  })
  apart = new pg.Pool({ ...how, max: 2 })
  apart.on('error', (error) => log.warn({ error: error.message }, 'a database connection was lost'))
  plain = new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    log: (event) => {
      const count = counting.getStore()
      if (count) count.queries++
      if (event.level === 'error')
        log.debug({ sql: event.query.sql, error: String(event.error) }, 'query failed')
    },
  })
}

export async function disconnect(): Promise<void> {
  const closing = [plain?.destroy(), apart?.end()]
  plain = undefined
  pool = undefined
  apart = undefined
  await Promise.all(closing)
}

/** The ambient transaction, or outside one the pool, for reading. Throws once the transaction is over. */
export function db(): Kysely<DB> {
  const here = ambient.getStore()
  if (here?.over) throw new Error('the transaction this work belonged to is over')
  if (here) return here.transaction
  if (!plain) throw new Error('the database is not connected')
  return plain
}

/** For what cannot go through Kysely: LISTEN, COPY. Not part of any transaction. */
export function rawPool(): pg.Pool {
  if (!pool) throw new Error('the database is not connected')
  return pool
}

/**
 * For what counts although the transaction it is asked in is undone. It has connections of its own: transactions
 * that hold all the others would wait for each other.
 */
export function poolApart(): pg.Pool {
  if (!apart) throw new Error('the database is not connected')
  return apart
}

/** Opens a transaction, or joins the one there is; all of the work is kept or none. */
export async function atomically<T>(work: () => Promise<T>): Promise<T> {
  const here = ambient.getStore()
  if (here && !here.over) return work()
  const transaction = await db().startTransaction().execute()
  const own: Ambient = { transaction, over: false, savepoints: 0 }
  try {
    const result = await ambient.run(own, work)
    await transaction.commit().execute()
    return result
  } catch (error) {
    await transaction
      .rollback()
      .execute()
      .catch(() => undefined)
    throw error
  } finally {
    own.over = true
  }
}

/** Work inside a transaction that may fail alone: a savepoint, rolled back when it throws. */
export async function attempt<T>(work: () => Promise<T>): Promise<T> {
  const here = ambient.getStore()
  if (!here || here.over) throw new Error('attempt() needs a transaction: call it inside atomically()')
  const name = `attempt_${here.savepoints++}`
  await here.transaction.executeQuery(CompiledQuery.raw(`savepoint ${name}`))
  try {
    const result = await work()
    await here.transaction.executeQuery(CompiledQuery.raw(`release savepoint ${name}`))
    return result
  } catch (error) {
    // Released too, or thousands of failed attempts would nest. On a lost connection both fail; then the
    // first error says more.
    await here.transaction
      .executeQuery(CompiledQuery.raw(`rollback to savepoint ${name}; release savepoint ${name}`))
      .catch(() => undefined)
    throw error
  }
}

export const inTransaction = (): boolean => ambient.getStore()?.over === false

/** Runs the work and says how many queries it asked; who counts around it counts them too. */
export async function countingQueries<T>(work: () => Promise<T>): Promise<{ result: T; queries: number }> {
  const around = counting.getStore()
  const count = { queries: 0 }
  try {
    const result = await counting.run(count, work)
    return { result, queries: count.queries }
  } finally {
    if (around) around.queries += count.queries
  }
}
