import { isIP } from 'node:net'
import { config } from '../config.ts'
import { askService, ServiceFault } from '../http/asking-service.ts'
import { count } from '../http/limits.ts'
import { log } from '../log.ts'
import { refuse } from '../refusal.ts'
import type { Lang } from '../text.ts'

/** Milliseconds: whoever asked waits for it. */
const patience = 120_000

/** So many times one person asks, and everybody together: such a service is slow, and often paid by the minute. */
const each = { points: 10, duration: 600 }
const together = { points: 100, duration: 3_600 }

/** What the service is called that writes down what is said; nothing where the operator has named none, and then nothing offers it. */
export function hearingService(): string | undefined {
  const { TRANSCRIBE_URL } = config()
  if (!TRANSCRIBE_URL) return undefined
  const { hostname } = new URL(TRANSCRIBE_URL)
  // Where the operator's own machines stand is nobody's business.
  return isIP(hostname.replace(/[[\]]/g, '')) || !hostname.includes('.')
    ? config().TRANSCRIBE_MODEL
    : hostname
}

/**
 * Asks the service what is said in a sound, in the language that is spoken, at most `most` characters. What is sent
 * leaves this house: whoever calls it answers for that. `by` counts together against the limit. Refuses where no
 * service is named, and one that does not answer or hears nothing.
 */
export async function hearByService(
  sound: { bytes: Buffer<ArrayBuffer>; name: string; type: string },
  { lang, most, by }: { lang: Lang; most: number; by: number },
): Promise<string> {
  const { TRANSCRIBE_URL, TRANSCRIBE_KEY, TRANSCRIBE_MODEL, RATE_LIMIT } = config()
  if (!TRANSCRIBE_URL || !TRANSCRIBE_MODEL) return refuse('missing', 'base.missing')
  if (RATE_LIMIT > 0) {
    await count('hearing', String(by), each)
    await count('hearing-all', 'all', together)
  }
  const body = new FormData()
  body.append('file', new Blob([sound.bytes], { type: sound.type }), sound.name)
  body.append('model', TRANSCRIBE_MODEL)
  body.append('language', lang.split('-')[0]!)
  body.append('response_format', 'json')
  const address = `${TRANSCRIBE_URL.replace(/\/$/, '')}/audio/transcriptions`
  try {
    const answer = await askService(address, body, {
      timeout: patience,
      most: 1_000_000,
      ...(TRANSCRIBE_KEY && { headers: { authorization: `Bearer ${TRANSCRIBE_KEY}` } }),
    })
    const { text } = (answer ?? {}) as { text?: unknown }
    const words = typeof text === 'string' ? text.toWellFormed().replaceAll('\0', '').trim() : ''
    return words && words.length <= most ? words : refuse('invalid', 'hearing.wrong')
  } catch (error) {
    if (!(error instanceof ServiceFault)) throw error
    log.warn({ address, status: error.status, message: error.message }, 'the service that listens did not')
    return refuse('invalid', error.status === 429 ? 'hearing.busy' : 'hearing.silent')
  }
}
