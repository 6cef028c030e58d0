import { sql } from 'kysely'
import { t } from '../base/i18n/t.ts'
import type { Text } from '../base/text.ts'
import type { Panel } from '../base/things/kinds.ts'
import { visibleTo } from '../base/viewer.ts'
import { Words } from '../ui/parts/Words.tsx'
import { communityUrl } from './address.ts'

interface Minding {
  slug: string
  name: Text
}

/** Of another thing, on its page: the communities that mind its topics, those that share most first. */
export const mindingPanel: Panel = {
  on: ['record', 'agenda-question', 'page'],
  asked: (viewer) => sql`
    coalesce((select jsonb_agg(jsonb_build_object('slug', slug, 'name', name) order by shared desc, slug) from (
      select community.slug, community.name, count(*) as shared
      from about join within on within.thing = about.subject
        join about as theirs on theirs.subject = within.ancestor
        join community on community.thing = theirs.thing join thing as minds on minds.id = community.thing
        join concept on concept.thing = theirs.subject
      where about.thing = thing.id and minds.state = 'published' and ${visibleTo(viewer, 'minds.circle')}
        and rest is distinct from 'closed'
      group by community.slug, community.name order by count(*) desc, community.slug limit 3) as minding), '[]')`,
  drawn: (_viewer, _of, minding: Minding[]) =>
    minding.length > 0 ? (
      <section class="stack gap-3 unprinted" id="communities">
        <h2>{t('communities.minding')}</h2>
        <ul class="row gap-3">
          {minding.map(({ slug, name }) => (
            <li>
              <a href={communityUrl({ slug })}>
                <Words text={name} />
              </a>
            </li>
          ))}
        </ul>
      </section>
    ) : null,
}
