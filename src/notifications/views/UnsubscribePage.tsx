import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { url } from '../../ui/url.ts'

interface UnsubscribeProps {
  token: string
  from: 'thread' | 'community' | 'needs' | 'mail'
}

/** A visit changes nothing: programs that look links over visit all of them. It names nothing, whoever holds the link. */
export const UnsubscribePage = ({ token, from }: UnsubscribeProps): JSX.Element => (
  <Page title={t('notices.unsubscribe')} unlisted>
    <h1>{t('notices.unsubscribe')}</h1>
    <p class="narrow-text">
      {from === 'thread'
        ? t('notices.fromThread')
        : from === 'community'
          ? t('notices.fromCommunity')
          : from === 'needs'
            ? t('notices.fromNeeds')
            : t('notices.fromMail')}
    </p>
    <form class="row gap-3" method="post" action={url`/notices/unsubscribe/${token}`}>
      <button class="button" type="submit">
        {t('notices.unsubscribe')}
      </button>
      <a href={url`/notices/choices`}>{t('notices.choices')}</a>
    </form>
  </Page>
)

export const UnsubscribedPage = (): JSX.Element => (
  <Page title={t('notices.unsubscribed')} unlisted>
    <h1>{t('notices.unsubscribed')}</h1>
    <p class="narrow-text">{t('notices.unsubscribedWords')}</p>
    <p>
      <a class="button quiet" href={url`/notices/choices`}>
        {t('notices.choices')}
      </a>
    </p>
  </Page>
)
