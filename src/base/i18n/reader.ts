import { AsyncLocalStorage } from 'node:async_hooks'

/** The languages of the interface, each in its own name, in the order the chooser shows them. */
export const interfaceLanguages = {
  en: 'English',
  fr: 'Français',
  es: 'Español',
  pt: 'Português',
  ar: 'العربية',
  ru: 'Русский',
} as const
export type InterfaceLanguage = keyof typeof interfaceLanguages

/** Those whose words nobody who grew up with them has read through yet: every page says so at its foot. */
export const awaitingReader: ReadonlySet<InterfaceLanguage> = new Set(['fr', 'es', 'pt', 'ar', 'ru'])

export const isInterfaceLanguage = (lang: string): lang is InterfaceLanguage =>
  Object.hasOwn(interfaceLanguages, lang)

/** Who is signed in, as pages greet them. */
export interface Me {
  name: string
  handle: string
  /** How much is new to them, at most a hundred. */
  unseen: number
}

/** Who reads this page, as far as showing it goes: never who may see what (that is the viewer). */
export interface Reader {
  lang: InterfaceLanguage
  /** The address asked for: path and query, as the reader sees it. */
  path: string
  query: URLSearchParams
  /** They asked for light pages: no font, no script. */
  saveData: boolean
  /** Who is signed in, for the way to their own pages. */
  me?: Me
}

const readers = new AsyncLocalStorage<Reader>()

const nobody: Reader = { lang: 'en', path: '/', query: new URLSearchParams(), saveData: false }

export const reader = (): Reader => readers.getStore() ?? nobody
export const asReader = <T>(one: Reader, work: () => T): T => readers.run(one, work)

const rightToLeft = new Set(['ar', 'dv', 'fa', 'he', 'ps', 'sd', 'ug', 'ur', 'yi'])
export const direction = (lang: string): 'ltr' | 'rtl' =>
  rightToLeft.has(lang.split('-')[0]!) ? 'rtl' : 'ltr'
