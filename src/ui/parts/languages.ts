import { interfaceLanguages } from '../../base/i18n/reader.ts'
import { languageName } from '../../base/i18n/t.ts'
import { asSentence } from '../sentence.ts'

/** Languages that people here are likely to speak, besides those of the interface. */
const spoken = 'es pt ru sw ha am bm ff mos wo zu hi ne id zh de it'.split(' ')

/** What a list to pick a language from shows. */
export const languageChoices = (): { value: string; label: string }[] =>
  [...new Set([...Object.keys(interfaceLanguages), ...spoken])].map((value) => ({
    value,
    label: asSentence(languageName(value)),
  }))
