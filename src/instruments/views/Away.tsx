import { formatList, languageName, t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import type { ReadAnswer } from '../reading.ts'
import type { Written } from '../values.ts'

/** Says that words stand in another language than the answers around them. */
export const Away = ({ words }: { words: Written }): JSX.Element | null =>
  words.away ? (
    <>
      {' '}
      <small class="said">{t('instruments.inLanguage', { language: languageName(words.lang) })}</small>
    </>
  ) : null

/** The same once for a table or a list, where a mark at each cell would be in the way. */
export function AwayIn({ words }: { words: Written[] }): JSX.Element | null {
  const away = words.filter((one) => one.away)
  if (away.length === 0) return null
  const languages = [...new Set(away.map(({ lang }) => lang))].map(languageName)
  const all = away.length === words.length && languages.length === 1 ? 'yes' : 'no'
  return <p class="said">{t('instruments.partlyIn', { all, languages: formatList(languages) })}</p>
}

/** The words among answers. */
export const wordsOf = (answers: (ReadAnswer | undefined)[]): Written[] =>
  answers.flatMap((answer) => (answer?.value.kind === 'words' ? answer.value.words : []))
