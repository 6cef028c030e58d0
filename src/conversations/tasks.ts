import { sql } from 'kysely'
import { formatDate, formatNumber, inReach, languageName, t } from '../base/i18n/t.ts'
import type { Ref } from '../base/ids.ts'
import type { Task, TaskSource } from '../base/things/tasks.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import { communityUrl } from '../communities/address.ts'
import { reachName } from '../places/place.ts'
import { url, withQuery } from '../ui/url.ts'
import { threadUrl } from './address.ts'
import { untold } from './door/listing.ts'
import { type Unheard, unheardAsked, unheardDays } from './unheard.ts'

interface Asked {
  ref: Ref
  title: string
  lang: string
  at: string
}

interface Found {
  waits: Asked[]
  answered: (Asked & { posts: number })[]
  offered: (Asked & { note: string | null })[]
  accepted: (Asked & { post: Ref; name: string })[]
  newcomers: { handle: string; name: string; since: string }[]
  langs: { lang: string; count: number }[]
  last: string | null
  unheard: Unheard
}

/** In days: until a question waits too long, until one looks for who may choose an answer, how long somebody is new who did not found it, and without a post before a community is quiet. */
const days = { waits: 3, chooses: 7, fresh: 14, newcomer: 21, quiet: 30 }
const few = 6
/** Unanswered questions in one language, before somebody who speaks it is looked for. */
const fewestOfLanguage = 3

const since = (count: number) => sql`now() - make_interval(days => ${count})`

