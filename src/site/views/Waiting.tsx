import { t } from '../../base/i18n/t.ts'
import { stateName } from '../../records/bringing/names.ts'
import { LookAt } from '../../records/freshness/views/LookAt.tsx'
import { reviewCards } from '../../records/review/views/desk-cards.tsx'
import { nameOfDraft } from '../../records/writing/naming.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Card } from '../../ui/parts/Card.tsx'
import { Empty } from '../../ui/parts/Empty.tsx'
import { Ago } from '../../ui/parts/Time.tsx'
import { Said, Words } from '../../ui/parts/Words.tsx'
import { url } from '../../ui/url.ts'
import type { Desk } from '../desk.ts'
import { KeptChangeLine } from './KeptChange.tsx'

interface WaitingProps extends Desk {
  /** So many at most, and the way to the whole desk; else all that waits. */
  most?: number
}

/** What waits for whoever is signed in. */
export function Waiting({ most, ...desk }: WaitingProps): JSX.Element {
  const cards = waiting(desk)
  return (
    <section class="stack gap-3">
      <div class="row apart">
        <h2>{t('site.deskWaits')}</h2>
        {most !== undefined && (
          <a href={url`/desk`}>{t('site.deskWhole', { more: Math.max(cards.length - most, 0) })}</a>
        )}
      </div>
      {cards.length === 0 ? (
        <Empty
          next={{ href: url`/account/profile`, words: t('people.changeProfile') }}
          also={[{ href: url`/search?sort=newest`, words: t('site.newest') }]}
        >
          {t('site.deskNothing')}
        </Empty>
      ) : (
        <div class="grid">{cards.slice(0, most)}</div>
      )}
    </section>
  )
}

function waiting({
  told,
  communities,
  door,
  couldAnswer,
  organisations,
  keeping,
  imports,
  toLookAt,
  custody,
  drafts,
  asksToKeep,
  proposals,
  reviews,
  changed,
  unkept,
  troubles,
}: Desk): JSX.Element[] {
  const { failedJobs = 0, failedMail = 0, failedMailIn = 0, noBackup = false } = troubles ?? {}
  return [
    told === 0 && (
      <Card href={url`/account/profile`} title={t('people.tellOfYourself')}>
        <p>{t('people.nothingTold')}</p>
      </Card>
    ),
    ...communities.map(({ slug, name, tasks, more }) => (
      <Card href={url`/communities/${slug}/desk`} title={<Words text={name} />} meta={t('desk.desk')}>
        <ul class="stack gap-1">
          {tasks.map(({ title, lang }) => (
            <li>{lang ? <Said lang={lang}>{title}</Said> : title}</li>
          ))}
        </ul>
        {more > 0 && <p class="soft">{t('desk.more', { count: more })}</p>}
      </Card>
    )),
    door.onDuty && door.waiting > 0 && (
      <Card href={url`/ask/duty`} title={t('door.duty')}>
        <p>{t('door.deskWaiting', { count: door.waiting })}</p>
      </Card>
    ),
    couldAnswer.total > 0 && (
      <Card href={url`/ask?for=me#open`} title={t('door.openForMe')}>
        <p>{t('door.deskCouldAnswer', { count: couldAnswer.total })}</p>
      </Card>
    ),
    ...drafts.map((draft) => (
      <Card
        href={url`/drafts/${draft.ref}`}
        title={nameOfDraft(draft)}
        meta={<Ago at={new Date(draft.changed)} />}
      >
        <p>{t('site.deskDraft')}</p>
      </Card>
    )),
    ...keeping.map(({ slug, name }) => (
      <Card href={url`/organisations/${slug}`} title={<Words text={name} />}>
        <p>{t('people.keepingAsked')}</p>
      </Card>
    )),
    ...organisations
      .filter(({ asking, branches }) => asking + branches > 0)
      .map(({ slug, name, asking, branches }) => (
        <Card href={url`/organisations/${slug}`} title={<Words text={name} />}>
          {asking > 0 && <p>{t('site.deskAsking', { count: asking })}</p>}
          {branches > 0 && <p>{t('site.deskBranches', { count: branches })}</p>}
        </Card>
      )),
    ...imports.map(({ ref, file, state, faults }) => (
      <Card href={url`/imports/${ref}`} title={<bdi>{file}</bdi>} meta={t('imports.imports')}>
        <p>{stateName(state)}</p>
        {faults > 0 && <p>{t('site.deskFaults', { count: faults })}</p>}
      </Card>
    )),
    asksToKeep > custody.filter(({ by, newer }) => !by && !newer).length && (
      <Card href={url`/desk/asked-to-keep`} title={t('freshness.askedToKeep')}>
        <p>{t('freshness.deskKeep', { count: asksToKeep })}</p>
      </Card>
    ),
    ...custody.map(({ ref, title, by, newer }) => (
      <Card href={url`/records/${ref}/custodian`} title={<Words text={title} />}>
        <p>
          {newer
            ? t('records.newEdition', { edition: newer })
            : by
              ? t('site.offeredToKeep', { name: by })
              : t('site.askedToKeep')}
        </p>
      </Card>
    )),
    ...proposals.map(({ ref, title }) => (
      <Card href={url`/proposals/${ref}`} title={<Words text={title} />}>
        <p>{t('workshop.waits')}</p>
      </Card>
    )),
    ...reviewCards(reviews),
    changed.total > 0 && (
      <Card href={url`/desk/changes`} title={t('site.kept')}>
        <ul class="stack gap-2">
          {changed.changes.map((change) => (
            <li>
              <KeptChangeLine change={change} />
            </li>
          ))}
        </ul>
        {changed.total > changed.changes.length && (
          <p>{t('site.keptMore', { count: changed.total - changed.changes.length })}</p>
        )}
      </Card>
    ),
    unkept.organisations > 0 && (
      <Card href={url`/desk/care?of=keeper`} title={t('site.care')}>
        <p>{t('site.deskUnkept', { count: unkept.organisations })}</p>
      </Card>
    ),
    unkept.collections > 0 && (
      <Card href={url`/desk/care?of=collection`} title={t('site.care')}>
        <p>{t('site.deskUnkeptCollections', { count: unkept.collections })}</p>
      </Card>
    ),
    failedJobs > 0 && (
      <Card href={url`/desk/jobs`} title={t('site.jobs')}>
        <p>{t('site.deskFailedJobs', { count: failedJobs })}</p>
      </Card>
    ),
    failedMail > 0 && (
      <Card href={url`/desk/outbox?state=failed`} title={t('site.outbox')}>
        <p>{t('site.deskFailedMail', { count: failedMail })}</p>
      </Card>
    ),
    failedMailIn > 0 && (
      <Card href={url`/desk/mail-in?fate=failed`} title={t('mailin.mailIn')}>
        <p>{t('mailin.deskFailed', { count: failedMailIn })}</p>
      </Card>
    ),
    noBackup && (
      <Card href={url`/desk/backups`} title={t('site.backups')}>
        <p>{t('site.backupOverdue')}</p>
      </Card>
    ),
    ...toLookAt.records.map((record) => <LookAt record={record} />),
    toLookAt.total > toLookAt.records.length && (
      <Card href={url`/desk/freshness`} title={t('freshness.freshness')}>
        <p>{t('freshness.allThatWait', { count: toLookAt.total })}</p>
      </Card>
    ),
  ].filter((card) => card !== false)
}
