import type { Attempt } from '../../../base/http/form.ts'
import { reader } from '../../../base/i18n/reader.ts'
import { t } from '../../../base/i18n/t.ts'
import type { Edition } from '../../../instruments/editions.ts'
import { instrumentLevels, nameOf } from '../../../instruments/views/frame.tsx'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Faults, Pick, typed } from '../../../ui/parts/Fields.tsx'
import { languageChoices } from '../../../ui/parts/languages.ts'
import { Table } from '../../../ui/parts/Table.tsx'
import { Time } from '../../../ui/parts/Time.tsx'
import { Upload } from '../../../ui/parts/Upload.tsx'
import { url } from '../../../ui/url.ts'
import { limits } from '../../bringing/run.ts'
import type { Batch } from '../batches.ts'
import { mostSubmissions } from '../reading-files.ts'

interface SubmissionsPageProps {
  edition: Edition
  /** Nothing for strangers. */
  batches?: Batch[]
  attempt?: Attempt
}

/** The form to take to the field, and the way back for what was asked there. */
export const SubmissionsPage = ({ edition, batches, attempt }: SubmissionsPageProps): JSX.Element => {
  const here = url`/instruments/${edition.slug}/submissions`
  return (
    <Page
      title={`${t('workshop.fromTheField')} · ${nameOf(edition)}`}
      canonical={here}
      levels={instrumentLevels(edition)}
    >
      <header class="stack gap-3">
        <h1>{t('workshop.fromTheField')}</h1>
        <p class="lead">{t('workshop.fieldLead')}</p>
        <p>
          <a class="button quiet" href={url`/instruments/${edition.slug}.xlsx`}>
            {t('workshop.asForm')}
          </a>
        </p>
      </header>
      {edition.makes === 'none' ? (
        <p>{t('writing.makesNone')}</p>
      ) : batches ? (
        <Bring edition={edition} attempt={attempt} />
      ) : (
        <p>
          <a href={url`/sign-in?to=${here}`}>{t('workshop.signInToBring')}</a>
        </p>
      )}
      {batches && batches.length > 0 && (
        <Table
          id="brought"
          caption={t('workshop.broughtBefore')}
          columns={[
            { label: t('workshop.file') },
            { label: t('workshop.broughtOn') },
            { label: t('workshop.submissions'), number: true },
            { label: t('workshop.drafts'), number: true },
          ]}
          rows={batches.map(({ ref, file, at, submissions, made }) => ({
            name: (
              <a href={url`/submissions/${ref}`}>
                <bdi>{file}</bdi>
              </a>
            ),
            cells: [<Time of={at} />, submissions, made],
          }))}
        />
      )}
    </Page>
  )
}

const Bring = ({ edition, attempt }: SubmissionsPageProps): JSX.Element => {
  return (
    <form
      class="form"
      method="post"
      action={url`/instruments/${edition.slug}/submissions`}
      enctype="multipart/form-data"
      data-turbo="false"
      novalidate
    >
      <h2>{t('workshop.bring')}</h2>
      <Faults attempt={attempt} />
      <Pick
        {...typed(attempt, 'lang')}
        value={typed(attempt, 'lang').value ?? reader().lang}
        label={t('workshop.wordsIn')}
        choices={languageChoices()}
      />
      <Upload
        name="file"
        fault={typed(attempt, 'file').fault}
        accept=".xml,.json,.csv"
        label={t('workshop.file')}
        help={t('workshop.fileHelp', { most: limits.bytes / 2 ** 20, count: mostSubmissions })}
      />
      <button class="button" type="submit">
        {t('workshop.readFile')}
      </button>
    </form>
  )
}
