import { type RawBuilder, sql } from 'kysely'
import { reader } from '../base/i18n/reader.ts'
import { inReach, t } from '../base/i18n/t.ts'
import type { Ref } from '../base/ids.ts'
import type { Text } from '../base/text.ts'
import { type NoticeKind, noticeKind, type Told } from '../base/things/noticing.ts'
import type { DeedKind } from '../communities/deeds.ts'
import { inTerm } from '../communities/reading.ts'
import { type Url, url } from '../ui/url.ts'
import { authorOf } from './access.ts'
import { heardDeeds, withoutName } from './answering.ts'
import './looking.ts'
import type { Outcome } from './matter.ts'
import { deedSaid, outcomeSaid } from './names.ts'

/**
 * What concerns one person alone is told at their own page, so that the notice of it says of nothing whose it is. Which
 * act it was is a number; where somebody left their name out, one that names nothing to whoever does not know them.
 */
const hidden = (number: RawBuilder<unknown>, person: RawBuilder<unknown>): RawBuilder<number> =>
  sql`-(hashtextextended(${number}::text || ' ' || ${person}::text, 0) & 9223372036854775807)`

const alone = sql`null::bigint as community, null::bigint as actor, 'waits' as why, 'needs' as basis`

const told = (line: string, href: Url, more: Partial<Told> = {}): Told => ({
  title: t('moderation.moderation'),
  lang: reader().lang,
  line,
  place: url`/account/deeds`,
  href,
  ...more,
})

/** Something waits where nothing did: moderators hear of it, else facilitators; for the instance its moderators, else its operators. */
export const matterNotice: NoticeKind = noticeKind({
  kind: 'matter',
  to: 'matter.laid',
  recurs: true,
  hearers: ({ matter, first }) => sql`
    with laid as (select id, thing, case when not above then community end as community from matter where id = ${matter} and ${first}),
      keepers as (
        select person, role = 'moderator' as first from community_role join laid using (community) where role in ('facilitator', 'moderator') and ${inTerm}
        union select person, role = 'moderator' from appointment, laid where laid.community is null and role in ('moderator', 'operator') and subject is null and ended is null)
    select person, coalesce(community, person) as thing, coalesce(community, person) as cause, community, null::bigint as actor, 'waits' as why, 'needs' as basis,
      laid.id as occasion
    from keepers, laid where (first or not exists (select from keepers as one where one.first)) and person is distinct from ${authorOf(sql`laid.thing`)}`,
  from: sql`from matter left join community on community.thing = notice.community where matter.id = notice.occasion`,
  asked: sql`json_build_object('slug', slug, 'name', name)`,
  read: sql`exists (select from matter where matter.id = notice.occasion and decided is not null)`,
  drawn: ({ slug, name }: { slug: string | null; name: Text | null }) => {
    const queue = slug === null ? url`/moderation` : url`/communities/${slug}/reports`
    const { text, lang } = name ? inReach(name) : { text: t('moderation.moderation'), lang: reader().lang }
    return told(t('moderation.waitsMail'), queue, { title: text, lang, place: queue })
  },
})

/** What somebody reported was decided. */
export const decidedNotice: NoticeKind = noticeKind({
  kind: 'report-decided',
  to: 'matter.decided',
  recurs: true,
  hearers: ({ matter }) => sql`
    select person, person as thing, person as cause, ${alone}, matter as occasion from report where matter = ${matter} and person is not null`,
  from: sql`from matter where matter.id = notice.occasion and outcome is not null`,
  asked: sql`json_build_object('outcome', outcome)`,
  read: sql`false`,
  drawn: ({ outcome }: { outcome: Outcome }) =>
    told(outcomeSaid(outcome), url`/reports`, { place: url`/reports` }),
})

/** What somebody wrote waits for a look: they know by what they see at its place, and by this. */
export const waitingNotice: NoticeKind = noticeKind({
  kind: 'post-waits',
  to: 'matter.laid',
  recurs: true,
  hearers: ({ matter }) => sql`
    select person, person as thing, person as cause, ${alone}, case when sealed then ${hidden(sql`post`, sql`person`)} else post end as occasion
    from (select post.thing as post, sealed, ${authorOf(sql`matter.thing`)} as person from matter join post on post.thing = matter.thing
      where matter.id = ${matter} and matter.why in ('newcomer', 'words')) as one where person is not null`,
  from: sql`
    from post join thing as itself on itself.id = post.thing where held is not null and (
      (post.thing = notice.occasion and post.person = notice.person)
      or (notice.occasion < 0 and post.thing in (${withoutName(sql`notice.person`)}) and ${hidden(sql`post.thing`, sql`notice.person`)} = notice.occasion))`,
  asked: sql`json_build_object('post', itself.ref)`,
  read: sql`false`,
  drawn: ({ post }: { post: Ref }) => told(t('moderation.youWait'), url`/posts/${post}`),
})

interface Deed {
  kind: DeedKind
  reason: string
  until: string | null
  post: Ref | null
  inCommunity: boolean
}

/** A moderator did something that concerns somebody. */
export const deedNotice: NoticeKind = noticeKind({
  kind: 'deed',
  to: 'deed.done',
  recurs: true,
  hearers: ({ deed }) => sql`
    select person, person as thing, person as cause, null::bigint as community, by as actor, 'waits' as why, 'needs' as basis,
      case when named then id else ${hidden(sql`id`, sql`person`)} end as occasion
    from (select id, by, deed.person is not null as named, coalesce(deed.person, ${authorOf(sql`deed.thing`)}) as person
      from deed where id = ${deed} and kind = any(${heardDeeds}::text[])) as one where person is not null`,
  from: sql`
    from deed where (deed.id = notice.occasion and deed.person = notice.person)
      or (notice.occasion < 0 and deed.person is null and deed.thing in (${withoutName(sql`notice.person`)})
        and ${hidden(sql`deed.id`, sql`notice.person`)} = notice.occasion)`,
  asked: sql`json_build_object('kind', deed.kind, 'reason', reason, 'until', until, 'inCommunity', deed.community is not null,
    'post', (select ref from thing where thing.id = deed.thing and thing.kind = 'post'))`,
  read: sql`false`,
  drawn: ({ kind, reason, until, post, inCommunity }: Deed) => {
    const stands = kind === 'shown' || kind === 'let-through'
    const again = kind === 'warning-ended' || kind === 'pause-ended' || kind === 'returned'
    const line = [
      deedSaid({ kind, until }),
      ...(reason ? [t('moderation.because', { reason })] : []),
      ...(inCommunity && ['warned', 'paused', 'removed'].includes(kind)
        ? [t('moderation.conductStands')]
        : []),
      ...(stands || again ? [] : [t('moderation.mayAnswer')]),
    ]
    return told(line.join(' '), stands && post ? url`/posts/${post}` : url`/account/deeds`)
  },
})
