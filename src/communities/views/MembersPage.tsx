import type { Attempt } from '../../base/http/form.ts'
import { t } from '../../base/i18n/t.ts'
import { Act } from '../../people/views/Act.tsx'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Empty } from '../../ui/parts/Empty.tsx'
import { Face } from '../../ui/parts/Face.tsx'
import { Faults, Lines, Pick } from '../../ui/parts/Fields.tsx'
import { Notice } from '../../ui/parts/Notice.tsx'
import { Pager } from '../../ui/parts/Pager.tsx'
import { ReportLink } from '../../ui/parts/ReportLink.tsx'
import { Words } from '../../ui/parts/Words.tsx'
import { url, withQuery } from '../../ui/url.ts'
import type { Community } from '../community.ts'
import type { Waiting } from '../inviting.ts'
import { type Asking, type Member, type Members, perPage } from '../members.ts'
import { ByMail } from './ByMail.tsx'
import { CommunityFrame } from './CommunityFrame.tsx'
import { Invite } from './Invite.tsx'
import { JoinForm } from './Join.tsx'
import { OfferRole, Roles } from './Roles.tsx'

interface MembersProps {
  community: Community
  members: Members
  page: number
  /** The viewer facilitates it. */
  keeps: boolean
  /** Who was asked and has not answered: for those who facilitate. */
  waiting: Waiting[]
  /** A link to ask people in with, just made. */
  link?: string
  attempt?: Attempt
}

export const MembersPage = (props: MembersProps): JSX.Element => {
  const { community, members, page, keeps, attempt } = props
  const at = url`/communities/${community.slug}/members`
  return (
    <CommunityFrame community={community} tab="members">
      <Faults attempt={attempt} />
      {community.seeking && (
        <Notice title={t('communities.seeks')} tone="tacit">
          <p>
            <Words text={community.seeking} />
          </p>
        </Notice>
      )}
      <div class="with-rail">
        <div class="stack gap-5">
          <JoinForm community={community} attempt={attempt} />
          {members.asking.length > 0 && <AskingIn asking={members.asking} slug={community.slug} />}
          <section class="stack gap-4">
            <h2>{t('communities.members')}</h2>
            {members.named > 0 ? (
              <>
                <ul class="columns">
                  {members.shown.map((one) => (
                    <li class="row gap-2">
                      <Face name={one.name} />
                      <Name {...one} />
                    </li>
                  ))}
                </ul>
                <Pager
                  page={page}
                  size={perPage}
                  total={members.named}
                  address={(to) =>
                    withQuery(at, new URLSearchParams(), { page: to > 1 ? String(to) : undefined })
                  }
                />
              </>
            ) : (
              members.unnamed === 0 && (
                <Empty next={{ href: url`/people`, words: t('communities.findPeople') }}>
                  {t('communities.noMembers')}
                </Empty>
              )
            )}
            {members.unnamed > 0 && (
              <p class="soft">{t('communities.unnamed', { count: members.unnamed })}</p>
            )}
          </section>
          {keeps && <Invite {...props} />}
          {keeps && <Measures community={community} members={members} />}
        </div>
        <aside class="stack gap-5">
          <Roles community={community} keeps={keeps} />
          <ByMail community={community} />
          {keeps && <OfferRole community={community} attempt={attempt} />}
          {community.mine.standing === 'member' && community.mine.roles.length === 0 && (
            <Act action={url`/communities/${community.slug}/membership/end`}>{t('communities.leave')}</Act>
          )}
          {(keeps || community.mine.standing === 'member') && (
            <ul class="stack gap-2">
              <li>
                <a href={url`/communities/${community.slug}/log`}>{t('moderation.log')}</a>
              </li>
              <li>
                <a href={url`/communities/${community.slug}/bundle`}>{t('bundle.title')}</a>
              </li>
              {(keeps || community.mine.roles.includes('moderator')) && (
                <li>
                  <a href={url`/communities/${community.slug}/reports`}>{t('moderation.queue')}</a>
                </li>
              )}
            </ul>
          )}
          <ReportLink of={community.ref} />
          {community.mine.roles.length > 0 && <p class="soft">{t('communities.layDownFirst')}</p>}
        </aside>
      </div>
    </CommunityFrame>
  )
}

/** Their name, and their page where the reader may see it. */
const Name = ({ handle, name, open }: Pick<Member, 'handle' | 'name' | 'open'>): JSX.Element =>
  open ? (
    <a href={url`/people/${handle}`}>
      <bdi>{name}</bdi>
    </a>
  ) : (
    <bdi>{name}</bdi>
  )

/** Rarely needed, and no sign to stand beside every name. */
const Measures = ({
  community,
  members,
}: Pick<MembersProps, 'community' | 'members'>): JSX.Element | null => {
  const others = members.shown.filter(({ own }) => !own)
  return others.length > 0 ? (
    <details class="unprinted">
      <summary>{t('moderation.measures')}</summary>
      <form class="inline-form" action={url`/communities/${community.slug}/measures`}>
        <Pick
          name="of"
          label={t('communities.whom')}
          choices={others.map(({ handle, name }) => ({ value: handle, label: name }))}
        />
        <button class="button quiet" type="submit">
          {t('moderation.show')}
        </button>
      </form>
    </details>
  ) : null
}

/** Who asked to come in, with their words: yes or no, with a word. */
const AskingIn = ({ asking, slug }: { asking: Asking[]; slug: string }): JSX.Element => (
  <section class="stack gap-4" id="asking">
    <h2>{t('communities.askToJoin', { count: asking.length })}</h2>
    {asking.map((one) => (
      <form class="form" method="post" action={url`/communities/${slug}/members/${one.id}/answer`}>
        <p class="row gap-2">
          <Face name={one.name} />
          <Name {...one} />
        </p>
        <blockquote>{one.words}</blockquote>
        <Lines name="words" id={`words-${one.id}`} label={t('communities.aWord')} rows={2} optional />
        <div class="row gap-2">
          <button class="button" type="submit" name="answer" value="yes">
            {t('communities.yes')}
          </button>
          <button class="button quiet" type="submit" name="answer" value="no">
            {t('communities.no')}
          </button>
        </div>
      </form>
    ))}
  </section>
)
