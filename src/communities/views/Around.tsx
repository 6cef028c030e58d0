import { formatDate, t } from '../../base/i18n/t.ts'
import { type Place, placeName, reaches, reachName } from '../../places/place.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Tag } from '../../ui/parts/Tag.tsx'
import { ThingCard } from '../../ui/parts/ThingCard.tsx'
import { Words } from '../../ui/parts/Words.tsx'
import { outside, url, withQuery } from '../../ui/url.ts'
import { communityUrl } from '../address.ts'
import type { Around, Part } from '../around.ts'
import type { Community } from '../community.ts'
import { restName } from '../names.ts'

/** What stands around a community: its parts, what they let rise, its working groups and where else it meets. */
export const WhatIsAround = ({
  community,
  around,
  places,
}: {
  community: Community
  around: Around
  places: Map<number, Place>
}): JSX.Element => (
  <>
    {around.parts.length > 0 && (
      <section class="stack gap-3" id="parts">
        <h2>
          {community.sort === 'programme' ? t('communities.itsCommunities') : t('communities.chapters')}
        </h2>
        <ul class="stack gap-3">
          {around.parts.map((part) => (
            <li class="row gap-2">
              <a href={communityUrl(part)}>
                <Words text={part.name} />
              </a>
              <Tier part={part} places={places} />
              {part.rest && <Tag>{restName(part.rest)}</Tag>}
            </li>
          ))}
        </ul>
      </section>
    )}
    {around.risen.length > 0 && (
      <section class="stack gap-4" id="risen">
        <h2>{t('communities.risen')}</h2>
        {around.risen.map((card) => (
          <ThingCard card={card} />
        ))}
      </section>
    )}
    {around.groups.length > 0 && (
      <section class="stack gap-3" id="working-groups">
        <h2>{t('communities.workingGroups')}</h2>
        <ul class="stack gap-3">
          {around.groups.map(({ ref, task, product, ends }) => (
            <li>
              <a href={url`/communities/${community.slug}/working-groups#${ref}`}>
                <Words text={task} />
              </a>
              <p class="soft">
                {t('communities.product')} <Words text={product} /> ·{' '}
                {t('communities.until', { day: formatDate(ends) })}
              </p>
            </li>
          ))}
        </ul>
      </section>
    )}
    <p class="row gap-3">
      <a href={url`/communities/${community.slug}/working-groups`}>
        {around.groups.length > 0 ? t('communities.allGroups') : t('communities.workingGroups')}
      </a>
      {community.mine.standing === 'member' && community.rest !== 'closed' && (
        <a href={withQuery(url`/communities/new`, new URLSearchParams(), { under: community.slug })}>
          {t('communities.beginChapter')}
        </a>
      )}
    </p>
    {around.channels.length > 0 && (
      <section class="stack gap-3" id="channels">
        <h2>{t('communities.channels')}</h2>
        <ul>
          {around.channels.map(({ label, href }) => (
            <li>
              <a href={outside(href)!} rel="nofollow">
                {label}
              </a>
            </li>
          ))}
        </ul>
      </section>
    )}
  </>
)

/** Where it is, and on which level that is. */
const Tier = ({ part, places }: { part: Part; places: Map<number, Place> }): JSX.Element | null => {
  const place = part.subjects.map((id) => places.get(id)).find((one) => one !== undefined)
  return place ? <span class="soft">{`${placeName(place)} · ${reachName(reaches[place.level])}`}</span> : null
}
