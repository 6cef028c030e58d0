import type { Attempt } from '../../../base/http/form.ts'
import { t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Choices, Faults, Pick, typed } from '../../../ui/parts/Fields.tsx'
import { Upload } from '../../../ui/parts/Upload.tsx'
import { url } from '../../../ui/url.ts'
import { kindName } from '../names.ts'
import { limits, type RunKind, runKinds } from '../run.ts'
import type { Target } from '../showing.ts'

interface NewImportPageProps {
  questionnaires: Target[]
  /** What is probably brought. */
  kind?: RunKind
  attempt?: Attempt
}

/** Chooses a file and what it holds; a file sent before has to be chosen again, which no page can do for them. */
export const NewImportPage = ({
  questionnaires,
  kind = 'table',
  attempt,
}: NewImportPageProps): JSX.Element => {
  const chosen = String(attempt?.values.kind ?? kind)
  return (
    <Page
      title={t('imports.bringIn')}
      unlisted
      levels={[
        { name: t('ui.me'), href: url`/desk` },
        { name: t('imports.imports'), href: url`/imports` },
      ]}
    >
      <h1>{t('imports.bringIn')}</h1>
      <p class="narrow-text">{t('imports.newWords')}</p>
      <form
        class="form"
        method="post"
        action={url`/imports`}
        enctype="multipart/form-data"
        data-turbo="false"
        novalidate
      >
        <Faults attempt={attempt} />
        <Choices
          name="kind"
          label={t('imports.whatIsIt')}
          chosen={[chosen]}
          choices={runKinds.map((value) => ({ value, label: kindName(value), help: helpOf(value) }))}
        />
        <Pick
          {...typed(attempt, 'instrument')}
          label={t('imports.questionnaire')}
          help={t('imports.questionnaireHelp')}
          choices={questionnaires}
        />
        <Upload
          name="file"
          fault={typed(attempt, 'file').fault}
          label={t('imports.file')}
          help={t('imports.fileHelp', { most: limits.bytes / 2 ** 20, lines: limits.lines })}
        />
        <button class="button" type="submit">
          {t('imports.send')}
        </button>
      </form>
    </Page>
  )
}

function helpOf(kind: RunKind): string {
  switch (kind) {
    case 'table':
      return t('imports.tableHelp')
    case 'bibliography':
      return t('imports.bibliographyHelp')
    case 'members':
      return t('imports.membersHelp')
    case 'record':
      return t('imports.recordHelp')
    case 'vocabulary':
      return t('imports.vocabularyHelp')
    case 'instrument':
      return t('imports.instrumentHelp')
  }
}
