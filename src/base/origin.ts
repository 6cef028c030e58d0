import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { db, inTransaction, onConnect } from './database/database.ts'

let fingerprint: string | undefined
onConnect(() => {
  fingerprint = undefined
})

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

const fingerprintOf = (key: Uint8Array): string => createHash('sha256').update(key).digest('hex').slice(0, 32)

/** What shows that these bytes come from this instance: its public key and its signature (Ed25519), in base 64. */
export async function signedHere(bytes: Uint8Array): Promise<{ key: string; signature: string }> {
  await originHere()
  const kept = createPrivateKey((await keptKey())!.private)
  const key = createPublicKey(kept).export({ type: 'spki', format: 'der' })
  return { key: key.toString('base64'), signature: sign(null, bytes, kept).toString('base64') }
}

/** Whether the instance of this fingerprint signed these bytes. */
export function isSignedBy(
  origin: string,
  bytes: Uint8Array,
  { key, signature }: { key: string; signature: string },
): boolean {
  try {
    const der = Buffer.from(key, 'base64')
    const by = createPublicKey({ key: der, type: 'spki', format: 'der' })
    return fingerprintOf(der) === origin && verify(null, bytes, by, Buffer.from(signature, 'base64'))
  } catch {
    return false
  }
}

async function makeKey(): Promise<Key> {
  const pair = generateKeyPairSync('ed25519')
  const made: Key = {
    fingerprint: fingerprintOf(pair.publicKey.export({ type: 'spki', format: 'der' })),
    private: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
  await db()
    .insertInto('setting')
    .values({ name: 'key', value: JSON.stringify(made) })
    .onConflict((c) => c.doNothing())
    .execute()
  return (await keptKey())!
}
