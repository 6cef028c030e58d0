import { sql } from 'kysely'
import { formatDate, inReach, t } from '../../base/i18n/t.ts'
import type { Text } from '../../base/text.ts'
import type { Task, TaskSource } from '../../base/things/tasks.ts'
import { visibleTo } from '../../base/viewer.ts'
import { url } from '../../ui/url.ts'
import type { CommunityRole } from '../community.ts'
import { roleName } from '../names.ts'
import { inTerm } from '../reading.ts'

interface Found {
  requests: { id: number; name: string; since: string }[]
  terms: { id: number; name: string; role: CommunityRole; until: string }[]
  goals: { id: number; words: Text; by: string }[]
  uses: { ref: string; title: Text; outcome: string }[]
  tied: { ref: string; title: Text; question: Text }[]
  years: number | null
}

/** In days: how long before its day something is worth looking at, and how long after it is worth a word. */
const ahead = 30
const fresh = 14
/** Of each sort. */
const few = 5

/** The title of a `record`, whose `thing` stands beside it. */
const recordTitle = sql`(select content -> 'title' from version where version.id = record.current)`

/** What a community knows of itself: who asks to join, what ends, what is near, what there is to be glad of. */
export const communityTasks: TaskSource = {
  source: 'community',
  asked: (viewer, community) => sql`jsonb_build_object(
    'requests', coalesce((select jsonb_agg(one order by one.since) from (
      select membership.id, person.name, since from membership join person on person.thing = membership.person
      where membership.community = ${community} and standing = 'asked' and ended is null order by since limit ${few}) as one), '[]'),
    'terms', coalesce((select jsonb_agg(one order by one.until) from (
      select community_role.id, person.name, role, until from community_role join person on person.thing = community_role.person
      where community_role.community = ${community} and ${inTerm} and until <= current_date + ${ahead}::int order by until limit ${few}) as one), '[]'),
    'goals', coalesce((select jsonb_agg(one order by one.by) from (
      select id, words, by from community_goal where community_goal.community = ${community} and ended is null and by <= current_date + ${ahead}::int
      order by by limit ${few}) as one), '[]'),
    'uses', coalesce((select jsonb_agg(one) from (
      select told.ref, ${recordTitle} as title, outcome from library_item join record on record.thing = library_item.target join thing as about on about.id = record.thing
        join use on use.record = record.thing join thing as told on told.id = use.thing
      where library_item.community = ${community} and removed is null and use.person is not null and use.withdrawn is null and use.said > now() - make_interval(days => ${fresh})
        and about.state = 'published' and told.state = 'published' and ${visibleTo(viewer, 'about.circle')} and ${visibleTo(viewer, 'told.circle')}
      order by use.said desc limit ${few}) as one), '[]'),
    'tied', coalesce((select jsonb_agg(one) from (
      select about.ref, ${recordTitle} as title, words as question from agenda_question join agenda_tie on agenda_tie.question = agenda_question.thing
        join record on record.thing = agenda_tie.thing join thing as about on about.id = record.thing
      where agenda_question.community = ${community} and agenda_tie.at > now() - make_interval(days => ${fresh})
        and about.state = 'published' and ${visibleTo(viewer, 'about.circle')} order by agenda_tie.at desc limit ${few}) as one), '[]'),
    'years', (select case when age.years >= 1 and (made.day + make_interval(years => age.years))::date > current_date - 7 then age.years end
      from thing as itself, lateral (select itself.made::date as day) as made, lateral (select extract(year from age(current_date, made.day))::int as years) as age
      where itself.id = ${community}))`,
  drawn: (found: Found, { slug, name }) => {
    const members = url`/communities/${slug}/members`
    const say = url`/communities/${slug}/threads/new`
    const glad = { sort: 'celebrate', weight: 40, href: say, words: t('desk.tellThem') }
    return [
      ...found.requests.map(
        ({ id, name: who, since }): Task => ({
          key: `request:${id}`,
          sort: 'request',
          weight: 90,
          title: t('desk.request', { name: who }),
          why: t('desk.requestWhy', { day: formatDate(new Date(since)) }),
          what: t('desk.requestWhat'),
          href: members,
          words: t('desk.requestDo'),
          facilitators: true,
        }),
      ),
      ...found.terms.map(
        ({ id, name: who, role, until }): Task => ({
          key: `term:${id}:${until}`,
          sort: 'term',
          weight: 55,
          title: t('desk.term', { name: who, role: roleName(role), day: formatDate(until) }),
          why: t('desk.termWhy'),
          what: t('desk.termWhat'),
          href: members,
          words: t('desk.termDo'),
          facilitators: true,
        }),
      ),
      ...found.goals.map(
        ({ id, words, by }): Task => ({
          key: `goal:${id}`,
          sort: 'goal',
          weight: 45,
          title: inReach(words).text,
          lang: inReach(words).lang,
          why: t('desk.goalWhy', { day: formatDate(by) }),
          what: t('desk.goalWhat'),
          href: url`/communities/${slug}/charter`,
          words: t('desk.goalDo'),
          facilitators: true,
        }),
      ),
      ...found.uses.map(
        ({ ref, title }): Task => ({
          ...glad,
          key: `use:${ref}`,
          title: inReach(title).text,
          lang: inReach(title).lang,
          why: t('desk.useWhy'),
          what: t('desk.useWhat'),
          href: url`/uses/${ref}`,
          words: t('desk.useDo'),
        }),
      ),
      ...found.tied.map(
        ({ ref, title, question }): Task => ({
          ...glad,
          key: `tied:${ref}`,
          title: inReach(title).text,
          lang: inReach(title).lang,
          why: t('desk.tiedWhy', { question: inReach(question).text }),
          what: t('desk.tiedWhat'),
          href: url`/records/${ref}`,
          words: t('desk.tiedDo'),
        }),
      ),
      ...(found.years
        ? [
            {
              ...glad,
              key: `years:${found.years}`,
              title: t('desk.years', { count: found.years, name: inReach(name).text }),
              why: t('desk.yearsWhy'),
              what: t('desk.yearsWhat'),
            },
          ]
        : []),
    ]
  },
}
