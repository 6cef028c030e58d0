import type { Attempt } from '../../base/http/form.ts'
import { formatDate, formatNumber, t } from '../../base/i18n/t.ts'
import { communityUrl } from '../../communities/address.ts'
import type { Community } from '../../communities/community.ts'
import { CommunityFrame } from '../../communities/views/CommunityFrame.tsx'
import { Act } from '../../people/views/Act.tsx'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Empty } from '../../ui/parts/Empty.tsx'
import { Fact, Facts } from '../../ui/parts/Facts.tsx'
import { Choices, Lines, typed } from '../../ui/parts/Fields.tsx'
import { Words } from '../../ui/parts/Words.tsx'
import { url } from '../../ui/url.ts'
import { elementTitle, peopleShown, stageName, trendWords } from '../names.ts'
import type { Released } from '../releasing.ts'
import { Standing } from './Elements.tsx'

/** For a sponsor: how it was on the day of which its facilitators let them see it. */
export const ReleasedPage = ({
  community,
  released,
}: {
  community: Community
  released: Released | null
}): JSX.Element => (
  <CommunityFrame community={community} tab="health" unlisted>
    <p class="lead narrow-text">{t('health.sponsorLead')}</p>
    {released ? (
      <Shown released={released} />
    ) : (
      <Empty next={{ href: communityUrl(community), words: t('health.toConversation') }}>
        {t('health.nothingReleased')}
      </Empty>
    )}
  </CommunityFrame>
)

const Shown = ({ released: { at, words, shown } }: { released: Released }): JSX.Element => (
  <section class="stack gap-4">
    <h2>{t('health.releasedOn', { day: formatDate(new Date(at)) })}</h2>
    {words && (
      <p class="narrow-text written-out">
        <Words text={words} />
      </p>
    )}
    <p>{trendWords(shown.trend)}</p>
    <Facts>
      <Fact term={t('health.stage')}>{stageName(shown.stage)}</Fact>
      <Fact term={t('health.fMembers')}>{formatNumber(shown.members)}</Fact>
      <Fact term={t('health.inAYear')}>{peopleShown(shown.people)}</Fact>
      <Fact term={t('health.firstTime')}>{peopleShown(shown.newcomers)}</Fact>
      <Fact term={t('health.cameBack')}>{peopleShown(shown.returned)}</Fact>
      {shown.elements.map((one) => (
        <Fact term={elementTitle(one.name)}>
          <Standing one={one} />
        </Fact>
      ))}
    </Facts>
    {shown.change && (
      <div class="stack gap-2">
        <h3>{t('health.willChange')}</h3>
        <p class="narrow-text written-out">
          <Words text={shown.change} />
        </p>
      </div>
    )}
  </section>
)

/** For those who facilitate: what sponsors see, and to let them see how it is today. */
export const Release = ({
  slug,
  released,
  lang,
  attempt,
}: {
  slug: string
  released: Released | null
  lang: string
  attempt?: Attempt
}): JSX.Element => (
  <section class="stack gap-3" id="release">
    <h2>{t('health.release')}</h2>
    <p>{t('health.releaseWords')}</p>
    {released && (
      <details>
        <summary>{t('health.seeReleased')}</summary>
        <Shown released={released} />
        <Act action={url`/communities/${slug}/health/release/end`}>{t('health.takeBack')}</Act>
      </details>
    )}
    <form class="form" method="post" action={url`/communities/${slug}/health/release`} novalidate>
      <input type="hidden" name="lang" value={lang} />
      <Lines {...typed(attempt, 'note')} label={t('health.releaseLabel')} rows={3} optional />
      <Choices
        {...typed(attempt, 'with')}
        label={t('health.releaseIt')}
        several
        choices={[
          { value: 'said', label: t('health.withSaid') },
          { value: 'change', label: t('health.withChange') },
        ]}
        chosen={[]}
        optional="unsaid"
      />
      <button class="button quiet" type="submit">
        {t('health.releaseIt')}
      </button>
    </form>
  </section>
)
