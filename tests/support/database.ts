import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, inject } from 'vitest'
import { connect, disconnect } from '../../src/base/database/database.ts'
import { forgetOrigin } from '../../src/base/origin.ts'
import { freshDatabase, onServer, template } from './cluster.ts'

/** Gives this test file a database of its own, migrated and empty; gives back its address. */
export function ownDatabase(): { readonly url: string } {
  const name = `test_${randomBytes(6).toString('hex')}`
  const database = { url: '' }
  beforeAll(async () => {
    database.url = await freshDatabase(inject('server'), name, template)
    forgetOrigin()
    connect(database.url, { max: 5 })
  })
  afterAll(async () => {
    await disconnect()
    await onServer(inject('server'), (client) => client.query(`drop database if exists ${name} with (force)`))
  })
  return database
}
