import { formatList, languageName, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Empty } from '../../../ui/parts/Empty.tsx'
import { Feed, FeedItem } from '../../../ui/parts/Feed.tsx'
import type { Choice } from '../../../ui/parts/Fields.tsx'
import { Pager } from '../../../ui/parts/Pager.tsx'
import { url, withQuery } from '../../../ui/url.ts'
import type { Known } from '../../names.ts'
import { newUrl, WaysBetween } from '../../views/ExchangePage.tsx'
import { type AskedList, Filters, queryOf, type Unknown } from '../../views/Filters.tsx'
import { type Expert, expertsPerPage } from '../finding.ts'
import { doneSaid } from '../names.ts'

interface Props extends Known {
  asked: AskedList
  unknown: Unknown
  experts: Expert[]
  total: number
  choices: Choice[]
  signedIn: boolean
}

/** Who may be found by what they did, and why. */
export const ExpertsPage = ({
  asked,
  unknown,
  experts,
  total,
  choices,
  signedIn,
  ...known
}: Props): JSX.Element => {
  const query = queryOf(asked)
  const narrowed = Object.values(query).some(Boolean)
  return (
    <Page title={t('experts.title')} description={t('experts.lead')} unlisted={narrowed || asked.page > 1}>
      <h1>{t('experts.title')}</h1>
      <p class="lead narrow-text">{t('experts.lead')}</p>
      <WaysBetween here="experts" />
      <Filters at={url`/experts`} asked={asked} unknown={unknown} places={choices} people />
      {experts.length > 0 ? (
        <>
          <Feed>
            {experts.map((one) => (
              <FeedItem
                by={one.name}
                meta={
                  one.langs.length > 0 ? (
                    <span>{formatList(one.langs.map(languageName), 'unit')}</span>
                  ) : undefined
                }
              >
                <h2 class="small">
                  <a href={url`/people/${one.handle}`}>{one.name}</a>
                </h2>
                <ul>
                  {one.done.map((done) => (
                    <li>{doneSaid(done, known)}</li>
                  ))}
                </ul>
                {signedIn && (
                  <p>
                    <a href={withQuery(url`/mentorships/new`, new URLSearchParams(), { with: one.handle })}>
                      {t('mentorship.askThem', { name: one.name })}
                    </a>
                  </p>
                )}
              </FeedItem>
            ))}
          </Feed>
          <Pager
            page={asked.page}
            size={expertsPerPage}
            total={total}
            address={(page) =>
              withQuery(url`/experts`, new URLSearchParams(), {
                ...query,
                page: page > 1 ? String(page) : undefined,
              })
            }
          />
        </>
      ) : (
        <Empty
          next={{ href: newUrl('need'), words: t('exchange.sayNeed') }}
          also={[
            { href: url`/people`, words: t('people.people') },
            ...(narrowed ? [{ href: url`/experts`, words: t('experts.all') }] : []),
          ]}
        >
          {narrowed ? t('experts.noneSuch') : t('experts.noneYet')}
        </Empty>
      )}
      <p class="soft">
        {t('experts.byConsent')} {signedIn && <a href={url`/account/exchange`}>{t('exchange.choices')}</a>}
      </p>
    </Page>
  )
}
