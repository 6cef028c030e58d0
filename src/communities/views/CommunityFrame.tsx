import { formatDate, formatList, formatNumber, inReach, t } from '../../base/i18n/t.ts'
import type { Child, JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Notice } from '../../ui/parts/Notice.tsx'
import { Rings } from '../../ui/parts/Rings.tsx'
import { Tabs } from '../../ui/parts/Tabs.tsx'
import { Tag } from '../../ui/parts/Tag.tsx'
import { Words } from '../../ui/parts/Words.tsx'
import { asSentence } from '../../ui/sentence.ts'
import { type Url, url } from '../../ui/url.ts'
import { isInside, restShown } from '../access.ts'
import { communityUrl } from '../address.ts'
import type { Community } from '../community.ts'
import { isAlive } from '../growth.ts'
import { joiningName } from '../names.ts'
import { JoinAct } from './Join.tsx'

/** The pages of a community, in the order of its tabs. */
export type CommunityTab =
  | 'conversation'
  | 'agenda'
  | 'library'
  | 'exchange'
  | 'members'
  | 'charter'
  | 'health'

interface CommunityFrameProps {
  community: Community
  tab: CommunityTab
  /** What the page is called beside the community, where it is not the tab alone. */
  title?: string
  /** What else there is to do in it than to join: to ask. */
  acts?: Child
  canonical?: Url
  head?: Child
  unlisted?: boolean
  children: Child
}

/** What stands around every page of a community: its name, its question, who looks after it, and the way to the others. */
export const CommunityFrame = ({
  community,
  tab,
  title,
  acts,
  canonical,
  head,
  unlisted,
  children,
}: CommunityFrameProps): JSX.Element => {
  const name = inReach(community.name).text
  const tabs = tabsOf(community, tab)
  const here = tabs.find((one) => one.tab === tab)!
  return (
    <Page
      title={tab === 'conversation' && !title ? name : `${title ?? here.label} · ${name}`}
      description={community.question ? inReach(community.question).text : undefined}
      canonical={canonical ?? here.href}
      head={head}
      unlisted={unlisted || community.state === 'draft'}
      levels={[
        { name: t('communities.communities'), href: url`/communities` },
        ...(community.above
          ? [{ name: inReach(community.above.name).text, href: communityUrl(community.above) }]
          : []),
      ]}
    >
      <header class="stack gap-3">
        <div class="row held">
          {community.growth.some((people) => people > 0) && (
            <Rings
              seed={community.ref}
              people={community.growth}
              alive={community.rest !== 'closed' && isAlive(community.growth)}
              size={66}
            />
          )}
          <h1 class="title">
            <Words text={community.name} />
          </h1>
        </div>
        {community.question && (tab === 'charter' || (tab === 'conversation' && !title)) && (
          <p class="lead narrow-text">
            <Words text={community.question} />
          </p>
        )}
        <div class="row gap-3">
          <JoinAct community={community} />
          {acts}
          {community.state === 'published' && community.mine.roles.some((role) => role !== 'sponsor') && (
            <a class="action unprinted" href={url`/communities/${community.slug}/desk`}>
              {t('desk.desk')}
            </a>
          )}
          <Standing community={community} />
        </div>
      </header>
      <Resting community={community} />
      {community.mine.paused && (
        <Notice>{t('moderation.pausedHere', { until: formatDate(community.mine.paused) })}</Notice>
      )}
      <Tabs
        name={name}
        tabs={tabs.map(({ label, href, tab: one }) => ({ label, href, current: one === tab }))}
      />
      {children}
    </Page>
  )
}

const tabsOf = (
  community: Community,
  tab: CommunityTab,
): { tab: CommunityTab; label: string; href: Url }[] => {
  const at = communityUrl(community)
  return [
    { tab: 'conversation', label: t('communities.conversation'), href: at },
    { tab: 'agenda', label: t('communities.agenda'), href: url`/communities/${community.slug}/agenda` },
    { tab: 'library', label: t('communities.library'), href: url`/communities/${community.slug}/library` },
    { tab: 'exchange', label: t('communities.exchange'), href: url`/communities/${community.slug}/exchange` },
    { tab: 'members', label: t('communities.members'), href: url`/communities/${community.slug}/members` },
    { tab: 'charter', label: t('communities.charter'), href: url`/communities/${community.slug}/charter` },
    ...(tab === 'health' || isInside(community)
      ? [
          {
            tab: 'health',
            label: t('health.health'),
            href: url`/communities/${community.slug}/health`,
          } as const,
        ]
      : []),
  ]
}

const Standing = ({
  community: { joining, size, roles, sort, state, forGovernments },
}: {
  community: Community
}): JSX.Element => {
  const facilitators = roles
    .filter(({ role, since }) => role === 'facilitator' && since)
    .map(({ name }) => name)
  return (
    <>
      {state === 'draft' && <Tag tone="tacit">{t('communities.notOpen')}</Tag>}
      {sort === 'programme' && <Tag tone="explicit">{asSentence(t('communities.programme'))}</Tag>}
      {state === 'published' && (
        <Tag tone={joining === 'open' ? 'ok' : undefined}>{joiningName(joining)}</Tag>
      )}
      {forGovernments && <Tag>{t('communities.forGovernments')}</Tag>}
      <span class="soft">
        {t('communities.size', { count: size, shown: formatNumber(size) })}
        {facilitators.length > 0 &&
          ` · ${t('communities.facilitatedBy', { names: formatList(facilitators) })}`}
      </span>
    </>
  )
}

const Resting = ({ community }: { community: Community }): JSX.Element | null => {
  const rest = restShown(community)
  return (
    rest && (
      <Notice>
        <p>
          {rest === 'closed'
            ? t('communities.isClosed')
            : rest === 'dormant'
              ? community.roles.some(({ role, since }) => role === 'facilitator' && since)
                ? t('communities.isStill')
                : t('communities.isDormant')
              : t('communities.isQuiet')}
        </p>
        {community.parting && (
          <p>
            <Words text={community.parting} />
          </p>
        )}
      </Notice>
    )
  )
}
