import type { Backups, NotedRun } from '../../archive/noting.ts'
import { formatNumber, t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Notice } from '../../ui/parts/Notice.tsx'
import { Pager } from '../../ui/parts/Pager.tsx'
import { Tag } from '../../ui/parts/Tag.tsx'
import { Ago } from '../../ui/parts/Time.tsx'
import { url } from '../../ui/url.ts'
import { bytesInWords, lastedInWords } from '../figures.ts'

/** Where the last backups are, whether a drill found them whole, and how to make the next. */
export const BackupsPage = ({
  backup,
  drill,
  runs,
  total,
  size,
  overdue,
  page,
}: Backups & { page: number }): JSX.Element => (
  <Page title={t('site.backups')} unlisted levels={[{ name: t('site.desk'), href: url`/desk` }]}>
    <h1>{t('site.backups')}</h1>
    <Notice
      tone={overdue || drill?.faults ? 'problem' : 'ok'}
      title={backup ? (overdue ? t('site.backupOverdue') : t('site.backupRecent')) : t('site.backupNone')}
    >
      {backup && (
        <p>
          {t('site.lastBackup')} <Ago at={new Date(backup.at)} />
        </p>
      )}
      <p>
        {drill ? (
          <>
            {drill.faults ? t('site.drillFailed', { count: drill.faults }) : t('site.drillPassed')}{' '}
            <Ago at={new Date(drill.at)} />
          </>
        ) : (
          t('site.drillNone')
        )}
      </p>
    </Notice>
    <section class="stack gap-2">
      <h2>{t('site.backupHow')}</h2>
      <p class="narrow-text">{t('site.backupHowWords')}</p>
      <pre>
        <code>{commands}</code>
      </pre>
    </section>
    {total > 0 && (
      <section class="stack gap-3">
        <h2>{t('site.backupsNoted')}</h2>
        <ul class="stack gap-2">
          {runs.map((run) => (
            <OneRun run={run} />
          ))}
        </ul>
        <Pager page={page} size={size} total={total} address={(to) => url`/desk/backups?page=${to}`} />
      </section>
    )}
  </Page>
)

/** As they are typed, in every language. */
const commands = 'bin/baobab backup /backups/2026-11-26\nbin/baobab drill /backups/2026-11-26'

const OneRun = ({ run: { kind, at, folder, rows, bytes, took, faults } }: { run: NotedRun }): JSX.Element => (
  <li class="stack gap-1">
    <span class="row">
      <Tag tone={faults ? 'problem' : 'ok'}>{kind === 'drill' ? t('site.drill') : t('site.backup')}</Tag>
      <Ago at={new Date(at)} />
      {faults > 0 && <span>{t('site.drillFailed', { count: faults })}</span>}
    </span>
    <span class="soft">
      <bdi>{folder}</bdi> ·{' '}
      {t('site.backupHolds', {
        rows: formatNumber(rows),
        size: bytesInWords(bytes),
        lasted: lastedInWords(took / 1_000),
      })}
    </span>
  </li>
)
