import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../jsx/elements.ts'
import { type Url, url } from '../url.ts'
import type { FieldProps } from './FieldFrame.tsx'
import { Lines } from './Fields.tsx'

interface EditorProps extends FieldProps {
  value?: string
  rows?: number
  /** Where people are found to mention. */
  people?: Url
  /** Leads to the field for what goes along. */
  files?: Url
}

/** A field for Markdown: with script there are buttons for it, and names to choose from after an `@`. */
export const Editor = ({ people = url`/mentions`, files, ...field }: EditorProps): JSX.Element => (
  <post-editor class="editor" data-people={people} data-unreached={t('ui.notPreviewed')}>
    <text-expander keys="@">
      <Lines {...field} tools={<Tools of={field.id ?? field.name} files={files} />} />
    </text-expander>
  </post-editor>
)

const Tools = ({ of, files }: { of: string; files?: Url }): JSX.Element => (
  <markdown-toolbar class="row gap-2" for={of}>
    <md-bold>{t('ui.bold')}</md-bold>
    <md-italic>{t('ui.italic')}</md-italic>
    <md-link>{t('ui.link')}</md-link>
    <md-quote>{t('ui.quoteWords')}</md-quote>
    <md-unordered-list>{t('ui.list')}</md-unordered-list>
    <md-ordered-list>{t('ui.numbered')}</md-ordered-list>
    {files && <a href={files}>{t('ui.pictureOrFile')}</a>}
  </markdown-toolbar>
)
