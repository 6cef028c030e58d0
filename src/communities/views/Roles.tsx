import type { Attempt } from '../../base/http/form.ts'
import { formatDate, formatList, languageName, t } from '../../base/i18n/t.ts'
import { Act } from '../../people/views/Act.tsx'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Line, Lines, Pick, typed } from '../../ui/parts/Fields.tsx'
import { Notice } from '../../ui/parts/Notice.tsx'
import { url } from '../../ui/url.ts'
import { type Charged, type Community, communityRoles } from '../community.ts'
import { roleName } from '../names.ts'
import { leavesTooFew } from '../roles.ts'

interface RolesProps {
  community: Community
  /** The viewer facilitates it. */
  keeps: boolean
}

/** Who looks after it, until when; what is offered waits for a yes. */
export const Roles = ({ community, keeps }: RolesProps): JSX.Element => {
  const offered = community.roles.filter(({ own, since }) => own && !since)
  return (
    <section class="stack gap-4" id="roles">
      {offered.map((one) => (
        <Notice title={t('communities.offeredYou', { role: roleName(one.role) })}>
          <p>{t('communities.offeredWords')}</p>
          <div class="row gap-2">
            <Act action={url`/communities/${community.slug}/roles/${one.id}/taking`}>
              {t('communities.takeOn')}
            </Act>
            <Act action={url`/communities/${community.slug}/roles/${one.id}/end`}>
              {t('communities.declineRole')}
            </Act>
          </div>
        </Notice>
      ))}
      <h2>{t('communities.roles')}</h2>
      {communityRoles.map((role) => {
        const those = community.roles.filter((one) => one.role === role && (one.since || !one.own))
        return (
          those.length > 0 && (
            <>
              <h3>{roleName(role)}</h3>
              <ul class="stack gap-3">
                {those.map((one) => (
                  <li>
                    <Held one={one} community={community} keeps={keeps} />
                  </li>
                ))}
              </ul>
            </>
          )
        )
      })}
    </section>
  )
}

const Held = ({ one, community, keeps }: RolesProps & { one: Charged }): JSX.Element => {
  const { slug } = community
  return (
    <div class="stack gap-1">
      <span>
        <bdi>{one.name}</bdi>
      </span>
      <span class="soft">
        {[
          one.since ? '' : t('communities.waitsForYes'),
          one.since && one.until
            ? t('communities.fromUntil', { since: formatDate(one.since), until: formatDate(one.until) })
            : one.since
              ? t('communities.since', { day: formatDate(one.since) })
              : '',
          formatList(one.langs.map(languageName), 'unit'),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {(one.own || keeps) &&
        (one.since ? (
          <details>
            <summary>{t('communities.changeRole')}</summary>
            <form
              class="form"
              method="post"
              action={url`/communities/${slug}/roles/${one.id}/term`}
              novalidate
            >
              <Line
                name="until"
                id={`until-${one.id}`}
                type="date"
                value={one.until ?? undefined}
                label={t('communities.untilDay')}
                optional
              />
              <Line
                name="langs"
                id={`langs-${one.id}`}
                value={one.langs.join(', ')}
                label={t('communities.turnLanguages')}
                help={t('communities.turnLanguagesHelp')}
                optional
              />
              <button class="button quiet" type="submit">
                {t('communities.save')}
              </button>
            </form>
            <form
              class="form"
              method="post"
              action={url`/communities/${slug}/roles/${one.id}/end`}
              novalidate
            >
              {leavesTooFew(community, one) && community.state === 'published' && (
                <>
                  <p>{t('communities.tooFewLeft')}</p>
                  <Lines
                    name="successors"
                    id={`successors-${one.id}`}
                    label={t('communities.whoFollows')}
                    help={t('communities.whoFollowsHelp')}
                    rows={3}
                  />
                </>
              )}
              <button class="button quiet" type="submit">
                {one.own ? t('communities.layDown') : t('communities.endRole')}
              </button>
            </form>
          </details>
        ) : (
          <Act action={url`/communities/${slug}/roles/${one.id}/end`} name={one.name}>
            {t('communities.takeBack')}
          </Act>
        ))}
    </div>
  )
}

/** Offers a role to a member. */
export const OfferRole = ({
  community,
  attempt,
}: {
  community: Community
  attempt?: Attempt
}): JSX.Element => {
  const mine = attempt?.values.role === undefined ? undefined : attempt
  return (
    <details open={mine !== undefined}>
      <summary>{t('communities.offerRole')}</summary>
      <form class="form" method="post" action={url`/communities/${community.slug}/roles`} novalidate>
        <Line
          {...typed(mine, 'handle')}
          label={t('communities.memberHandle')}
          help={t('communities.memberHandleHelp')}
          autocomplete="off"
        />
        <Pick
          {...typed(mine, 'role')}
          label={t('communities.role')}
          choices={communityRoles.map((value) => ({ value, label: roleName(value) }))}
        />
        <Line {...typed(mine, 'until')} type="date" label={t('communities.untilDay')} optional />
        <Line
          {...typed(mine, 'langs')}
          label={t('communities.turnLanguages')}
          help={t('communities.turnLanguagesHelp')}
          optional
        />
        <button class="button quiet" type="submit">
          {t('communities.offer')}
        </button>
      </form>
    </details>
  )
}
