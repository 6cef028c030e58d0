import { t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Empty } from '../../../ui/parts/Empty.tsx'
import { Time } from '../../../ui/parts/Time.tsx'
import { Words } from '../../../ui/parts/Words.tsx'
import { url } from '../../../ui/url.ts'
import { recordUrl } from '../../address.ts'
import type { Changes } from '../changes.ts'
import { Differences } from './Differences.tsx'

/** What a version says otherwise than the one before, for people to read. */
export const ChangesPage = ({ record, from, differences, names }: Changes): JSX.Element => (
  <Page title={t('review.changesTitle', { number: record.number })} unlisted>
    <header class="stack gap-2">
      <h1 class="title">{t('review.changesTitle', { number: record.number })}</h1>
      <p class="lead">
        <a href={recordUrl(record)}>
          <Words text={record.content.title} />
        </a>
      </p>
      <p class="soft">
        <Time of={record.published} />
        {record.minor && ` · ${t('records.minor')}`}
        {record.note && (
          <>
            {' '}
            · <Words text={record.note} />
          </>
        )}
      </p>
      {from && differences.length > 0 && (
        <p class="narrow-text">
          {t('review.changesSince', { number: from.number, count: differences.length })}{' '}
          <a
            href={url`/records/compare?of=${`${record.ref}@${from.number}`}&of=${`${record.ref}@${record.number}`}`}
          >
            {t('records.sideBySide')}
          </a>
        </p>
      )}
    </header>
    {differences.length > 0 ? (
      <Differences differences={differences} names={names} />
    ) : (
      <Empty next={{ href: url`/records/${record.ref}/versions`, words: t('review.allVersions') }}>
        {from ? t('review.nothingDiffers') : t('review.isTheFirst')}
      </Empty>
    )}
  </Page>
)
