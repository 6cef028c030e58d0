import { randomBytes } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { secret } from '../../base/secret.ts'
import { signatureOf } from '../../base/signing.ts'
import { hours } from './hook.ts'

export const newNonce = (): string => randomBytes(18).toString('base64url')

/** What a receiver checks signatures with, as Standard Webhooks writes it. */
export const signingSecret = (nonce: string): string =>
  `whsec_${signatureOf(`hooks.sign ${nonce}`).toString('base64')}`

interface Signing {
  nonce: string
  nonceBefore: string | null
  nonceChanged: string
}

/**
 * The headers of a message by Standard Webhooks 1.0; for a day after its secret changed it is signed with the
 * one before as well, so that no message is lost meanwhile.
 */
export function signedHeaders(
  { nonce, nonceBefore, nonceChanged }: Signing,
  { message, body, now }: { message: string; body: string; now: Date },
): Record<string, string> {
  const recent = now.getTime() - new Date(nonceChanged).getTime() < hours.bothSecrets * 3_600_000
  const nonces = [nonce, ...(nonceBefore && recent ? [nonceBefore] : [])]
  return {
    'webhook-id': message,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': nonces
      .map((one) => new Webhook(signingSecret(one)).sign(message, now, body))
      .join(' '),
  }
}

const key = (): string => `hooks.address ${secret()}`

// Loaded when a hook is made or told, not by every process that starts.
const cryptography = () => import('better-auth/crypto')

export const sealAddress = async (address: string): Promise<string> =>
  (await cryptography()).symmetricEncrypt({ key: key(), data: address })
export const openAddress = async (sealed: string): Promise<string> =>
  (await cryptography()).symmetricDecrypt({ key: key(), data: sealed })
