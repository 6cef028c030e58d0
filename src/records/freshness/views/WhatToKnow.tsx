import { formatDate, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Notice } from '../../../ui/parts/Notice.tsx'
import { Words } from '../../../ui/parts/Words.tsx'
import { url } from '../../../ui/url.ts'
import type { Marks, Other } from '../marks.ts'

/** What a reader must know before trusting a record: what replaces, contradicts or doubts it, and that nobody looked in time. */
export const WhatToKnow = ({
  record: { ref, marks },
}: {
  record: { ref: string; marks: Marks }
}): JSX.Element => (
  <>
    {marks.replacedBy && (
      <Notice tone="problem">
        <p>{t('freshness.replacedBy')}</p>
        <Others of={marks.replacedBy} />
      </Notice>
    )}
    {marks.contradictedBy && (
      <Notice tone="problem">
        <p>{t('freshness.contradictedBy')}</p>
        <Others of={marks.contradictedBy} beside={ref} />
      </Notice>
    )}
    {marks.doubted && (
      <Notice tone="problem">
        <p>{t('freshness.doubtedSince', { day: formatDate(marks.doubted.since) })}</p>
        <p>
          <Words text={marks.doubted.words} />
        </p>
      </Notice>
    )}
    {marks.due && (
      <Notice tone="tacit">
        <p>{t('freshness.dueSince', { looked: formatDate(marks.looked), due: formatDate(marks.due) })}</p>
      </Notice>
    )}
    {marks.contradicts && (
      <Notice>
        <p>{t('freshness.contradictsOlder')}</p>
        <Others of={marks.contradicts} beside={ref} />
      </Notice>
    )}
  </>
)

/** Other records, each with its day, and a way to read both beside each other. */
const Others = ({ of, beside }: { of: Other[]; beside?: string }): JSX.Element => (
  <ul class="stack gap-1">
    {of.map(({ ref, title, published }) => (
      <li>
        <a href={url`/records/${ref}`}>
          <Words text={title} />
        </a>{' '}
        <small>{t('freshness.publishedOn', { day: formatDate(published) })}</small>
        {beside !== undefined && (
          <>
            {' · '}
            <a href={url`/records/compare?of=${beside}&of=${ref}`}>{t('records.sideBySide')}</a>
          </>
        )}
      </li>
    ))}
  </ul>
)
