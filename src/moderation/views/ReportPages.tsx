import type { Attempt } from '../../base/http/form.ts'
import { t } from '../../base/i18n/t.ts'
import type { Card } from '../../base/things/kinds.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Empty } from '../../ui/parts/Empty.tsx'
import { Feed } from '../../ui/parts/Feed.tsx'
import { Choices, Faults, Line, Lines, typed } from '../../ui/parts/Fields.tsx'
import { Pager } from '../../ui/parts/Pager.tsx'
import { ThingCard } from '../../ui/parts/ThingCard.tsx'
import { Ago } from '../../ui/parts/Time.tsx'
import { Words } from '../../ui/parts/Words.tsx'
import { url, withQuery } from '../../ui/url.ts'
import { reasons } from '../matter.ts'
import { outcomeSaid, reasonName } from '../names.ts'
import type { OwnReport } from '../reporting.ts'

interface NewReportProps {
  card: Card
  signedIn: boolean
  attempt?: Attempt
}

/** To say that something is not right. */
export const NewReportPage = ({ card, signedIn, attempt }: NewReportProps): JSX.Element => (
  <Page title={t('moderation.report')} unlisted>
    <h1>{t('moderation.report')}</h1>
    <ThingCard card={card} rank={2} />
    <form class="form" method="post" action={url`/reports`} novalidate>
      <Faults attempt={attempt} />
      <input type="hidden" name="thing" value={card.ref} />
      <Choices
        {...typed(attempt, 'reason')}
        label={t('moderation.whatIsWrong')}
        help={t('moderation.neverNamed')}
        choices={reasons.map((value) => ({ value, label: reasonName(value) }))}
        chosen={[typed(attempt, 'reason').value ?? '']}
      />
      <Lines {...typed(attempt, 'words')} label={t('moderation.moreWords')} rows={4} optional />
      {!signedIn && (
        <Line
          {...typed(attempt, 'email')}
          type="email"
          autocomplete="email"
          label={t('moderation.yourMail')}
          help={t('moderation.yourMailHelp')}
        />
      )}
      <button class="button" type="submit">
        {t('moderation.sendReport')}
      </button>
    </form>
  </Page>
)

/** It was said; what comes next. */
export const ReportedPage = ({ card, signedIn }: Omit<NewReportProps, 'attempt'>): JSX.Element => (
  <Page title={t('moderation.thanks')} unlisted>
    <h1>{t('moderation.thanks')}</h1>
    <p>{t('moderation.youHear')}</p>
    <p class="row gap-3">
      <a class="button quiet" href={card.href}>
        {t('moderation.back')}
      </a>
      {signedIn && <a href={url`/reports`}>{t('moderation.yourReports')}</a>}
    </p>
  </Page>
)

/** What the reader reported, and what came of it. */
export const ReportsPage = ({
  all,
  total,
  page,
  size,
}: {
  all: OwnReport[]
  total: number
  page: number
  size: number
}): JSX.Element => (
  <Page title={t('moderation.yourReports')} unlisted levels={[{ name: t('ui.me'), href: url`/desk` }]}>
    <h1>{t('moderation.yourReports')}</h1>
    {all.length === 0 ? (
      <Empty next={{ href: url`/communities`, words: t('communities.communities') }}>
        {t('moderation.noReports')}
      </Empty>
    ) : (
      <Feed>
        {all.map(({ reason, words, at, outcome, card }) => (
          <li>
            <div class="stack">
              <p>
                {card ? (
                  <a href={card.href}>
                    <Words text={card.title} />
                  </a>
                ) : (
                  t('moderation.untitled')
                )}
              </p>
              <p class="soft">
                {reasonName(reason)} {words}
              </p>
              <p class="row gap-2">
                <span>{outcomeSaid(outcome)}</span> <Ago at={new Date(at)} />
              </p>
            </div>
          </li>
        ))}
      </Feed>
    )}
    {total > size && (
      <Pager
        page={page}
        size={size}
        total={total}
        address={(to) =>
          withQuery(url`/reports`, new URLSearchParams(), { page: to > 1 ? String(to) : undefined })
        }
      />
    )}
  </Page>
)
