import { LRUCache } from 'lru-cache'
import { type InterfaceLanguage, interfaceLanguages, isInterfaceLanguage } from '../i18n/reader.ts'

const first = Object.keys(interfaceLanguages)[0] as InterfaceLanguage

/** The language a page is made in: that of a shared address, of the reader's choice before, of their browser, or the first. */
export function languageOf(
  shared: string | undefined,
  chosen: string | undefined,
  header: string | undefined,
): InterfaceLanguage {
  if (shared && isInterfaceLanguage(shared)) return shared
  if (chosen && isInterfaceLanguage(chosen)) return chosen
  return accepted(header) ?? first
}

/** Browsers send one of a few lines; what they mean is worked out once. */
const known = new LRUCache<string, { lang: InterfaceLanguage | undefined }>({ max: 500 })

/** The first language of `Accept-Language` that the interface speaks (RFC 9110, 12.5.4). */
export function accepted(header = ''): InterfaceLanguage | undefined {
  let found = known.get(header)
  if (!found) known.set(header, (found = { lang: firstOf(header) }))
  return found.lang
}

function firstOf(header: string): InterfaceLanguage | undefined {
  const wanted = header
    .split(',')
    .map((part) => {
      const [tag = '', q = '1'] = part.trim().split(/\s*;\s*q\s*=\s*/i)
      return { lang: tag.toLowerCase().split('-')[0]!, weight: Number(q) || 0 }
    })
    .filter(({ weight }) => weight > 0 && weight <= 1)
    .sort((a, b) => b.weight - a.weight)
  return wanted.map(({ lang }) => lang).find(isInterfaceLanguage)
}

export const savesData = (header: string | undefined): boolean => header?.toLowerCase() === 'on'

export type Encoding = 'br' | 'gzip' | 'identity'

const encodings = new LRUCache<string, Encoding>({ max: 200 })

/** The best of those that are accepted (RFC 9110, 12.5.3); `br;q=0` says that it is not. */
export function encodingOf(accepted = ''): Encoding {
  let encoding = encodings.get(accepted)
  if (!encoding) encodings.set(accepted, (encoding = bestOf(accepted)))
  return encoding
}

function bestOf(accepted: string): Encoding {
  const weights = new Map(
    accepted
      .toLowerCase()
      .split(',')
      .map((part) => {
        const [name = '', weight = '1'] = part.split(/;\s*q\s*=/).map((word) => word.trim())
        return [name, Number(weight)]
      }),
  )
  const takes = (name: string) => (weights.get(name) ?? weights.get('*') ?? 0) > 0
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : 'identity'
}
