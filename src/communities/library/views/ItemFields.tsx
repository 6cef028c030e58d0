import type { Attempt } from '../../../base/http/form.ts'
import { reader } from '../../../base/i18n/reader.ts'
import { t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Lines, Pick, typed } from '../../../ui/parts/Fields.tsx'
import { languageChoices } from '../../../ui/parts/languages.ts'

/** What is said of something that goes into a library: the same wherever one begins. */
export const ItemFields = ({ attempt }: { attempt?: Attempt }): JSX.Element => {
  const lang = typed(attempt, 'lang')
  return (
    <>
      <Lines
        {...typed(attempt, 'note')}
        label={t('practice.note')}
        help={t('practice.noteHelp')}
        rows={3}
        optional
      />
      <Pick
        {...lang}
        value={lang.value ?? reader().lang}
        label={t('practice.language')}
        choices={languageChoices()}
      />
    </>
  )
}
