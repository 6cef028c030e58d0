import type { Attempt } from '../../../base/http/form.ts'
import { reader } from '../../../base/i18n/reader.ts'
import { t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { type Choice, Lines, Pick, typed } from '../../../ui/parts/Fields.tsx'
import { languageChoices } from '../../../ui/parts/languages.ts'
import { type Implication, levels } from '../implication.ts'
import { levelName } from '../names.ts'

/** What an implication says, and where it holds. */
export function ImplicationFields({
  standing,
  places,
  attempt,
}: {
  standing?: Implication
  places: Choice[]
  attempt?: Attempt
}): JSX.Element {
  const at = (name: string, otherwise: string) => [attempt?.values[name] ?? otherwise].flat()[0]
  return (
    <>
      <Lines
        {...typed(attempt, 'words')}
        value={at('words', standing?.words ?? '')}
        label={t('implications.words')}
        help={t('implications.wordsHelp')}
        rows={3}
      />
      <Pick
        {...typed(attempt, 'lang')}
        value={at('lang', standing?.lang ?? reader().lang)}
        label={t('implications.inLanguage')}
        choices={languageChoices()}
      />
      <Pick
        {...typed(attempt, 'level')}
        value={at('level', standing?.level ?? '')}
        label={t('implications.level')}
        optional="unsaid"
        choices={[
          { value: '', label: t('implications.anyLevel') },
          ...levels.map((value) => ({ value, label: levelName(value) })),
        ]}
      />
      <Pick
        {...typed(attempt, 'place')}
        value={at('place', standing?.place ?? '')}
        label={t('implications.place')}
        optional="unsaid"
        choices={[{ value: '', label: t('implications.anyPlace') }, ...places]}
      />
    </>
  )
}
