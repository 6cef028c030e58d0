import { encodingOf, languageOf, savesData } from '../http/accepting.ts'
import { today } from './tags.ts'

/** As much of a request as decides whether its page may be kept, and which of the kept ones answers it. */
export interface Asked {
  method: string
  /** Path and query. */
  target: string
  header: (name: string) => string | undefined
}

/** Some addresses answer with data instead of a page when asked to; those answers are not kept. */
const wantsData = /turtle|json|n-triples|rdf/
/** Whoever comes with another cookie, or a token, may be more than a stranger. */
const onlyLanguage = /^lang=[\w-]*$/

/** A letter, a digit or a sign that need not be escaped (RFC 3986, 2.3) and is: the same page at another address. */
const needlessEscape = /%(3\d|4[1-9a-f]|5[\da]|6[1-9a-f]|7[\da]|2[de]|5f|7e)/i

/**
 * Under what a stranger's page is kept: day, address, language, Save-Data, encoding; nothing when it may
 * not be. Only addresses without a query are kept: others are endless.
 */
export function pageKey({ method, target, header }: Asked): string | undefined {
  if (method !== 'GET' && method !== 'HEAD') return undefined
  if (target.includes('?') || needlessEscape.test(target) || header('authorization') !== undefined)
    return undefined
  const cookie = header('cookie')
  if (cookie && !onlyLanguage.test(cookie)) return undefined
  if (wantsData.test(header('accept') ?? '')) return undefined
  const lang = languageOf(undefined, cookie?.slice('lang='.length), header('accept-language'))
  return `${today()} ${target} ${lang} ${savesData(header('save-data')) ? 's' : ''} ${encodingOf(header('accept-encoding'))}`
}
