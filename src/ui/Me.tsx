import { reader } from '../base/i18n/reader.ts'
import { formatNumber, t } from '../base/i18n/t.ts'
import type { JSX } from './jsx/elements.ts'
import { url } from './url.ts'

/** The way to one's own pages, or in. */
export function Me(): JSX.Element {
  const { me } = reader()
  return me ? (
    <a class="me" href={url`/desk`} title={me.name}>
      {t('ui.me')}
      {me.unseen > 0 && (
        <span class="fresh">
          <span aria-hidden="true">{me.unseen < 100 ? formatNumber(me.unseen) : t('ui.manyNew')}</span>
          <span class="unseen">{t('ui.newForMe', { count: me.unseen })}</span>
        </span>
      )}
    </a>
  ) : (
    <a class="me" href={url`/sign-in`}>
      {t('ui.signIn')}
    </a>
  )
}
