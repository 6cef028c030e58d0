import { formatNumber, t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Empty } from '../../ui/parts/Empty.tsx'
import { Pager } from '../../ui/parts/Pager.tsx'
import { Table } from '../../ui/parts/Table.tsx'
import { Tabs } from '../../ui/parts/Tabs.tsx'
import { Ago } from '../../ui/parts/Time.tsx'
import { url } from '../../ui/url.ts'
import { type Job, type JobState, type Jobs, jobStates } from '../desk-jobs.ts'
import { jobName } from '../job-names.ts'

/** The work that is done later: what failed, what goes on, what waits, and what comes round by itself. */
export const JobsPage = ({
  jobs,
  counts,
  state,
  size,
  schedules,
  page,
}: Jobs & { page: number }): JSX.Element => {
  const total = counts[state] ?? 0
  return (
    <Page title={t('site.jobs')} unlisted levels={[{ name: t('site.desk'), href: url`/desk` }]}>
      <h1>{t('site.jobs')}</h1>
      <p class="narrow-text">{t('site.jobsWords')}</p>
      <Tabs
        name={t('site.jobs')}
        tabs={jobStates.map((one) => ({
          label: t('site.countOf', { what: jobStateName(one), count: formatNumber(counts[one] ?? 0) }),
          href: url`/desk/jobs?state=${one}`,
          current: one === state,
        }))}
      />
      {jobs.length === 0 ? (
        <Empty next={{ href: url`/desk/instance`, words: t('site.instance') }}>{t('site.noJobs')}</Empty>
      ) : (
        <>
          <ul class="stack gap-3">
            {jobs.map((job) => (
              <OneJob job={job} />
            ))}
          </ul>
          <Pager
            page={page}
            size={size}
            total={total}
            address={(to) => url`/desk/jobs?state=${state}&page=${to}`}
          />
        </>
      )}
      {schedules.length > 0 && (
        <section class="stack gap-2">
          <h2>{t('site.schedules')}</h2>
          <Table
            id="schedules"
            caption={t('site.schedulesWords')}
            columns={[{ label: t('site.what') }, { label: t('site.when') }]}
            rows={schedules.map(({ name, cron }) => ({ name: jobName(name), cells: [<code>{cron}</code>] }))}
          />
        </section>
      )}
    </Page>
  )
}

const OneJob = ({ job: { id, name, state, made, ended, tries, error } }: { job: Job }): JSX.Element => (
  <li class="stack gap-1">
    <span>
      <strong>{jobName(name)}</strong> <Ago at={new Date(ended ?? made)} />
      {tries > 0 && <span class="soft"> · {t('site.tries', { count: tries })}</span>}
    </span>
    {error && <pre>{error}</pre>}
    {state === 'failed' && (
      <span class="row">
        <form method="post" action={url`/desk/jobs/${id}/retry`}>
          <button class="button quiet" type="submit">
            {t('site.tryAgain')}
          </button>
        </form>
        <form method="post" action={url`/desk/jobs/${id}/removal`}>
          <button class="button quiet" type="submit">
            {t('site.forget')}
          </button>
        </form>
      </span>
    )}
  </li>
)

function jobStateName(state: JobState): string {
  switch (state) {
    case 'failed':
      return t('site.jobFailed')
    case 'active':
      return t('site.jobActive')
    case 'created':
      return t('site.jobCreated')
    case 'retry':
      return t('site.jobRetry')
    case 'completed':
      return t('site.jobCompleted')
    case 'cancelled':
      return t('site.jobCancelled')
  }
}
