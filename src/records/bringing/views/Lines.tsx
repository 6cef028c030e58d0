import { formatNumber, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Pager } from '../../../ui/parts/Pager.tsx'
import { Tabs } from '../../../ui/parts/Tabs.tsx'
import { Tag } from '../../../ui/parts/Tag.tsx'
import { Said } from '../../../ui/parts/Words.tsx'
import { type Url, url } from '../../../ui/url.ts'
import { outcomeCount, outcomeName } from '../names.ts'
import { type LineOutcome, outcomes, type Run } from '../run.ts'
import type { RunLine } from '../runs.ts'
import type { RunShown } from '../showing.ts'

const tones = { new: 'ok', changed: 'tacit', unchanged: undefined, fault: 'problem' } as const

/** Every line and what it does or did, paged; narrowed to one outcome. */
export const Lines = ({ run, lines, total, size, page, outcome }: RunShown): JSX.Element => {
  const address = (of: LineOutcome | undefined, to = 1): Url =>
    of ? url`/imports/${run.ref}?outcome=${of}&page=${to}` : url`/imports/${run.ref}?page=${to}`
  return (
    <section class="stack gap-3">
      <h2>{run.state === 'previewed' ? t('imports.whatItWouldDo') : t('imports.whatItDid')}</h2>
      <Tabs
        name={t('imports.outcomes')}
        tabs={[
          { label: t('imports.everyLine'), href: address(undefined), current: outcome === undefined },
          ...outcomes.map((one) => ({
            label: outcomeCount(one, run.kind, run.counts[one]),
            href: address(one),
            current: outcome === one,
          })),
        ]}
      />
      <p>
        <a href={url`/imports/${run.ref}/report.csv`} download>
          {t('imports.report')}
        </a>
      </p>
      {lines.length === 0 ? (
        <p class="soft">{t('imports.noLines')}</p>
      ) : (
        <ol class="stack gap-4">
          {lines.map((line) => (
            <OneLine run={run} line={line} />
          ))}
        </ol>
      )}
      {total > size && <Pager page={page} size={size} total={total} address={(to) => address(outcome, to)} />}
    </section>
  )
}

const OneLine = ({ run, line }: { run: Run; line: RunLine }): JSX.Element => (
  <li class="stack gap-1">
    <p class="row">
      {line.line > 0 && (
        <span class="soft">{t('imports.lineNumber', { line: formatNumber(line.line) })}</span>
      )}
      {line.outcome && <Tag tone={tones[line.outcome]}>{outcomeName(line.outcome, run.kind)}</Tag>}
      {line.ref ? (
        <a href={url`/records/${line.ref}`}>
          <bdi>{line.title || line.ref}</bdi>
        </a>
      ) : (
        <bdi>{line.title}</bdi>
      )}
    </p>
    {line.reasons.length > 0 && (
      <ul>
        {line.reasons.map((reason) => (
          <li>
            <Said lang={run.lang}>{reason}</Said>
          </li>
        ))}
      </ul>
    )}
    {line.differences.length > 0 && (
      <details open={line.outcome === 'changed'}>
        <summary>{t('imports.differences', { count: line.differences.length })}</summary>
        <dl class="facts">
          {line.differences.map(({ what, before, after }) => (
            <>
              <dt>{what}</dt>
              <dd>
                {before !== undefined && (
                  <>
                    <span class="unseen">{t('imports.before')} </span>
                    <s>
                      <bdi>{before}</bdi>
                    </s>{' '}
                    <span class="unseen">{t('imports.after')} </span>
                  </>
                )}
                <bdi>{after}</bdi>
              </dd>
            </>
          ))}
        </dl>
      </details>
    )}
  </li>
)
