import { createHash, generateKeyPairSync } from 'node:crypto'
import { db, inTransaction } from './database/database.ts'

let fingerprint: string | undefined

/** Transactions that made the key themselves: it may yet be undone with them. */
const makers = new WeakSet<object>()

/**
 * The fingerprint of this instance's key: where things made here come from, whatever host serves
 * them. The key is made at first need; the first of several servers to write it wins.
 */
export async function originHere(): Promise<string> {
  if (fingerprint) return fingerprint
  const kept = await keptKey()
  const key = kept ?? (await makeKey())
  if (!kept && inTransaction()) makers.add(db())
  if (!makers.has(db())) fingerprint = key.fingerprint
  return key.fingerprint
}

interface Key {
  fingerprint: string
  private: string
}

async function keptKey(): Promise<Key | undefined> {
  const row = await db().selectFrom('setting').select('value').where('name', '=', 'key').executeTakeFirst()
  return row?.value as unknown as Key | undefined
}

async function makeKey(): Promise<Key> {
  const pair = generateKeyPairSync('ed25519')
  const made: Key = {
    fingerprint: createHash('sha256')
      .update(pair.publicKey.export({ type: 'spki', format: 'der' }))
      .digest('hex')
      .slice(0, 32),
    private: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
  await db()
    .insertInto('setting')
    .values({ name: 'key', value: JSON.stringify(made) })
    .onConflict((c) => c.doNothing())
    .execute()
  return (await keptKey())!
}

/** For tests, which change databases under one process. */
export const forgetOrigin = (): void => {
  fingerprint = undefined
}
