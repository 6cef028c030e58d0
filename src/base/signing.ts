import { createHmac, timingSafeEqual } from 'node:crypto'
import { secret } from './secret.ts'

/** What only this instance can say of these words: 32 bytes (HMAC-SHA-256, RFC 2104). The first word says what for, so that nothing signed for one thing holds for another. */
export const signatureOf = (words: string): Buffer => createHmac('sha256', secret()).update(words).digest()

/** Whether somebody gave what we would have; how long this takes says nothing of where they differ. */
export function isSame(given: string, right: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(right)]
  return one.length === other.length && timingSafeEqual(one, other)
}
