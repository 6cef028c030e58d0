import type { Attempt } from '../../base/http/form.ts'
import { reader } from '../../base/i18n/reader.ts'
import { inReach, t } from '../../base/i18n/t.ts'
import type { Named } from '../../people/organisations.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Editor } from '../../ui/parts/Editor.tsx'
import { Line, Pick, typed } from '../../ui/parts/Fields.tsx'
import { languageChoices } from '../../ui/parts/languages.ts'

interface PostFieldsProps {
  attempt?: Attempt
  /** For whom they may speak. */
  speaksFor: Named[]
  /** What stands in the field before anything is typed. */
  begun?: string
  label?: string
  lang?: string
}

/** What somebody says, in which language, and for whom. */
export const PostFields = ({
  attempt,
  speaksFor,
  begun,
  label = t('conversations.yourWords'),
  lang = reader().lang,
}: PostFieldsProps): JSX.Element => {
  const body = typed(attempt, 'body')
  return (
    <>
      <Editor
        {...body}
        value={body.value ?? begun}
        label={label}
        help={t('conversations.markdownHelp')}
        rows={8}
      />
      <Pick
        {...typed(attempt, 'lang')}
        value={typed(attempt, 'lang').value ?? lang}
        label={t('conversations.inWhichLanguage')}
        choices={languageChoices()}
      />
      {speaksFor.length > 0 && (
        <>
          <Pick
            {...typed(attempt, 'organisation')}
            label={t('conversations.speakAs')}
            choices={[
              { value: '', label: t('conversations.myself') },
              ...speaksFor.map(({ slug, name }) => ({ value: slug, label: inReach(name).text })),
            ]}
            optional
          />
          <Line
            {...typed(attempt, 'interest')}
            label={t('conversations.yourInterest')}
            help={t('conversations.yourInterestHelp')}
            optional
          />
        </>
      )}
    </>
  )
}
