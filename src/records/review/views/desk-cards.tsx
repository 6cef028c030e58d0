import { t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Card } from '../../../ui/parts/Card.tsx'
import { Ago } from '../../../ui/parts/Time.tsx'
import { url } from '../../../ui/url.ts'
import { nameOfDraft } from '../../writing/naming.ts'
import type { DeskReviews } from '../desk-reviews.ts'

/** Reviews that wait for somebody, and what became of theirs, among what else waits on a desk. */
export const reviewCards = ({ asked, mine, queue }: DeskReviews): JSX.Element[] => [
  ...asked.map((one) => (
    <OnDesk {...one}>{one.state === 'asked' ? t('review.youAreAsked') : t('review.youReadIt')}</OnDesk>
  )),
  ...mine.map((one) => (
    <OnDesk {...one}>
      {one.outcome === 'published'
        ? t('review.isPublished')
        : one.outcome === 'changes'
          ? t('review.changesWereAsked')
          : t('review.yoursIsWithReviewers')}
    </OnDesk>
  )),
  ...(queue > 0
    ? [
        <Card href={url`/reviews`} title={t('review.queue')}>
          <p>{t('review.moreWaits', { count: queue })}</p>
        </Card>,
      ]
    : []),
]

type OnDeskProps = Pick<DeskReviews['asked'][number], 'ref' | 'title' | 'lang' | 'at'> & { children: string }

const OnDesk = ({ ref, title, lang, at, children }: OnDeskProps): JSX.Element => (
  <Card href={url`/reviews/${ref}`} title={nameOfDraft({ title, lang })} meta={<Ago at={new Date(at)} />}>
    <p>{children}</p>
  </Card>
)
