import type { Attempt } from '../../../base/http/form.ts'
import { t } from '../../../base/i18n/t.ts'
import type { Text } from '../../../base/text.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Faults } from '../../../ui/parts/Fields.tsx'
import { Words } from '../../../ui/parts/Words.tsx'
import { url } from '../../../ui/url.ts'
import { recordUrl } from '../../address.ts'
import type { RecordVersion } from '../../reading.ts'
import { UseForm } from './UseForm.tsx'

/** The form by itself, and again where something was refused. */
export const NewUsePage = ({
  record,
  speaksFor,
  attempt,
}: {
  record: RecordVersion
  speaksFor: { slug: string; name: Text }[]
  attempt?: Attempt
}): JSX.Element => (
  <Page title={t('evidence.weUsedThis')} unlisted>
    <h1>{t('evidence.weUsedThis')}</h1>
    <p class="lead">
      <a href={recordUrl(record)}>
        <Words text={record.content.title} />
      </a>
    </p>
    <Faults attempt={attempt} />
    <UseForm action={url`/records/${record.ref}/uses`} speaksFor={speaksFor} attempt={attempt} />
  </Page>
)
