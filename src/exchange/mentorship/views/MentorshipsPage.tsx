import { formatDate, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Empty } from '../../../ui/parts/Empty.tsx'
import { Feed, FeedItem } from '../../../ui/parts/Feed.tsx'
import { Pager } from '../../../ui/parts/Pager.tsx'
import { Tag } from '../../../ui/parts/Tag.tsx'
import { Said } from '../../../ui/parts/Words.tsx'
import { type Url, url, withQuery } from '../../../ui/url.ts'
import { WaysBetween } from '../../views/ExchangePage.tsx'
import { limits, type Mentorship } from '../mentorship.ts'
import { mentorshipStateName } from '../names.ts'

const empty = new URLSearchParams()
const mentors: Url = withQuery(url`/exchange`, empty, { side: 'offer', what: 'mentoring' })

/** Whom somebody accompanies and who accompanies them, and the ways to find somebody. */
export const MentorshipsPage = ({
  mentorships,
  total,
  page,
  going,
}: {
  mentorships: Mentorship[]
  total: number
  page: number
  going: boolean
}): JSX.Element => (
  <Page
    title={t('mentorship.mentorships')}
    unlisted
    levels={[{ name: t('exchange.title'), href: url`/exchange` }]}
  >
    <h1>{t('mentorship.mentorships')}</h1>
    <p class="lead narrow-text">{t('mentorship.lead')}</p>
    <WaysBetween here="mentorships" />
    {mentorships.length > 0 ? (
      <>
        <Feed>
          {mentorships.map((one) => (
            <FeedItem
              by={one.with?.name || undefined}
              meta={
                <>
                  <span>{one.mentors ? t('mentorship.youMentor') : t('mentorship.youAreMentored')}</span>
                  {one.rhythm && <Said lang={one.lang}>{one.rhythm}</Said>}
                  {one.until && <span>{t('exchange.untilDay', { day: formatDate(one.until) })}</span>}
                </>
              }
            >
              <h2 class="small">
                <a href={url`/mentorships/${one.ref}`}>
                  <bdi>{one.with?.name || t('exchange.aMember')}</bdi>
                </a>
              </h2>
              <p>
                <Said lang={one.lang}>{one.purpose}</Said>
              </p>
              <p class="row gap-2">
                <Tag tone={one.state === 'agreed' ? 'ok' : undefined}>{mentorshipStateName(one.state)}</Tag>
              </p>
            </FeedItem>
          ))}
        </Feed>
        <Pager
          page={page}
          size={limits.listed}
          total={total}
          address={(to) =>
            withQuery(url`/mentorships`, empty, {
              of: going ? undefined : 'past',
              page: to > 1 ? String(to) : undefined,
            })
          }
        />
      </>
    ) : (
      <Empty
        next={{ href: mentors, words: t('mentorship.find') }}
        also={[{ href: url`/experts`, words: t('experts.title') }]}
      >
        {going ? t('mentorship.noneGoing') : t('mentorship.nonePast')}
      </Empty>
    )}
    <p class="row">
      {mentorships.length > 0 && <a href={mentors}>{t('mentorship.find')}</a>}
      {going ? (
        <a href={withQuery(url`/mentorships`, empty, { of: 'past' })}>{t('exchange.past')}</a>
      ) : (
        <a href={url`/mentorships`}>{t('exchange.goingOn')}</a>
      )}
    </p>
  </Page>
)
