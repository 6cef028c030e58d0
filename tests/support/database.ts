import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, inject } from 'vitest'
import { connect, disconnect } from '../../src/base/database/database.ts'
import { demoTemplate, freshDatabase, onServer, template } from './cluster.ts'

/** Gives this test file a database of its own, migrated and empty; gives back its address. */
export const ownDatabase = (): { readonly url: string } => copyOf(template)

/** The same, with the packs loaded and the demo's records in it, and searchable. */
export const demoDatabase = (): { readonly url: string } => copyOf(demoTemplate)

function copyOf(from: string): { readonly url: string } {
  const name = `test_${randomBytes(6).toString('hex')}`
  const database = { url: '' }
  beforeAll(async () => {
    database.url = await freshDatabase(inject('server'), name, from)
    connect(database.url, { max: 5 })
  })
  afterAll(async () => {
    await disconnect()
    await onServer(inject('server'), (client) => client.query(`drop database if exists ${name} with (force)`))
  })
  return database
}
