import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Empty } from '../../ui/parts/Empty.tsx'
import { Notice } from '../../ui/parts/Notice.tsx'
import { Words } from '../../ui/parts/Words.tsx'
import { url } from '../../ui/url.ts'
import type { Withdrawn } from '../reading.ts'

/** In place of a withdrawn record: that it was here, what it was called, and why it is gone. */
export const TombstonePage = ({ title, tombstone }: Withdrawn): JSX.Element => (
  <Page title={t('records.withdrawnTitle')} unlisted>
    <h1>
      <Words text={title} />
    </h1>
    <Notice tone="problem" title={t('records.withdrawnTitle')}>
      <p>{tombstone ? <Words text={tombstone} /> : t('records.withdrawn')}</p>
    </Notice>
    <Empty next={{ href: url`/search`, words: t('records.explore') }}>{t('records.withdrawnNext')}</Empty>
  </Page>
)
