import { formatList, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Card } from '../../../ui/parts/Card.tsx'
import { Empty } from '../../../ui/parts/Empty.tsx'
import { Words } from '../../../ui/parts/Words.tsx'
import { url } from '../../../ui/url.ts'
import { recordUrl } from '../../address.ts'
import { SaidOfAdaptation } from '../../views/SaidOfAdaptation.tsx'
import type { Family, Variant } from '../variants.ts'
import { Tally } from './Tally.tsx'

/** A record and all that was made of it elsewhere, side by side: what each changed, and what came of it. */
export const VariantsPage = ({ record, variants }: Family): JSX.Element => (
  <Page title={t('evidence.variants')} canonical={url`/records/${record.ref}/variants`}>
    <h1>{t('evidence.variants')}</h1>
    <p class="lead">
      <a href={recordUrl(record)}>
        <Words text={record.content.title} />
      </a>
    </p>
    {variants.length < 2 ? (
      <Empty next={{ href: recordUrl(record), words: t('evidence.backToRecord') }}>
        {t('evidence.noVariants')}
      </Empty>
    ) : (
      <div class="grid">
        {variants.map((variant) => (
          <One {...variant} />
        ))}
      </div>
    )}
  </Page>
)

const One = ({ card, evidence, adapts }: Variant): JSX.Element => (
  <Card
    href={card.href}
    rank={2}
    title={<Words text={card.title} />}
    meta={formatList(card.places ?? [], 'unit')}
  >
    {card.summary && (
      <p>
        <Words text={card.summary} />
      </p>
    )}
    <Tally tried={evidence} />
    {adapts.map(({ card: one, ...said }) => (
      <>
        <p>
          {t('records.adapts')}
          {t('ui.colon')}
          <Words text={one.title} />{' '}
          <a href={url`/records/compare?of=${one.ref}&of=${card.ref}`}>{t('evidence.whatDiffers')}</a>
        </p>
        <SaidOfAdaptation {...said} />
      </>
    ))}
  </Card>
)
