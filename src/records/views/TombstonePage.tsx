import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Empty } from '../../ui/parts/Empty.tsx'
import { Notice } from '../../ui/parts/Notice.tsx'
import { Words } from '../../ui/parts/Words.tsx'
import { url } from '../../ui/url.ts'
import { recordUrl } from '../address.ts'
import type { Withdrawn } from '../reading.ts'
import { undoDays } from '../review/correcting.ts'
import type { Withdrawn as Besides } from '../review/withdrawing.ts'

type TombstoneProps = Pick<Withdrawn, 'title' | 'tombstone'> & Besides & { ref: string }

/** In place of a withdrawn record: that it was here, what it was called, and why it is gone. */
export const TombstonePage = ({ title, tombstone, instead, mayReturn, ref }: TombstoneProps): JSX.Element => (
  <Page title={t('records.withdrawnTitle')} unlisted>
    <h1>
      <Words text={title} />
    </h1>
    <Notice tone="problem" title={t('records.withdrawnTitle')}>
      <p>{tombstone ? <Words text={tombstone} /> : t('records.withdrawn')}</p>
      {instead && (
        <p>
          {t('review.instead')}{' '}
          <a href={recordUrl({ ref: instead.ref, content: instead })}>
            <Words text={instead.title} />
          </a>
        </p>
      )}
    </Notice>
    {mayReturn && (
      <form class="stack gap-3" method="post" action={url`/records/${ref}/withdrawal/removal`}>
        <p class="narrow-text">{t('review.returnWords', { days: undoDays })}</p>
        <button class="button quiet" type="submit">
          {t('review.return')}
        </button>
      </form>
    )}
    <Empty next={{ href: url`/search`, words: t('records.explore') }}>{t('records.withdrawnNext')}</Empty>
  </Page>
)
