import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import { root } from '../root.ts'
import type { InterfaceLanguage } from './reader.ts'

/** The English files say which messages there are; a test holds the other languages to them. */
interface Files {
  api: typeof import('../../../locales/en/api.json')
  base: typeof import('../../../locales/en/base.json')
  instruments: typeof import('../../../locales/en/instruments.json')
  places: typeof import('../../../locales/en/places.json')
  records: typeof import('../../../locales/en/records.json')
  search: typeof import('../../../locales/en/search.json')
  site: typeof import('../../../locales/en/site.json')
  ui: typeof import('../../../locales/en/ui.json')
  vocabularies: typeof import('../../../locales/en/vocabularies.json')
}
export type MessageKey = {
  [F in keyof Files]: `${F}.${Exclude<keyof Files[F], 'default'> & string}`
}[keyof Files]

const compiled = new Map<string, IntlMessageFormat>()

function load(lang: string): void {
  const folder = join(root, 'locales', lang)
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    const messages: Record<string, string> = JSON.parse(readFileSync(join(folder, file), 'utf8'))
    for (const [key, words] of Object.entries(messages))
      compiled.set(`${lang}/${file.slice(0, -5)}.${key}`, new IntlMessageFormat(words, lang))
  }
}

const loaded = new Set<string>()

/** The compiled message; a key without words in this language is a fault of ours and throws. */
export function message(lang: InterfaceLanguage, key: MessageKey): IntlMessageFormat {
  if (!loaded.has(lang)) {
    load(lang)
    loaded.add(lang)
  }
  const found = compiled.get(`${lang}/${key}`)
  if (!found) throw new Error(`no message ${key} in ${lang}`)
  return found
}