/** What the conversations of a community need. */
export const conversationTasks: TaskSource = {
  source: 'conversations',
  asked: (viewer, community) => {
    const threads = sql`from thread join thing on thing.id = thread.thing
      where thread.community = ${community} and thing.state = 'published' and merged_into is null and closed is null`
    const open = sql`${threads} and form = 'question' and accepted is null`
    const line = sql`thing.ref, title, thread.lang, opened as at`
    return sql`jsonb_build_object(
      'waits', coalesce((select jsonb_agg(one order by one.at) from (
        select ${line} ${open} and opened < ${since(days.waits)} and ${untold} order by opened limit ${few}) as one), '[]'),
      'answered', coalesce((select jsonb_agg(one order by one.at) from (
        select ${line}, posts ${open} and last_at < ${since(days.chooses)} and not ${untold} order by opened limit ${few}) as one), '[]'),
      'offered', coalesce((select jsonb_agg(one order by one.at) from (
        select ${line}, note from door_question join thread on thread.thing = door_question.thread join thing on thing.id = thread.thing
        where wish = ${community} and thread.community is null and closed is null and accepted is null and merged_into is null and thing.state = 'published' and ${visibleTo(viewer)}
        order by asked limit ${few}) as one), '[]'),
      'accepted', coalesce((select jsonb_agg(one) from (
        select ${line}, answer.ref as post, person.name from thread join thing on thing.id = thread.thing
          join post on post.thing = accepted join thing as answer on answer.id = post.thing join person on person.thing = post.person
        where thread.community = ${community} and thing.state = 'published' and post.at > ${since(days.fresh)} and person.name <> ''
          and person.thing <> ${meOf(viewer)} and not exists (select from thanks where thanks.post = post.thing and thanks.person = ${meOf(viewer)})
        order by post.at desc limit ${few}) as one), '[]'),
      'newcomers', coalesce((select jsonb_agg(one order by one.since) from (
        select handle, person.name, since from membership join person on person.thing = membership.person join thing as page on page.id = person.thing
        where membership.community = ${community} and standing = 'member' and ended is null and since > ${since(days.newcomer)}
          and since > (select made + interval '1 day' from thing as itself where itself.id = membership.community)
          and page.state = 'published' and ${visibleTo(viewer, 'page.circle')} and person.thing <> ${meOf(viewer)}
          and not exists (select from community_role where community_role.community = membership.community and community_role.person = membership.person and ended is null)
        order by since limit ${few}) as one), '[]'),
      'langs', coalesce((select jsonb_agg(one) from (
        select thread.lang, count(*)::int as count ${open} and ${untold} group by thread.lang having count(*) >= ${fewestOfLanguage} order by count(*) desc limit 2) as one), '[]'),
      'last', (select greatest(max(last_at), (select made from thing as itself where itself.id = ${community})) from thread where thread.community = ${community}),
      'unheard', ${unheardAsked(viewer, community)})`
  },
  drawn: (found: Found, { slug, name }) => {
    const say = url`/communities/${slug}/threads/new`
    const words = inReach(name).text
    return [
      ...found.offered.map(
        (one): Task => ({
          key: `offered:${one.ref}`,
          sort: 'offered',
          weight: 85,
          title: one.title,
          lang: one.lang,
          why: one.note
            ? t('desk.offeredNote', { note: one.note })
            : t('desk.offeredWhy', { day: formatDate(new Date(one.at)) }),
          what: t('desk.offeredWhat'),
          href: withQuery(url`/ask/questions/${one.ref}`, new URLSearchParams(), { community: slug }),
          words: t('desk.readIt'),
          act: {
            action: url`/ask/questions/${one.ref}/taking`,
            hidden: { community: slug },
            words: t('desk.takeIt'),
          },
          facilitators: true,
        }),
      ),
      ...found.waits.map(
        (one, i): Task => ({
          key: `waits:${one.ref}`,
          sort: 'waits',
          weight: 80 - i,
          title: one.title,
          lang: one.lang,
          why: t('desk.waitsWhy', { day: formatDate(new Date(one.at)) }),
          what: t('desk.waitsWhat'),
          href: url`/threads/${one.ref}/answerers`,
          words: t('door.answerers'),
        }),
      ),
      ...found.langs.map(
        ({ lang, count }): Task => ({
          key: `language:${lang}`,
          sort: 'language',
          weight: 65,
          title: t('desk.languageTitle', { count, language: languageName(lang) }),
          why: t('desk.languageWhy'),
          what: t('desk.languageWhat', { language: languageName(lang) }),
          href: withQuery(communityUrl({ slug }), new URLSearchParams(), { order: 'unanswered', in: lang }),
          words: t('desk.readThem'),
        }),
      ),
      ...found.newcomers.map(
        ({ handle, name: who, since: day }): Task => ({
          key: `hello:${handle}`,
          sort: 'hello',
          weight: 60,
          title: t('desk.hello', { name: who }),
          why: t('desk.helloWhy', { name: who, day: formatDate(new Date(day)) }),
          what: t('desk.helloWhat'),
          href: url`/people/${handle}`,
          words: t('desk.seePage'),
          act: {
            action: url`/communities/${slug}/introductions`,
            hidden: { hello: handle },
            field: {
              name: 'body',
              label: t('conversations.yourWords'),
              value: t('desk.helloWords', { handle, community: words }),
            },
            words: t('desk.sayHello'),
          },
        }),
      ),
      ...found.answered.map(
        (one): Task => ({
          key: `answered:${one.ref}`,
          sort: 'answered',
          weight: 50,
          title: one.title,
          lang: one.lang,
          why: t('desk.answeredWhy', { count: one.posts - 1, shown: formatNumber(one.posts - 1) }),
          what: t('desk.answeredWhat'),
          href: threadUrl(one),
          words: t('desk.readThem'),
        }),
      ),
      ...found.accepted.map(
        (one): Task => ({
          key: `accepted:${one.post}`,
          sort: 'celebrate',
          weight: 42,
          title: one.title,
          lang: one.lang,
          why: t('desk.acceptedWhy', { name: one.name }),
          what: t('desk.acceptedWhat'),
          href: url`/posts/${one.post}`,
          words: t('desk.readIt'),
          act: { action: url`/posts/${one.post}/thanks`, words: t('conversations.thank') },
        }),
      ),
      ...unheardIn(found.unheard, slug),
      ...(found.last && new Date(found.last) < new Date(Date.now() - days.quiet * 86_400_000)
        ? [
            {
              key: `quiet:${found.last.slice(0, 10)}`,
              sort: 'quiet',
              weight: 35,
              title: t('desk.quiet', { day: formatDate(new Date(found.last)) }),
              why: t('desk.quietWhy'),
              what: t('desk.quietWhat'),
              href: say,
              words: t('desk.askSomething'),
            },
          ]
        : []),
    ]
  },
}

/** Languages, chapters, places and levels that one does not hear; never who. */
function unheardIn({ langs, parts, places, tiers }: Unheard, slug: string): Task[] {
  const common = {
    sort: 'unheard',
    weight: 30,
    why: t('desk.unheardWhy', { days: unheardDays }),
    what: t('desk.unheardWhat'),
    href: url`/communities/${slug}/threads/new`,
    words: t('desk.askSomething'),
  }
  return [
    ...langs.map(({ lang, count }) => ({
      ...common,
      key: `unheard:${lang}`,
      title: t('desk.unheardLanguage', { count, language: languageName(lang) }),
    })),
    ...parts.map((part) => ({
      ...common,
      key: `unheard:${part.slug}`,
      title: t('desk.unheardPart', { name: inReach(part.name).text }),
      href: communityUrl(part),
      words: t('desk.seeIt'),
    })),
    ...places.map(({ code, name }) => ({
      ...common,
      key: `unheard:${code}`,
      title: t('desk.unheardPlace', { place: inReach({ original: 'en', texts: name }).text }),
    })),
    ...tiers.map((tier) => ({
      ...common,
      key: `unheard:${tier}`,
      title: t('desk.unheardTier', { tier: reachName(tier) }),
    })),
  ]
}

const meOf = (viewer: Viewer): number => (viewer.kind === 'person' ? viewer.id : 0)
