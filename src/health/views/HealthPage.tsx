import type { Attempt } from '../../base/http/form.ts'
import { t } from '../../base/i18n/t.ts'
import type { Community } from '../../communities/community.ts'
import { isAlive } from '../../communities/growth.ts'
import { CommunityFrame } from '../../communities/views/CommunityFrame.tsx'
import { Act } from '../../people/views/Act.tsx'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Fact, Facts } from '../../ui/parts/Facts.tsx'
import { Faults } from '../../ui/parts/Fields.tsx'
import { Notice } from '../../ui/parts/Notice.tsx'
import { Rings } from '../../ui/parts/Rings.tsx'
import { url } from '../../ui/url.ts'
import { fewestShown } from '../check.ts'
import type { Health } from '../health.ts'
import { peopleShown, trendWords } from '../names.ts'
import type { Released } from '../releasing.ts'
import type { StageChosen } from '../staging.ts'
import { Checks } from './Checks.tsx'
import { Elements } from './Elements.tsx'
import { Quarters } from './Quarters.tsx'
import { Release } from './Released.tsx'
import { Signs } from './Signs.tsx'
import { StageCard } from './StageCard.tsx'

export interface HealthProps {
  community: Community
  health: Health
  chosen: StageChosen[]
  released: Released | null
  /** The viewer facilitates it. */
  keeps: boolean
  /** The viewer belongs to it. */
  answers: boolean
  lang: string
  attempt?: Attempt
}

/** How a community is, for those in it. */
export const HealthPage = (props: HealthProps): JSX.Element => {
  const { community, health, keeps, attempt } = props
  const { slug } = community
  return (
    <CommunityFrame community={community} tab="health" unlisted>
      <p class="lead narrow-text">{t('health.lead')}</p>
      <Faults attempt={attempt} />
      <Rest {...props} />
      <div class="with-rail">
        <div class="stack gap-6">
          <TakesPart community={community} health={health} />
          <Quarters quarters={health.figures.quarters} />
          {community.rest !== 'closed' && <Signs slug={slug} health={health} keeps={keeps} />}
        </div>
        <aside class="stack gap-5">
          <StageCard {...props} slug={slug} />
          <p>
            <a href={url`/communities/${slug}/value`}>{t('health.cameOf')}</a>
          </p>
        </aside>
      </div>
      <Elements community={community} health={health} keeps={keeps} />
      <Checks
        {...props}
        slug={slug}
        checks={health.checks}
        mayBegin={community.state === 'published' && community.rest !== 'closed'}
      />
      {keeps && community.state === 'published' && <Release {...props} slug={slug} />}
    </CommunityFrame>
  )
}

/** It looks as if it rested, or it does: what those who facilitate can say of that. */
const Rest = ({ community: { slug, rest }, health, keeps }: HealthProps): JSX.Element | null => {
  const at = url`/communities/${slug}/rest`
  if (rest !== null)
    return keeps ? (
      <Act action={at} hidden={{ how: 'alive' }}>
        {t('health.livesAgain')}
      </Act>
    ) : null
  return health.rest === null ? null : (
    <Notice tone="tacit">
      <p>{health.rest === 'quiet' ? t('health.looksQuiet') : t('health.looksDormant')}</p>
      <p>{t('health.doesItRest')}</p>
      {keeps && (
        <div class="row gap-3">
          <Act action={at} hidden={{ how: health.rest }}>
            {health.rest === 'quiet' ? t('health.sayQuiet') : t('health.sayDormant')}
          </Act>
          <a href={url`/communities/${slug}/arrangement`}>{t('health.orClose')}</a>
        </div>
      )}
    </Notice>
  )
}

/** Rings of distinct people, the trend in words, and who came and came back. */
const TakesPart = ({
  community: { ref, growth, rest },
  health: { figures, judgement },
}: Pick<HealthProps, 'community' | 'health'>): JSX.Element => (
  <section class="stack gap-3 narrow-text counted">
    <h2>{t('health.takesPart')}</h2>
    {growth.some((people) => people > 0) && (
      <Rings seed={ref} people={growth} alive={rest !== 'closed' && isAlive(growth)} size={128} />
    )}
    <p class="narrow-text">{trendWords(judgement.trend)}</p>
    {figures.people >= fewestShown && (
      <Facts>
        <Fact term={t('health.inAYear')}>{peopleShown(figures.people)}</Fact>
        <Fact term={t('health.firstTime')}>{peopleShown(figures.newcomers)}</Fact>
        <Fact term={t('health.cameBack')}>{peopleShown(figures.returned)}</Fact>
        <Fact term={t('health.bridges')}>{peopleShown(figures.bridges)}</Fact>
      </Facts>
    )}
    {figures.bridges >= fewestShown && <p class="soft">{t('health.bridgesThanks')}</p>}
    <details>
      <summary>{t('health.counts')}</summary>
      <p>{t('health.countsWords', { fewest: fewestShown })}</p>
    </details>
  </section>
)
