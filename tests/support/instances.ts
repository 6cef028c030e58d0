import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { inject } from 'vitest'
import { connect, disconnect } from '../../src/base/database/database.ts'
import { freePort } from '../../src/base/free-port.ts'
import { root } from '../../src/base/root.ts'
import { databaseUrl, demoTemplate, freshDatabase, onServer } from './cluster.ts'
import { authserv, type mailRelay } from './mail-relay.ts'

export interface Instance {
  domain: string
  /** Rows of its database. */
  ask: <Row>(query: string, values?: unknown[]) => Promise<Row[]>
  stop: () => Promise<void>
}

const databaseOf = (name: string): string => `test_instance_${name}_${process.pid}`

/** The database of one that is not open yet, with what is done in it first; one after another. */
export async function prepared(name: string, prepare: () => Promise<void>): Promise<void> {
  connect(await freshDatabase(inject('server'), databaseOf(name), demoTemplate))
  await prepare().finally(disconnect)
}

/**
 * A Baobab of its own, as somebody runs one: its processes, its database, its secret, and mail for its domain by that
 * relay.
 */
export async function opened(
  name: string,
  relay: Awaited<ReturnType<typeof mailRelay>>,
  from: string,
): Promise<Instance> {
  const domain = `talk.${name}.example`
  const database = databaseOf(name)
  const url = databaseUrl(inject('server'), database)
  const files = mkdtempSync(join(tmpdir(), 'baobab-instance-'))
  const port = await freePort()
  const child = spawn(process.execPath, [join(root, 'dist/server/main.js'), 'start'], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      ...{ NODE_ENV: 'production', LOG_LEVEL: 'error', PORT: '0', DEMO: '0', DATABASE_URL: url },
      ...{
        SECRET: `a secret that nobody but ${name} has, of many signs`,
        FILES_URL: pathToFileURL(files).href,
      },
      ...{ SMTP_URL: relay.url, MAIL_DOMAIN: domain, MAIL_FROM: from, MAIL_AUTHSERV: authserv },
      MAIL_LISTEN: `127.0.0.1:${port}`,
    },
  })
  const ended = once(child, 'exit')
  let said = ''
  await new Promise<void>((done, failed) => {
    child.stdout.on('data', (bytes) => {
      said += bytes
      if (said.includes('open at')) done()
    })
    void ended.then(([code]) => failed(new Error(`it ended with ${code}: ${said}`)))
  })
  relay.route(domain, port)
  return {
    domain,
    ask: async <Row>(query: string, values: unknown[] = []) =>
      onServer(url, async (client) => {
        const { rows } = await client.query(query, values)
        return rows as Row[]
      }),
    stop: async () => {
      if (child.exitCode === null) child.kill('SIGTERM')
      await ended
      await onServer(inject('server'), (client) =>
        client.query(`drop database if exists ${database} with (force)`),
      )
      rmSync(files, { recursive: true, force: true })
    },
  }
}
