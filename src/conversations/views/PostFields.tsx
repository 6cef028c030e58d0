import { config } from '../../base/config.ts'
import { takenEndings } from '../../base/files/types.ts'
import type { Attempt } from '../../base/http/form.ts'
import { filesBounds } from '../../base/http/form-with-files.ts'
import { reader } from '../../base/i18n/reader.ts'
import { formatList, inReach, t } from '../../base/i18n/t.ts'
import type { Named } from '../../people/organisations.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Editor } from '../../ui/parts/Editor.tsx'
import { Line, Pick, typed } from '../../ui/parts/Fields.tsx'
import { languageChoices } from '../../ui/parts/languages.ts'
import { Notice } from '../../ui/parts/Notice.tsx'
import { url } from '../../ui/url.ts'

interface PostFieldsProps {
  attempt?: Attempt
  /** For whom they may speak. */
  speaksFor: Named[]
  /** What stands in the field before anything is typed. */
  begun?: string
  label?: string
  lang?: string
  /** Pictures and papers may go along. */
  takesFiles?: boolean
}

/** What somebody says, in which language, and for whom. */
export const PostFields = ({
  attempt,
  speaksFor,
  begun,
  label = t('conversations.yourWords'),
  lang = reader().lang,
  takesFiles,
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
        files={takesFiles ? url`#files` : undefined}
      />
      {takesFiles && <FilesField chosen={[attempt?.values.files ?? []].flat()} />}
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

/** Pictures and papers that go along. No browser gives back those that were `chosen` in a form that is drawn again. */
const FilesField = ({ chosen }: { chosen: string[] }): JSX.Element => (
  <div class="field">
    <label for="files">
      {t('conversations.addPictures')}
      <span class="soft"> {t('ui.optional')}</span>
    </label>
    {chosen.length > 0 && (
      <Notice>{t('conversations.chooseAgain', { names: formatList(chosen), count: chosen.length })}</Notice>
    )}
    <input
      class="input"
      id="files"
      type="file"
      name="files"
      multiple
      accept={takenEndings}
      aria-describedby="files-help files-wait"
    />
    <div class="help" id="files-help">
      {t('conversations.filesHelp', { megabytes: config().FILE_LIMIT, files: filesBounds().files })}
    </div>
    <div class="help" id="files-wait" data-without-line hidden>
      {t('conversations.filesWait')}
    </div>
  </div>
)
