import type { FaultShown } from '../../base/http/faults.ts'
import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { SearchBox } from '../../ui/parts/SearchBox.tsx'
import { url } from '../../ui/url.ts'

export const FaultPage = ({ status, words }: FaultShown): JSX.Element => (
  <Page title={title(status)} unlisted search={false}>
    <h1>{title(status)}</h1>
    <p class="lead">{words}</p>
    <SearchBox size="big" />
    <p class="row">
      <a href={url`/`}>{t('site.home')}</a>
      <a href={url`/places`}>{t('site.byPlace')}</a>
      <a href={url`/vocabularies`}>{t('site.byTopic')}</a>
    </p>
  </Page>
)

function title(status: FaultShown['status']): string {
  if (status === 404) return t('site.notFound')
  if (status === 410) return t('site.gone')
  if (status === 429) return t('site.slower')
  if (status === 503) return t('site.unavailable')
  return status >= 500 ? t('site.failed') : t('site.refused')
}
