import { reader } from '../base/i18n/reader.ts'
import { t } from '../base/i18n/t.ts'
import type { JSX } from './jsx/elements.ts'
import { url } from './url.ts'

/** The way to one's own pages, or in. */
export function Me(): JSX.Element {
  const { me } = reader()
  return me ? (
    <a class="me" href={url`/desk`} title={me.name}>
      {t('ui.me')}
    </a>
  ) : (
    <a class="me" href={url`/sign-in`}>
      {t('ui.signIn')}
    </a>
  )
}
