import type { Context } from 'hono'
import { sql } from 'kysely'
import { config } from '../config.ts'
import { db } from '../database/database.ts'
import { migrations } from '../database/migrate.ts'
import { isSame } from '../signing.ts'
import type { App } from './app.ts'
import { clientAddress } from './limits.ts'
import { metrics, metricsType } from './watch.ts'

/** Whether it lives, whether it can work, and how it does: for whoever runs it. */
export function healthPages(app: App): void {
  app.get('/healthz', (c) => c.text('alive'))
  app.get('/readyz', async (c) => {
    const reason = await notReady()
    return reason ? c.text(reason, 503) : c.text('ready')
  })
  app.get('/metrics', async (c) => {
    if (!isLocal(c) && !knows(c.req.header('authorization'), config().METRICS_TOKEN))
      return c.text('only for this machine, or with the METRICS_TOKEN', 403)
    return c.body(await metrics(), 200, { 'content-type': metricsType })
  })
}

/** A proxy on this machine speaks for others: it shows by what it adds, or by the name it was asked for. */
function isLocal(c: Context): boolean {
  const { PUBLIC_URL, TRUST_PROXY } = config()
  if (PUBLIC_URL || TRUST_PROXY) return false
  const forwards = [...c.req.raw.headers.keys()].some((name) =>
    /^(x-forwarded|x-real-ip|forwarded|via)/.test(name),
  )
  const named = ['localhost', '127.0.0.1', '[::1]'].includes(new URL(c.req.url).hostname)
  return named && !forwards && ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(clientAddress(c))
}

const knows = (given: string | undefined, token: string | undefined): boolean =>
  token !== undefined && isSame(given ?? '', `Bearer ${token}`)

async function notReady(): Promise<string | undefined> {
  try {
    const { rows } = await sql<{ name: string }>`select name from migration`.execute(db())
    const ran = new Set(rows.map((row) => row.name))
    const waiting = migrations().filter((migration) => !ran.has(migration.name))
    return waiting.length ? `the migration ${waiting[0]!.name} has not run` : undefined
  } catch {
    return 'the database does not answer'
  }
}
