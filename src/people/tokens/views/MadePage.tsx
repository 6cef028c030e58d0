import { t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Copy } from '../../../ui/parts/Copy.tsx'
import { Notice } from '../../../ui/parts/Notice.tsx'
import { url } from '../../../ui/url.ts'

/** A token, the one time that it is shown. */
export const MadePage = ({ name, token }: { name: string; token: string }): JSX.Element => (
  <Page
    title={t('tokens.made')}
    unlisted
    levels={[
      { name: t('people.account'), href: url`/account` },
      { name: t('tokens.tokens'), href: url`/account/tokens` },
    ]}
  >
    <h1>{t('tokens.made')}</h1>
    <p class="lead">{name}</p>
    <Notice>{t('tokens.shownOnce')}</Notice>
    <p class="row gap-3">
      <code class="long" id="token" dir="ltr">
        {token}
      </code>
      <Copy of="token" />
    </p>
    <p class="row gap-3">
      <a class="button quiet" href={url`/api#write`}>
        {t('tokens.howToUse')}
      </a>
      <a href={url`/account/tokens`}>{t('tokens.toAll')}</a>
    </p>
  </Page>
)
