import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startCluster } from '../../src/base/database/embedded.ts'

/** The databases test files get copies of: migrated and empty, and with the packs and their demo. */
export const template = 'template_baobab'
export const demoTemplate = 'template_demo'

export const databaseUrl = (server: string, name: string): string => {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

export async function onServer<T>(server: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/**
 * A server to test on: that of TEST_DATABASE_URL, or the embedded one on a folder of its own. Gives
 * its address and what puts it away.
 */
export async function testServer(): Promise<{ server: string; stop: () => Promise<void> }> {
  if (process.env.TEST_DATABASE_URL)
    return { server: process.env.TEST_DATABASE_URL, stop: async () => undefined }
  const folder = mkdtempSync(join(tmpdir(), 'baobab-test-'))
  chmodSync(folder, 0o755)
  const cluster = await startCluster(join(folder, 'postgres'), { fast: true })
  return {
    server: cluster.url,
    stop: async () => {
      await cluster.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export async function freshDatabase(server: string, name: string, from = 'template0'): Promise<string> {
  await onServer(server, async (client) => {
    await client.query(`drop database if exists ${name} with (force)`)
    await client.query(
      // Where nothing is kept safe, copying files takes half as long as going through the log.
      `create database ${name} template ${from} strategy file_copy ${from === 'template0' ? `encoding 'UTF8'` : ''}`,
    )
  })
  return databaseUrl(server, name)
}
