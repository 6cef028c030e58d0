import { reader } from '../base/i18n/reader.ts'

/** Words that stand by themselves begin with a capital, in the scripts that have them. */
export const asSentence = (words: string): string =>
  words.replace(/^\p{Ll}/u, (first) => first.toLocaleUpperCase(reader().lang))
