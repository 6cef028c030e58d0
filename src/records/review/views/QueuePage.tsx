import { formatNumber, label, languageName, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Card } from '../../../ui/parts/Card.tsx'
import { Empty } from '../../../ui/parts/Empty.tsx'
import { Pager } from '../../../ui/parts/Pager.tsx'
import { Table } from '../../../ui/parts/Table.tsx'
import { Tag } from '../../../ui/parts/Tag.tsx'
import { Ago } from '../../../ui/parts/Time.tsx'
import { Label } from '../../../ui/parts/Words.tsx'
import { url, withQuery } from '../../../ui/url.ts'
import { nameOfDraft } from '../../writing/naming.ts'
import { checkName, reviewName } from '../names.ts'
import { type Queue, type Waiting, waitingPerPage } from '../queue.ts'

interface QueuePageProps extends Queue {
  page: number
  /** The place or topic it is narrowed to. */
  about?: string
}

/** What waits to be reviewed, by place and topic: what one is asked for first, then what waits longest. */
export const QueuePage = ({
  waiting,
  total,
  subjects,
  failing,
  page,
  about,
}: QueuePageProps): JSX.Element => (
  <Page title={t('review.queue')} unlisted>
    <header class="stack gap-2">
      <h1 class="title">{t('review.queue')}</h1>
      <p class="lead narrow-text">{t('review.queueWords')}</p>
      <p>
        <a href={url`/corrections`}>{t('review.corrections')}</a>
      </p>
    </header>
    {(subjects.length > 0 || about) && (
      <nav aria-label={t('review.byPlaceAndTopic')}>
        <ul class="row gap-2">
          {about && (
            <li>
              <Tag href={url`/reviews`}>{t('review.all')}</Tag>
            </li>
          )}
          {subjects.map(({ ref, name, count }) => (
            <li>
              <Tag tone={ref === about ? 'ok' : undefined} href={url`/reviews?about=${ref}`}>
                {label(name)} {formatNumber(count)}
              </Tag>
            </li>
          ))}
        </ul>
      </nav>
    )}
    {waiting.length === 0 ? (
      <Empty next={{ href: url`/desk`, words: t('site.desk') }}>{t('review.nothingWaits')}</Empty>
    ) : (
      <div class="stack gap-4">
        {waiting.map((one) => (
          <WaitingCard {...one} />
        ))}
      </div>
    )}
    {total > waitingPerPage && (
      <Pager
        page={page}
        size={waitingPerPage}
        total={total}
        address={(n) =>
          withQuery(url`/reviews`, new URLSearchParams(about ? { about } : {}), { page: String(n) })
        }
      />
    )}
    {failing.length > 0 && <Failing failing={failing} />}
  </Page>
)

const WaitingCard = ({ ref, mine, about, ...one }: Waiting): JSX.Element => (
  <Card
    rank={2}
    href={url`/reviews/${ref}`}
    title={nameOfDraft(one)}
    top={mine && <Tag tone="tacit">{mine === 'asked' ? t('review.youAreAsked') : t('review.youReadIt')}</Tag>}
    meta={
      <>
        <Label of={one.questionnaire} /> · {languageName(one.lang)} · {reviewName(one.review)} ·{' '}
        <Ago at={new Date(one.at)} />
      </>
    }
  >
    <p>{about.map(({ name }) => label(name)).join(' · ')}</p>
    <p class="soft">
      {one.changes && `${t('review.aChange')} `}
      {t('review.askedAndYes', { asked: one.asked, yeses: one.yeses })}
    </p>
  </Card>
)

const Failing = ({ failing }: Pick<Queue, 'failing'>): JSX.Element => (
  <Table
    id="failing"
    caption={t('review.failing')}
    columns={[
      { label: t('review.check') },
      { label: t('review.questionnaire') },
      { label: t('review.times'), number: true },
    ]}
    rows={failing.map(({ questionnaire, finding, count }) => ({
      name: checkName(finding),
      cells: [<Label of={questionnaire} />, formatNumber(count)],
    }))}
  />
)
