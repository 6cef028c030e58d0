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

/** Addresses whose pages are numbered: a page beyond the last is answered with another address, so that there is an end of them. */
const numbered: RegExp[] = []
export const keepNumbered = (path: RegExp): void => void numbered.push(path)

const hasKeptQuery = (target: string): boolean => {
  const [, path = '', query] = /^([^?]*)\?(.*)$/.exec(target) ?? []
  return query === undefined || (isNumber.test(query) && numbered.some((one) => one.test(path)))
}
/** The first page has no number. */
const isNumber = /^page=(?:[2-9]|[1-9][0-9]{1,4})$/

/** A letter, a digit or a sign that need not be escaped (RFC 3986, 2.3) and is: the same page at another address. */
const needlessEscape = /%(3\d|4[1-9a-f]|5[\da]|6[1-9a-f]|7[\da]|2[de]|5f|7e)/i

/**
 * Under what a stranger's page is kept: day, address, language, Save-Data, encoding; nothing when it may
 * not be. Only addresses without a query are kept, and numbered pages of those that end: others are endless.
 */
export function pageKey({ method, target, header }: Asked): string | undefined {
  if (method !== 'GET' && method !== 'HEAD') return undefined
  if (!hasKeptQuery(target) || needlessEscape.test(target) || header('authorization') !== undefined)
    return undefined
  const cookie = header('cookie')
  if (cookie && !onlyLanguage.test(cookie)) return undefined
  if (wantsData.test(header('accept') ?? '')) return undefined
  const lang = languageOf(undefined, cookie?.slice('lang='.length), header('accept-language'))
  return `${today()} ${target} ${lang} ${savesData(header('save-data')) ? 's' : ''} ${encodingOf(header('accept-encoding'))}`
}
