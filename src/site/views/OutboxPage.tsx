import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Empty } from '../../ui/parts/Empty.tsx'
import { Pager } from '../../ui/parts/Pager.tsx'
import { Tag } from '../../ui/parts/Tag.tsx'
import { Ago } from '../../ui/parts/Time.tsx'
import { url, withQuery } from '../../ui/url.ts'
import { mailsPerPage, type Sent } from '../desk.ts'

/** Every message that left or waits; without a mail server, the only place to read it. */
export const OutboxPage = ({
  mails,
  total,
  page,
}: {
  mails: Sent[]
  total: number
  page: number
}): JSX.Element => (
  <Page title={t('site.outbox')} unlisted>
    <h1>{t('site.outbox')}</h1>
    <p class="narrow-text">{t('site.outboxWords')}</p>
    {total === 0 ? (
      <Empty next={{ href: url`/desk`, words: t('site.desk') }}>{t('site.outboxEmpty')}</Empty>
    ) : (
      <>
        <ul class="stack gap-3">
          {mails.map(({ address, subject, body, made, sent, error }) => (
            <li>
              <details>
                <summary>
                  <strong>{subject}</strong> <span class="soft">{address}</span> <Ago at={new Date(made)} />{' '}
                  <Tag tone={sent ? 'ok' : error ? 'problem' : undefined}>
                    {sent ? t('site.mailSent') : error ? t('site.mailFailed') : t('site.mailWaits')}
                  </Tag>
                </summary>
                {error && <p class="soft">{error}</p>}
                <pre>{body}</pre>
              </details>
            </li>
          ))}
        </ul>
        <Pager
          page={page}
          size={mailsPerPage}
          total={total}
          address={(to) =>
            withQuery(url`/desk/outbox`, new URLSearchParams(), { page: to > 1 ? String(to) : undefined })
          }
        />
      </>
    )}
  </Page>
)
