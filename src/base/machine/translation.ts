import { isIP } from 'node:net'
import { config } from '../config.ts'
import { askService, ServiceFault } from '../http/asking-service.ts'
import { count } from '../http/limits.ts'
import { log } from '../log.ts'
import { refuse } from '../refusal.ts'
import type { Lang } from '../text.ts'
import { keepsMarks } from './marks.ts'

/** So many characters are sent at a time. */
export const mostSent = 10_000
/** Milliseconds: a reader waits for it. */
const patience = 20_000

/** So many times one person asks, and everybody together: such a service is slow, and often paid by the letter. */
const each = { points: 60, duration: 600 }
const together = { points: 1_200, duration: 3_600 }

/** What the service is called that translates; nothing where the operator has named none, and then nothing offers it. */
export function translationService(): string | undefined {
  const { TRANSLATE_URL } = config()
  if (!TRANSLATE_URL) return undefined
  const { hostname } = new URL(TRANSLATE_URL)
  // Where the operator's own machines stand is nobody's business.
  return isIP(hostname.replace(/[[\]]/g, '')) || !hostname.includes('.') ? 'LibreTranslate' : hostname
}

/**
 * Asks the service to translate texts, together at most `mostSent` characters, and gives the words of each in
 * their order; nothing for one that came back without a mark, an address or a placeholder it was sent with.
 * What is sent leaves this house: whoever calls it answers for that. `by` counts together against the limit.
 * Refuses where no service is named, one that does not answer, answers nonsense or has not these languages.
 */
export async function translateByMachine(
  texts: string[],
  { from, to, by }: { from: Lang; to: Lang; by: number },
): Promise<(string | undefined)[]> {
  const { TRANSLATE_URL, TRANSLATE_KEY, RATE_LIMIT } = config()
  if (!TRANSLATE_URL) return refuse('missing', 'base.missing')
  if (texts.reduce((sum, { length }) => sum + length, 0) > mostSent)
    return refuse('invalid', 'base.machineLong', { most: mostSent })
  if (RATE_LIMIT > 0) {
    await count('machine', String(by), each)
    await count('machine-all', 'all', together)
  }
  const answer = await asked(TRANSLATE_URL, {
    q: texts,
    source: from,
    target: to,
    format: 'text',
    ...(TRANSLATE_KEY && { api_key: TRANSLATE_KEY }),
  })
  const words = (answer as { translatedText?: unknown } | null)?.translatedText
  if (!Array.isArray(words) || words.length !== texts.length) {
    log.warn({ address: TRANSLATE_URL }, 'the service that translates gave no list of as many texts')
    return refuse('invalid', 'base.machineWrong')
  }
  return texts.map((text, i) => {
    const one: unknown = words[i]
    return typeof one === 'string' && one.trim() && keepsMarks(text, one) ? one.trim() : undefined
  })
}

async function asked(service: string, body: object): Promise<unknown> {
  const address = `${service.replace(/\/$/, '')}/translate`
  try {
    return await askService(address, body, { timeout: patience, most: 1_000_000 })
  } catch (error) {
    if (!(error instanceof ServiceFault)) throw error
    const { status, message } = error
    log.warn({ address: service, status, message }, 'the service that translates did not do it')
    if (status === 400) return refuse('invalid', 'base.machineUnable')
    if (status === 429) return refuse('too-many', 'base.machineBusy')
    return refuse('invalid', status === undefined ? 'base.machineSilent' : 'base.machineWrong')
  }
}
