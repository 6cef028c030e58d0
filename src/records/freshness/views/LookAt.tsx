import { formatDate, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Card } from '../../../ui/parts/Card.tsx'
import { Words } from '../../../ui/parts/Words.tsx'
import { url } from '../../../ui/url.ts'
import type { ToLookAt } from '../waiting.ts'
import { StillTrue } from './StillTrue.tsx'

/** On a desk: a record to look at again, with one click for what is still true. */
export const LookAt = ({ record }: { record: ToLookAt }): JSX.Element => (
  <Card
    title={
      <a href={url`/records/${record.ref}/confirmation`}>
        <Words text={record.title} />
      </a>
    }
  >
    {record.broken > 0 && <p>{t('freshness.deskBroken', { count: record.broken })}</p>}
    {record.hidden > 0 && <p>{t('freshness.deskHidden', { count: record.hidden })}</p>}
    {(record.isDue || record.doubted) && (
      <p>
        {record.doubted
          ? t('freshness.deskDoubted')
          : t('freshness.deskDue', { day: formatDate(record.due) })}
      </p>
    )}
    {(record.isDue || record.doubted) && <StillTrue record={record} from="desk" />}
  </Card>
)
