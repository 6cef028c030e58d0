import { formatNumber, t } from '../../../base/i18n/t.ts'
import type { Community } from '../../../communities/community.ts'
import { CommunityFrame } from '../../../communities/views/CommunityFrame.tsx'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Empty } from '../../../ui/parts/Empty.tsx'
import { Pager } from '../../../ui/parts/Pager.tsx'
import { url, withQuery } from '../../../ui/url.ts'
import { cycleName } from '../names.ts'
import { type StoriesAsked, storiesPerPage } from '../reading.ts'
import { type Cycle, cycles, type ValueStory } from '../story.ts'
import { ToldInShort } from './Told.tsx'

interface ValueProps {
  community: Community
  asked: StoriesAsked
  stories: ValueStory[]
  total: number
  byCycle: Record<Cycle, number>
  /** The viewer belongs to it. */
  tells: boolean
}

/** What people got from taking part in a community, by the cycles of value. */
export const ValuePage = ({ community, asked, stories, total, byCycle, tells }: ValueProps): JSX.Element => {
  const at = url`/communities/${community.slug}/value`
  const address = (page: number) =>
    withQuery(at, new URLSearchParams(), {
      ...(asked.cycle && { cycle: asked.cycle }),
      ...(page > 1 && { page: String(page) }),
    })
  const told = cycles.filter((cycle) => byCycle[cycle] > 0)
  return (
    <CommunityFrame
      community={community}
      tab="health"
      title={t('value.cameOf')}
      canonical={address(asked.page)}
      acts={
        tells ? (
          <a
            class="action unprinted"
            href={withQuery(url`/value/new`, new URLSearchParams(), { of: community.ref })}
          >
            {t('value.tell')}
          </a>
        ) : undefined
      }
    >
      <h2>{t('value.cameOf')}</h2>
      <p class="narrow-text soft">{t('value.pageLead')}</p>
      {told.length > 0 && (
        <ul class="row gap-2">
          {told.map((cycle) => (
            <li>
              <a
                class="tag"
                href={withQuery(at, new URLSearchParams(), { cycle })}
                aria-current={asked.cycle === cycle ? 'true' : undefined}
              >
                {cycleName(cycle)} {formatNumber(byCycle[cycle])}
              </a>
            </li>
          ))}
          {asked.cycle && (
            <li>
              <a href={at}>{t('value.all')}</a>
            </li>
          )}
        </ul>
      )}
      {stories.length === 0 ? (
        <Empty next={{ href: url`/communities/${community.slug}/library`, words: t('value.toLibrary') }}>
          {t('value.nothingYet')}
        </Empty>
      ) : (
        <>
          <ul class="stack gap-5 narrow-text">
            {stories.map((story) => (
              <li>
                <ToldInShort story={story} />
              </li>
            ))}
          </ul>
          <Pager page={asked.page} size={storiesPerPage} total={total} address={address} />
        </>
      )}
    </CommunityFrame>
  )
}
