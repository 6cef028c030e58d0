import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import { root } from '../root.ts'
import type { InterfaceLanguage } from './reader.ts'

/** The English files say which messages there are; a test holds the other languages to them. */
interface Files {
  api: typeof import('../../../locales/en/api.json')
  base: typeof import('../../../locales/en/base.json')
  bundle: typeof import('../../../locales/en/bundle.json')
  collections: typeof import('../../../locales/en/collections.json')
  exchange: typeof import('../../../locales/en/exchange.json')
  experts: typeof import('../../../locales/en/experts.json')
  mentorship: typeof import('../../../locales/en/mentorship.json')
  freshness: typeof import('../../../locales/en/freshness.json')
  evidence: typeof import('../../../locales/en/evidence.json')
  consent: typeof import('../../../locales/en/consent.json')
  contributors: typeof import('../../../locales/en/contributors.json')
  chats: typeof import('../../../locales/en/chats.json')
  communities: typeof import('../../../locales/en/communities.json')
  conversations: typeof import('../../../locales/en/conversations.json')
  health: typeof import('../../../locales/en/health.json')
  hooks: typeof import('../../../locales/en/hooks.json')
  desk: typeof import('../../../locales/en/desk.json')
  door: typeof import('../../../locales/en/door.json')
  imports: typeof import('../../../locales/en/imports.json')
  implications: typeof import('../../../locales/en/implications.json')
  instruments: typeof import('../../../locales/en/instruments.json')
  legacy: typeof import('../../../locales/en/legacy.json')
  likeness: typeof import('../../../locales/en/likeness.json')
  lists: typeof import('../../../locales/en/lists.json')
  mail: typeof import('../../../locales/en/mail.json')
  mailin: typeof import('../../../locales/en/mailin.json')
  moderation: typeof import('../../../locales/en/moderation.json')
  notices: typeof import('../../../locales/en/notices.json')
  people: typeof import('../../../locales/en/people.json')
  places: typeof import('../../../locales/en/places.json')
  practice: typeof import('../../../locales/en/practice.json')
  products: typeof import('../../../locales/en/products.json')
  records: typeof import('../../../locales/en/records.json')
  review: typeof import('../../../locales/en/review.json')
  search: typeof import('../../../locales/en/search.json')
  site: typeof import('../../../locales/en/site.json')
  hearing: typeof import('../../../locales/en/hearing.json')
  summing: typeof import('../../../locales/en/summing.json')
  telling: typeof import('../../../locales/en/telling.json')
  tokens: typeof import('../../../locales/en/tokens.json')
  ui: typeof import('../../../locales/en/ui.json')
  value: typeof import('../../../locales/en/value.json')
  vocabularies: typeof import('../../../locales/en/vocabularies.json')
  workshop: typeof import('../../../locales/en/workshop.json')
  writeup: typeof import('../../../locales/en/writeup.json')
  writing: typeof import('../../../locales/en/writing.json')
}
export type MessageKey = {
  [F in keyof Files]: `${F}.${Exclude<keyof Files[F], 'default'> & string}`
}[keyof Files]

/** As written, and as compiled when first said. */
const written = new Map<InterfaceLanguage, Map<string, string>>()
const compiled = new Map<string, IntlMessageFormat>()

function messagesIn(lang: InterfaceLanguage): Map<string, string> {
  const known = written.get(lang)
  if (known) return known
  const folder = join(root, 'locales', lang)
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
  const all = new Map(
    files.flatMap((file) => {
      const words: Record<string, string> = JSON.parse(readFileSync(join(folder, file), 'utf8'))
      return Object.entries(words).map(([key, said]) => [`${file.slice(0, -5)}.${key}`, said] as const)
    }),
  )
  written.set(lang, all)
  return all
}

/** The compiled message; a key without words in this language is a fault of ours and throws. */
export function message(lang: InterfaceLanguage, key: MessageKey): IntlMessageFormat {
  const name = `${lang}/${key}`
  const found = compiled.get(name)
  if (found) return found
  const words = messagesIn(lang).get(key)
  if (words === undefined) throw new Error(`no message ${key} in ${lang}`)
  const made = new IntlMessageFormat(words, lang)
  compiled.set(name, made)
  return made
}
