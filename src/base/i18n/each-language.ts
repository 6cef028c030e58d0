import type { Text } from '../text.ts'
import { type InterfaceLanguage, interfaceLanguages } from './reader.ts'

/** A text in each language of the interface: for what the house itself says and keeps. */
export const inEachLanguage = (say: (lang: InterfaceLanguage) => string): Text => ({
  original: 'en',
  texts: Object.fromEntries(
    (Object.keys(interfaceLanguages) as InterfaceLanguage[]).map((lang) => [lang, say(lang)]),
  ),
})
