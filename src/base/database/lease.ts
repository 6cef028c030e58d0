import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import pg from 'pg'
import { locks } from './locks.ts'

/** The use of an embedded cluster by this process. */
export interface Lease {
  url: string
  port: number
  /** Gives it up. True when nobody else uses the cluster; whoever comes now waits until it is down. */
  isLast: () => Promise<boolean>
  end: () => Promise<void>
}

/** The longest name of a socket that every system takes. */
const longestSocket = 103

/**
 * The address of the first database of the cluster of this folder, which listens on this port: by its
 * socket where it can be reached by that, which costs half as much as a way through the network.
 */
export function addressOf(folder: string, port: number): string {
  const password = readFileSync(join(folder, 'password'), 'utf8').trim()
  const socket = join(resolve(folder), `.s.PGSQL.${port}`)
  const reached = Buffer.byteLength(socket) <= longestSocket && existsSync(socket)
  const by = reached ? `?host=${encodeURIComponent(dirname(socket))}` : ''
  return `postgres://baobab:${password}@127.0.0.1:${port}/postgres${by}`
}

/** Uses the cluster of this folder, which listens on this port, for as long as the connection lasts. */
export async function takeLease(folder: string, port: number): Promise<Lease> {
  const url = addressOf(folder, port)
  const client = new pg.Client({
    connectionString: url,
    application_name: `baobab-${process.pid}`,
    connectionTimeoutMillis: 5_000,
  })
  let lost = false
  client.on('error', () => (lost = true))
  await client.connect()
  const call = (name: string) =>
    client.query<{ done: boolean }>(`select pg_${name}($1) as done`, [locks.using])
  await call('advisory_lock_shared')
  return {
    url,
    port,
    isLast: async () => {
      if (lost) return false
      // First mine is given up, then all are asked for: of two who leave together one finds nobody.
      await call('advisory_unlock_shared')
      return (await call('try_advisory_lock')).rows[0]!.done
    },
    end: () => client.end().catch(() => undefined),
  }
}
