import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Empty } from '../../ui/parts/Empty.tsx'
import { Notice } from '../../ui/parts/Notice.tsx'
import { Words } from '../../ui/parts/Words.tsx'
import { url } from '../../ui/url.ts'
import type { TakenDown } from '../reading.ts'

/** In place of a collection that was taken down; whoever keeps it can bring it back. */
export const TakenDownPage = ({ ref, title, keeps }: TakenDown['collection']): JSX.Element => (
  <Page title={t('collections.takenDownTitle')} unlisted>
    <h1>
      <Words text={title} />
    </h1>
    <Notice tone="problem" title={t('collections.takenDownTitle')}>
      <p>{t('collections.takenDown')}</p>
    </Notice>
    {keeps && (
      <form method="post" action={url`/collections/${ref}/return`}>
        <button class="button" type="submit">
          {t('collections.bringBack')}
        </button>
      </form>
    )}
    <Empty next={{ href: url`/collections`, words: t('collections.all') }}>
      {t('collections.takenDownNext')}
    </Empty>
  </Page>
)
