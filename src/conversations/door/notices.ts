import { sql } from 'kysely'
import { inReach, t } from '../../base/i18n/t.ts'
import type { Ref } from '../../base/ids.ts'
import type { Lang, Text } from '../../base/text.ts'
import { type NoticeKind, noticeKind, type Told } from '../../base/things/noticing.ts'
import { inTerm } from '../../communities/reading.ts'
import { threadUrl } from '../address.ts'
import './answerers.ts'
import './asking.ts'
import './attending.ts'
import { url, withQuery } from '../../ui/url.ts'

interface Found {
  title: string
  lang: Lang
  thread: Ref
  community: Text | null
}

const of = sql`from thread join thing as itself on itself.id = thread.thing`

const common = sql`'title', title, 'lang', lang, 'thread', itself.ref,
  'community', (select name from community where community.thing = coalesce(notice.community, thread.community))`

const toldBy = ({ title, lang, thread }: Found, line: string): Told => ({
  title,
  lang,
  line,
  place: threadUrl({ ref: thread, title }),
  href: threadUrl({ ref: thread, title }),
})

const named = (community: Text | null): string => (community ? inReach(community).text : '')

/** With what was said of it. */
const noted = (line: string, note: string | null): string =>
  note ? t('door.withNote', { line, note }) : line

const readThere = sql<boolean>`exists (
  select from reading_position where reading_position.thread = notice.thing and reading_position.person = notice.person and reading_position.at > notice.at)`

/** A question came to a community by the door, or waits for its facilitators to take it: with a word from whoever is on duty. */
export const offeredNotice: NoticeKind = noticeKind({
  kind: 'question-offered',
  to: 'question.offered',
  hearers: ({ thread, community }) => sql`
    select person, ${thread}::bigint as thing, community as cause, community, null::bigint as actor, 'waits' as why, 'needs' as basis
    from community_role where community = ${community} and role = 'facilitator' and ${inTerm}`,
  from: sql`${of} left join door_question on door_question.thread = thread.thing
    where thread.thing = notice.thing and closed is null and (thread.community = notice.community or (thread.community is null and wish = notice.community))`,
  asked: sql`json_build_object(${common}, 'waits', thread.community is null, 'note', note,
    'slug', (select slug from community where community.thing = notice.community))`,
  read: readThere,
  drawn: (found: Found & { waits: boolean; note: string | null; slug: string }) => ({
    ...toldBy(
      found,
      noted(
        found.waits
          ? t('door.offeredNotice', { community: named(found.community) })
          : t('door.cameNotice', { community: named(found.community) }),
        found.note,
      ),
    ),
    href: found.waits
      ? withQuery(url`/ask/questions/${found.thread}`, new URLSearchParams(), { community: found.slug })
      : threadUrl({ ref: found.thread, title: found.title }),
  }),
})

/** What somebody asked found a community, or was closed. Who asked without a name is told as a follower. */
export const placedNotice: NoticeKind = noticeKind({
  kind: 'question-placed',
  to: 'question.placed',
  hearers: ({ thread, at }) => sql`
    select coalesce(sealed_author.person, post.person) as person, post.thread as thing, ${at}::bigint as cause, thread.community, null::bigint as actor,
      case when sealed then 'follows' else 'asked' end as why, 'needs' as basis
    from post join thread on thread.thing = post.thread left join sealed_author on sealed_author.post = post.thing
    where post.thread = ${thread} and nth = 1 and coalesce(sealed_author.person, post.person) is not null`,
  from: sql`${of} where thread.thing = notice.thing and (closed is not null or thread.community is not null)`,
  asked: sql`json_build_object(${common}, 'closed', closed_why, 'isClosed', closed is not null)`,
  read: readThere,
  drawn: (found: Found & { closed: string | null; isClosed: boolean }) =>
    toldBy(
      found,
      found.isClosed
        ? noted(t('door.closedNotice'), found.closed)
        : t('door.placedNotice', { community: named(found.community) }),
    ),
})

/** Somebody who could answer a question is asked to. */
export const calledNotice: NoticeKind = noticeKind({
  kind: 'answer-called',
  to: 'answer.called',
  hearers: ({ thread, person }) => sql`
    select ${person}::bigint as person, thing as thing, thing as cause, community, null::bigint as actor, 'waits' as why, 'needs' as basis
    from thread where thing = ${thread}`,
  from: sql`${of} where thread.thing = notice.thing and closed is null and accepted is null`,
  asked: sql`json_build_object(${common}, 'question', (select json_build_object('ref', opening.ref, 'lang', post.lang, 'text', left(post.body, 4000))
    from post join thing as opening on opening.id = post.thing where post.thread = thread.thing and nth = 1 and post.hidden is null and post.held is null))`,
  read: readThere,
  drawn: ({ question, ...found }: Found & { question: { ref: Ref; lang: Lang; text: string } | null }) => ({
    ...toldBy(found, t('door.calledNotice')),
    ...(question && {
      words: { lang: question.lang, text: question.text },
      answer: { way: 'reply', words: [question.ref], how: t('notices.mailReply') } as const,
    }),
  }),
})
