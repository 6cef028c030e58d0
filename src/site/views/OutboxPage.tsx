import { t } from '../../base/i18n/t.ts'
import { mailKept } from '../../base/mail/sweeping.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Empty } from '../../ui/parts/Empty.tsx'
import { Pager } from '../../ui/parts/Pager.tsx'
import { Tabs } from '../../ui/parts/Tabs.tsx'
import { Tag } from '../../ui/parts/Tag.tsx'
import { Ago } from '../../ui/parts/Time.tsx'
import { url, withQuery } from '../../ui/url.ts'
import { type Mail, type MailState, mailStates, type Outbox } from '../desk-operating.ts'

const tones = { sent: 'ok', failed: 'problem', waiting: undefined } as const

/** Every message that left or waits; without a mail server, the only place to read it. */
export const OutboxPage = ({
  mails,
  masked,
  total,
  size,
  state,
  page,
}: Outbox & { page: number }): JSX.Element => {
  const address = (of: MailState | undefined, to = 1) =>
    withQuery(url`/desk/outbox`, new URLSearchParams(), {
      state: of,
      page: to > 1 ? String(to) : undefined,
    })
  return (
    <Page title={t('site.outbox')} unlisted levels={[{ name: t('site.desk'), href: url`/desk` }]}>
      <h1>{t('site.outbox')}</h1>
      <p class="narrow-text">{masked ? t('site.outboxMasked', mailKept) : t('site.outboxWords', mailKept)}</p>
      <Tabs
        name={t('site.outbox')}
        tabs={[undefined, ...mailStates].map((one) => ({
          label: one ? mailStateName(one) : t('site.mailAll'),
          href: address(one),
          current: one === state,
        }))}
      />
      {total === 0 ? (
        <Empty next={{ href: url`/desk`, words: t('site.desk') }}>
          {state ? t('site.outboxNone') : t('site.outboxEmpty')}
        </Empty>
      ) : (
        <>
          <ul class="stack gap-3">
            {mails.map((mail) => (
              <OneMail mail={mail} />
            ))}
          </ul>
          <Pager page={page} size={size} total={total} address={(to) => address(state, to)} />
        </>
      )}
    </Page>
  )
}

const OneMail = ({
  mail: { id, address, subject, body, made, error, tries, state },
}: {
  mail: Mail
}): JSX.Element => (
  <li class="stack gap-1">
    {body === null ? (
      <p>
        <span class="soft">
          {t('mailin.told')} · <bdi>{address}</bdi>
        </span>{' '}
        <Ago at={new Date(made)} /> <Tag tone={tones[state]}>{mailStateName(state)}</Tag>
      </p>
    ) : (
      <details>
        <summary>
          <strong>{subject}</strong> <span class="soft">{address}</span> <Ago at={new Date(made)} />{' '}
          <Tag tone={tones[state]}>{mailStateName(state)}</Tag>
        </summary>
        <pre>{body}</pre>
      </details>
    )}
    {error && (
      <p class="soft">
        {t('site.tries', { count: tries })} · <bdi>{error}</bdi>
      </p>
    )}
    {state === 'failed' && (
      <form method="post" action={url`/desk/outbox/${id}/retry`}>
        <button class="button quiet" type="submit">
          {t('site.tryAgain')}
        </button>
      </form>
    )}
  </li>
)

function mailStateName(state: MailState): string {
  switch (state) {
    case 'waiting':
      return t('site.mailWaits')
    case 'failed':
      return t('site.mailFailed')
    case 'sent':
      return t('site.mailSent')
  }
}
