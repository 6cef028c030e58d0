import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Card } from '../../ui/parts/Card.tsx'
import { Empty } from '../../ui/parts/Empty.tsx'
import { Label } from '../../ui/parts/Words.tsx'
import { url } from '../../ui/url.ts'
import type { Edition } from '../editions.ts'
import { Signs } from './Signs.tsx'

export const InstrumentsPage = ({ instruments }: { instruments: Edition[] }): JSX.Element => (
  <Page title={t('instruments.title')} description={t('instruments.lead')} canonical={url`/instruments`}>
    <header class="stack gap-3">
      <h1>{t('instruments.title')}</h1>
      <p class="lead">{t('instruments.lead')}</p>
    </header>
    {instruments.length === 0 ? (
      <Empty next={{ href: url`/`, words: t('instruments.backHome') }}>{t('instruments.none')}</Empty>
    ) : (
      <div class="grid wide">
        {instruments.map((instrument) => (
          <Card
            title={<Label of={instrument.title} fallback={instrument.slug} />}
            href={url`/instruments/${instrument.slug}`}
            rank={2}
            meta={
              <>
                {t('instruments.questions', { count: instrument.questions })} ·{' '}
                {t('instruments.languageCount', { count: instrument.languages.length })}
              </>
            }
          >
            {instrument.summary && (
              <p>
                <Label of={instrument.summary} />
              </p>
            )}
            <Signs instrument={instrument} />
          </Card>
        ))}
      </div>
    )}
  </Page>
)
