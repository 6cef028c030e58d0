import { expect, test } from 'vitest'
import { ownDatabase } from '../../tests/support/database.ts'
import { audit } from './audit.ts'
import { atomically, db } from './database/database.ts'
import { makeThing } from './things/things.ts'
import { system } from './viewer.ts'

ownDatabase()

const entries = () => db().selectFrom('audit').select(['who', 'verb', 'thing', 'details']).execute()

test('an act is written down with the deed, and undone with it', async () => {
  await expect(audit(system('test'), 'thing.made', undefined)).rejects.toThrow('inside its own transaction')
  await expect(
    atomically(async () => {
      await audit({ kind: 'person', id: 7, circles: [] }, 'thing.made', undefined)
      throw new Error('no')
    }),
  ).rejects.toThrow('no')
  expect(await entries()).toEqual([])
  const thing = await atomically(async () => {
    const { id } = await makeThing({ kind: 'record' })
    await audit(system('import'), 'thing.made', id, { from: 'a file' })
    return id
  })
  expect(await entries()).toEqual([
    { who: 'system:import', verb: 'thing.made', thing, details: { from: 'a file' } },
  ])
})

test('what was done to a thing outlives no thing: it cannot be deleted', async () => {
  const thing = (await entries())[0]!.thing!
  await expect(db().deleteFrom('thing').where('id', '=', thing).execute()).rejects.toThrow(/foreign key/)
})
