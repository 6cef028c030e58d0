import { sql } from 'kysely'
import { inReach, t } from '../../base/i18n/t.ts'
import type { Text } from '../../base/text.ts'
import type { Wish } from '../../base/things/bundling.ts'
import { type NoticeKind, noticeKind } from '../../base/things/noticing.ts'
import { url } from '../../ui/url.ts'
import './keeping.ts'

/** A community was taken along: each is told what it holds of theirs. */
export const bundleNotice: NoticeKind = noticeKind({
  kind: 'bundle-made',
  to: 'bundle.made',
  recurs: true,
  hearers: ({ bundle }) => sql`
    select (held ->> 'person')::bigint as person, community as thing, community as cause, community, by as actor, 'member' as why, 'needs' as basis, bundle.id as occasion
    from bundle, jsonb_array_elements(holds) as held where bundle.id = ${bundle}`,
  from: sql`
    from bundle join community on community.thing = bundle.community, jsonb_array_elements(holds) as held
    where bundle.id = notice.occasion and (held ->> 'person')::bigint = notice.person`,
  asked: sql`json_build_object('slug', slug, 'name', name, 'wish', held ->> 'wish', 'count', (held ->> 'count')::int)`,
  read: sql`false`,
  drawn: ({ slug, name, wish, count }: { slug: string; name: Text; wish: Wish; count: number }) => {
    const { text, lang } = inReach(name)
    const at = url`/communities/${slug}/bundle`
    const holds =
      wish === 'stays'
        ? t('bundle.holdsNone')
        : wish === 'named'
          ? t('bundle.holdsNamed', { count })
          : t('bundle.holdsUnnamed', { count })
    return { title: text, lang, line: `${t('bundle.wasMade')} ${holds}`, place: at, href: at }
  },
})
