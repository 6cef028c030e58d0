import { t } from '../../base/i18n/t.ts'
import type { Community } from '../../communities/community.ts'
import { CommunityFrame } from '../../communities/views/CommunityFrame.tsx'
import type { Child, JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Heading, type Rank } from '../../ui/parts/Heading.tsx'
import { Tabs } from '../../ui/parts/Tabs.tsx'
import { url, within } from '../../ui/url.ts'

type Part = 'queue' | 'log' | 'rules'

interface FrameProps {
  /** The community; none for the instance. */
  place: Community | undefined
  title: string
  part?: Part
  /** May do more than read the log. */
  keeps?: boolean
  children: Child
}

/** What stands around what is for those who keep the peace: the community it is of, or the instance, and the ways between. */
export const Frame = ({ place, title, part, keeps = true, children }: FrameProps): JSX.Element => {
  const ways = keeps ? <Ways place={place} part={part} /> : null
  return place ? (
    <CommunityFrame community={place} tab="members" title={title} unlisted>
      {ways}
      <Heading rank={2}>{title}</Heading>
      {children}
    </CommunityFrame>
  ) : (
    <Page title={title} unlisted levels={[{ name: t('ui.me'), href: url`/desk` }]}>
      <h1>{title}</h1>
      {ways}
      {children}
    </Page>
  )
}

/** Of what stands under the title: the community's name stands above both. */
export const rankIn = (place: Community | undefined): Rank => (place ? 3 : 2)

const Ways = ({ place, part }: Pick<FrameProps, 'place' | 'part'>): JSX.Element => {
  const base = place ? url`/communities/${place.slug}` : url`/moderation`
  const tabs = [
    { part: 'queue', label: t('moderation.queue'), href: place ? within(base, 'reports') : base },
    { part: 'log', label: t('moderation.log'), href: within(base, 'log') },
    { part: 'rules', label: t('moderation.rules'), href: within(base, 'rules') },
  ]
  return (
    <Tabs
      name={t('moderation.moderation')}
      tabs={tabs.map(({ label, href, part: one }) => ({ label, href, current: one === part }))}
    />
  )
}
