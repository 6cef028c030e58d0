import { t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Empty } from '../../../ui/parts/Empty.tsx'
import { Pager } from '../../../ui/parts/Pager.tsx'
import { Tag } from '../../../ui/parts/Tag.tsx'
import { Time } from '../../../ui/parts/Time.tsx'
import { url } from '../../../ui/url.ts'
import { kindName, outcomeCount, stateName } from '../names.ts'
import { outcomes, type Run } from '../run.ts'

interface ImportsPageProps {
  runs: Run[]
  total: number
  size: number
  page: number
}

/** What was brought in, the newest first. */
export const ImportsPage = ({ runs, total, size, page }: ImportsPageProps): JSX.Element => (
  <Page title={t('imports.imports')} unlisted levels={[{ name: t('ui.me'), href: url`/desk` }]}>
    <h1>{t('imports.imports')}</h1>
    <p class="narrow-text">{t('imports.lead')}</p>
    {runs.length === 0 ? (
      <Empty next={{ href: url`/imports/new`, words: t('imports.bringIn') }}>{t('imports.none')}</Empty>
    ) : (
      <>
        <p>
          <a class="button" href={url`/imports/new`}>
            {t('imports.bringIn')}
          </a>
        </p>
        <ul class="stack gap-3">
          {runs.map((run) => (
            <li class="stack gap-1">
              <strong>
                <a href={url`/imports/${run.ref}`}>
                  <bdi>{run.file}</bdi>
                </a>
              </strong>
              <span class="row soft">
                <Tag tone={run.state === 'failed' ? 'problem' : run.state === 'done' ? 'ok' : undefined}>
                  {stateName(run.state)}
                </Tag>
                <span>{kindName(run.kind)}</span>
                <Time of={run.at} />
                <span>{run.by ?? t('imports.byCommand')}</span>
                {outcomes
                  .filter((outcome) => run.counts[outcome] > 0)
                  .map((outcome) => (
                    <span>{outcomeCount(outcome, run.kind, run.counts[outcome])}</span>
                  ))}
              </span>
            </li>
          ))}
        </ul>
        <Pager page={page} size={size} total={total} address={(to) => url`/imports?page=${to}`} />
      </>
    )}
  </Page>
)
