import { formatNumber, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { type Url, withQuery } from '../../../ui/url.ts'
import { outcomeName } from '../names.ts'
import { type Outcome, type Tried, triedTimes } from '../use.ts'

/** How often it worked, partly or not, as one bar and in words; that nobody says so, where nobody does. */
export const Tally = ({ tried }: { tried: Tried }): JSX.Element => {
  const count = triedTimes(tried)
  if (count === 0) return <p class="soft">{t('evidence.onlyMakers')}</p>
  return (
    <div class="stack gap-2">
      <Bar tried={tried} />
      <p>{t('evidence.usedTimes', { count, ...tried })}</p>
    </div>
  )
}

/** For the eye only: what it says stands beside it in words. */
const Bar = ({ tried }: { tried: Tried }): JSX.Element => {
  const total = triedTimes(tried)
  const parts: [string, number, number][] = [
    ['worked', 0, tried.worked],
    ['partly', tried.worked, tried.partly],
    ['did-not', tried.worked + tried.partly, tried.didNot],
  ]
  return (
    <svg class="tally" viewBox={`0 0 ${total} 1`} preserveAspectRatio="none" aria-hidden="true">
      {parts.map(
        ([name, from, wide]) => wide > 0 && <rect class={name} x={from} y={0} width={wide} height={1} />,
      )}
    </svg>
  )
}

/** A line for each outcome, none left out, which leads to what is said of it. */
export const TallyRows = ({
  tried,
  chosen,
  address,
}: {
  tried: Tried
  chosen?: Outcome
  address: Url
}): JSX.Element => {
  const rows: [Outcome, number][] = [
    ['worked', tried.worked],
    ['partly', tried.partly],
    ['did-not', tried.didNot],
  ]
  const most = Math.max(1, ...rows.map(([, count]) => count))
  return (
    <ul class="tally-rows">
      {rows.map(([outcome, count]) => (
        <li>
          <a
            href={withQuery(address, new URLSearchParams(), {
              outcome: outcome === chosen ? undefined : outcome,
            })}
            aria-current={outcome === chosen ? 'true' : undefined}
          >
            {outcomeName(outcome)}
          </a>
          <svg class="tally" viewBox={`0 0 ${most} 1`} preserveAspectRatio="none" aria-hidden="true">
            <rect class={outcome} x={0} y={0} width={count} height={1} />
          </svg>
          <span class="count">{formatNumber(count)}</span>
        </li>
      ))}
    </ul>
  )
}
