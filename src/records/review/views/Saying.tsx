import type { Attempt } from '../../../base/http/form.ts'
import { reader } from '../../../base/i18n/reader.ts'
import { t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Lines, Pick, typed } from '../../../ui/parts/Fields.tsx'
import { languageChoices } from '../../../ui/parts/languages.ts'

interface SayingProps {
  /** Of this form on the page. */
  id: string
  label?: string
  help?: string
  optional?: boolean
  attempt?: Attempt
}

/** Words, and the language that they are in. */
export const Saying = ({ id, label, attempt, ...field }: SayingProps): JSX.Element => (
  <>
    <Lines
      {...typed(attempt, 'words')}
      id={`${id}-words`}
      label={label ?? t('review.words')}
      rows={3}
      {...field}
    />
    <Pick
      name="lang"
      id={`${id}-lang`}
      label={t('review.inLanguage')}
      value={typed(attempt, 'lang').value ?? reader().lang}
      choices={languageChoices()}
    />
  </>
)
