import { formatDate, t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Said } from '../../ui/parts/Words.tsx'
import { url } from '../../ui/url.ts'
import { sideName, takeUpStateName } from '../names.ts'
import { limits, type TakeUp } from '../take-up.ts'
import { newUrl } from './ExchangePage.tsx'
import { GoingLine, GoingPage, type GoingProps } from './GoingPage.tsx'

/** What somebody takes part in: what goes on, or what is over. */
export const TakeUpsPage = ({ takeUps, ...props }: GoingProps & { takeUps: TakeUp[] }): JSX.Element => (
  <GoingPage
    {...props}
    title={t('exchange.takeUps')}
    lead={t('exchange.takeUpsWords')}
    here="take-ups"
    at={url`/take-ups`}
    size={limits.listed}
    lines={takeUps.map((one) => (
      <GoingLine
        by={one.with?.name || undefined}
        href={url`/take-ups/${one.ref}`}
        title={<Said lang={one.entry.lang}>{one.entry.title}</Said>}
        meta={
          <>
            <span>
              <bdi>{one.with?.name || t('exchange.aMember')}</bdi>
            </span>
            <span>{sideName(one.entry.side)}</span>
            <span>{formatDate(new Date(one.at))}</span>
          </>
        }
        state={takeUpStateName(one.state)}
        well={one.state === 'done' || one.state === 'agreed'}
      />
    ))}
    nothing={props.going ? t('exchange.nothingGoing') : t('exchange.nothingPast')}
    next={{ href: url`/exchange`, words: t('exchange.lookAround') }}
    also={[{ href: newUrl('need'), words: t('exchange.sayNeed') }]}
  />
)
