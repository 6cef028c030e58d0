import type { Attempt } from '../../base/http/form.ts'
import { reader } from '../../base/i18n/reader.ts'
import { formatNumber, t } from '../../base/i18n/t.ts'
import { onTheWay } from '../../people/entering.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Lines, typed } from '../../ui/parts/Fields.tsx'
import { url } from '../../ui/url.ts'
import type { Community } from '../community.ts'

const takes = ({ state, rest }: Community): boolean => state === 'published' && rest !== 'closed'

/** The way in, beside the name of a community; nothing for those who are in and where nobody comes in by themselves. */
export const JoinAct = ({ community }: { community: Community }): JSX.Element | null => {
  const { slug, joining, size, mine } = community
  if (mine.standing === 'invited')
    return (
      <a class="button" href={url`/communities/invitations`}>
        {t('communities.youAreInvited')}
      </a>
    )
  if (!takes(community) || mine.standing !== 'none' || joining === 'invitation') return null
  const members = url`/communities/${slug}/members`
  if (!reader().me)
    return (
      <a class="button" href={onTheWay(url`/sign-in`, members)}>
        {t('communities.signInToJoin')}
      </a>
    )
  return joining === 'open' ? (
    <form method="post" action={url`/communities/${slug}/membership`}>
      <button class="button" type="submit">
        {size > 0
          ? t('communities.joinThem', { count: size, shown: formatNumber(size) })
          : t('communities.join')}
      </button>
    </form>
  ) : (
    <a class="button" href={url`/communities/${slug}/members#words`}>
      {t('communities.askIn')}
    </a>
  )
}

/** Asks to come in, with words for those who decide; what was asked can be taken back. */
export const JoinForm = ({
  community,
  attempt,
}: {
  community: Community
  attempt?: Attempt
}): JSX.Element | null => {
  const { slug, joining, mine } = community
  if (mine.standing === 'asked')
    return (
      <form class="form" method="post" action={url`/communities/${slug}/membership/end`}>
        <p>{t('communities.youAsked')}</p>
        <button class="button quiet" type="submit">
          {t('communities.takeBackAsking')}
        </button>
      </form>
    )
  if (!reader().me || !takes(community) || mine.standing !== 'none' || joining !== 'request') return null
  return (
    <form class="form" method="post" action={url`/communities/${slug}/membership`} novalidate>
      <h2>{t('communities.askIn')}</h2>
      <Lines
        {...typed(attempt, 'words')}
        label={t('communities.whyJoin')}
        help={t('communities.whyJoinHelp')}
        rows={4}
      />
      <button class="button" type="submit">
        {t('communities.askIn')}
      </button>
    </form>
  )
}
