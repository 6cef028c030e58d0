import type { Attempt } from '../../base/http/form.ts'
import { formatDate, t } from '../../base/i18n/t.ts'
import { Act } from '../../people/views/Act.tsx'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Faults, Line, Lines, typed } from '../../ui/parts/Fields.tsx'
import { ReportLink } from '../../ui/parts/ReportLink.tsx'
import { Tag } from '../../ui/parts/Tag.tsx'
import { Words } from '../../ui/parts/Words.tsx'
import { url } from '../../ui/url.ts'
import type { Community } from '../community.ts'
import type { WorkingGroup } from '../working-groups.ts'
import { CommunityFrame } from './CommunityFrame.tsx'

interface GroupsProps {
  community: Community
  groups: WorkingGroup[]
  lang: string
  /** The viewer takes part in the community. */
  takesPart: boolean
  /** The viewer facilitates it. */
  keeps: boolean
  attempt?: Attempt
}

export const WorkingGroupsPage = (props: GroupsProps): JSX.Element => {
  const { community, groups, takesPart, attempt } = props
  return (
    <CommunityFrame
      community={community}
      tab="charter"
      title={t('communities.workingGroups')}
      canonical={url`/communities/${community.slug}/working-groups`}
    >
      <h2>{t('communities.workingGroups')}</h2>
      <p class="narrow-text">{t('communities.workingGroupsWords')}</p>
      <Faults attempt={attempt} />
      {groups.length === 0 && (
        <p class="soft">{takesPart ? t('communities.noGroups') : t('communities.noGroupsToJoin')}</p>
      )}
      {groups.map((group) => (
        <Group {...props} group={group} />
      ))}
      {takesPart && <Start {...props} />}
    </CommunityFrame>
  )
}

const Group = ({
  community,
  group,
  lang,
  takesPart,
  keeps,
}: GroupsProps & { group: WorkingGroup }): JSX.Element => {
  return (
    <section class="card" id={group.ref}>
      <h3>
        <Words text={group.task} />
      </h3>
      <p>
        {t('communities.product')} <Words text={group.product} />
      </p>
      <p class="soft">
        {[
          group.convenor ? t('communities.convenedBy', { name: group.convenor }) : '',
          t('communities.size', { count: group.members, shown: String(group.members) }),
          group.ended ? '' : t('communities.until', { day: formatDate(group.ends) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {group.ended && (
        <>
          <p class="row gap-2">
            <Tag tone="ok">{t('communities.groupClosed')}</Tag>
            <span class="soft">{formatDate(new Date(group.ended))}</span>
          </p>
          {group.outcome && (
            <p>
              <Words text={group.outcome} />
            </p>
          )}
          {group.made && (
            <p>
              <a href={group.made.href}>
                <Words text={group.made.title} />
              </a>
            </p>
          )}
        </>
      )}
      {!group.convenes && (
        <p>
          <ReportLink of={group.ref} />
        </p>
      )}
      {!group.ended && takesPart && !group.convenes && (
        <Act
          action={
            group.mine
              ? url`/communities/${community.slug}/working-groups/${group.ref}/members/end`
              : url`/communities/${community.slug}/working-groups/${group.ref}/members`
          }
        >
          {group.mine ? t('communities.workNoLonger') : t('communities.workAlong')}
        </Act>
      )}
      {!group.ended && (group.convenes || keeps) && (
        <details>
          <summary>{t('communities.closeGroup')}</summary>
          <form
            class="form"
            method="post"
            action={url`/communities/${community.slug}/working-groups/${group.ref}/closing`}
            novalidate
          >
            <input type="hidden" name="lang" value={lang} />
            <Lines name="outcome" id={`outcome-${group.ref}`} label={t('communities.outcome')} rows={3} />
            <Line
              name="made"
              id={`made-${group.ref}`}
              label={t('communities.madeRecord')}
              help={t('communities.letRiseHelp')}
              optional
            />
            <button class="button quiet" type="submit">
              {t('communities.closeGroup')}
            </button>
          </form>
        </details>
      )}
    </section>
  )
}

const Start = ({ community, lang, attempt }: GroupsProps): JSX.Element => {
  const mine = attempt?.values.task === undefined ? undefined : attempt
  return (
    <form class="form" method="post" action={url`/communities/${community.slug}/working-groups`} novalidate>
      <h2>{t('communities.startGroup')}</h2>
      <input type="hidden" name="lang" value={lang} />
      <Lines {...typed(mine, 'task')} label={t('communities.task')} rows={2} />
      <Line
        {...typed(mine, 'product')}
        label={t('communities.productLabel')}
        help={t('communities.productHelp')}
      />
      <Line {...typed(mine, 'ends')} type="date" label={t('communities.byDay')} />
      <button class="button" type="submit">
        {t('communities.startGroup')}
      </button>
    </form>
  )
}
