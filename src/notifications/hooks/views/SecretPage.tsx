import { t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Copy } from '../../../ui/parts/Copy.tsx'
import { Notice } from '../../../ui/parts/Notice.tsx'
import { url } from '../../../ui/url.ts'
import type { Hook } from '../hook.ts'
import { hooksUrl, levelsOf } from '../names.ts'

/** The secret that a hook's messages are signed with, the one time that it is shown. */
export const SecretPage = ({ hook, secret }: { hook: Hook; secret: string }): JSX.Element => (
  <Page
    title={t('hooks.secret')}
    unlisted
    levels={[...levelsOf(hook.owner), { name: t('hooks.hooks'), href: hooksUrl(hook.owner) }]}
  >
    <h1>{t('hooks.secret')}</h1>
    <p class="lead">{hook.name}</p>
    <Notice>{t('hooks.shownOnce')}</Notice>
    <p class="row gap-3">
      <code class="long" id="secret" dir="ltr">
        {secret}
      </code>
      <Copy of="secret" />
    </p>
    <p>
      <a class="button quiet" href={url`/hooks/${hook.id}`}>
        {t('hooks.toHook')}
      </a>
    </p>
  </Page>
)
