import type { Attempt } from '../../base/http/form.ts'
import { formatDate, t } from '../../base/i18n/t.ts'
import { Act } from '../../people/views/Act.tsx'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Copy } from '../../ui/parts/Copy.tsx'
import { Choices, Line, Lines, typed } from '../../ui/parts/Fields.tsx'
import { Tag } from '../../ui/parts/Tag.tsx'
import { site } from '../../ui/site.ts'
import { url } from '../../ui/url.ts'
import type { Community } from '../community.ts'
import type { Waiting } from '../inviting.ts'

interface InviteProps {
  community: Community
  waiting: Waiting[]
  link?: string
  attempt?: Attempt
}

/** For those who facilitate: asks somebody in, and shows whose answer waits. */
export const Invite = ({ community: { slug }, waiting, link, attempt }: InviteProps): JSX.Element => {
  const mine = attempt?.values.whom === undefined ? undefined : attempt
  return (
    <section class="stack gap-4" id="invite">
      <h2>{t('communities.invite')}</h2>
      {waiting.length > 0 && (
        <ul class="stack gap-2">
          {waiting.map((one) => (
            <li class="row apart">
              <span class="row gap-2">
                <bdi>{one.whom ?? t('communities.byLink')}</bdi>
                {one.facilitates && <Tag>{t('communities.facilitator')}</Tag>}
                <span class="soft">{t('communities.until', { day: formatDate(new Date(one.expires)) })}</span>
              </span>
              <Act
                action={url`/communities/${slug}/invitations/${one.id}/removal`}
                name={one.whom ?? undefined}
              >
                {t('communities.takeBack')}
              </Act>
            </li>
          ))}
        </ul>
      )}
      <form class="form" method="post" action={url`/communities/${slug}/invitations`} novalidate>
        <Line
          {...typed(mine, 'whom')}
          label={t('communities.whom')}
          help={t('communities.whomHelp')}
          autocomplete="off"
        />
        <Choices
          name="facilitates"
          label={t('communities.asWhat')}
          several
          choices={[{ value: 'yes', label: t('communities.asFacilitator') }]}
          chosen={typed(mine, 'facilitates').value ? ['yes'] : []}
        />
        <Lines {...typed(mine, 'words')} id="with-it" label={t('communities.aWord')} rows={2} optional />
        <button class="button" type="submit">
          {t('communities.inviteThem')}
        </button>
      </form>
      {link ? (
        <p>
          {t('communities.linkMade')} <code id="link">{site().origin + link}</code> <Copy of="link" />
        </p>
      ) : (
        <form method="post" action={url`/communities/${slug}/invitations/link`}>
          <button class="button quiet" type="submit">
            {t('communities.makeLink')}
          </button>
        </form>
      )}
    </section>
  )
}
