import { createHash, generateKeyPairSync } from 'node:crypto'
import { db } from './database/database.ts'

let fingerprint: string | undefined

/**
 * The fingerprint of this instance's key: where things made here come from, whatever host serves
 * them. The key is made at first need; the first of several servers to write it wins.
 */
export async function originHere(): Promise<string> {
  fingerprint ??= (await keptKey()).fingerprint
  return fingerprint
}

interface Key {
  fingerprint: string
  private: string
}

async function keptKey(): Promise<Key> {
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
  const kept = await db()
    .selectFrom('setting')
    .select('value')
    .where('name', '=', 'key')
    .executeTakeFirstOrThrow()
  return kept.value as unknown as Key
}

/** For tests, which change databases under one process. */
export const forgetOrigin = (): void => {
  fingerprint = undefined
}
