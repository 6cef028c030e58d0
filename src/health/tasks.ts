import { sql } from 'kysely'
import { t } from '../base/i18n/t.ts'
import type { Task, TaskSource } from '../base/things/tasks.ts'
import { url } from '../ui/url.ts'
import { restSeen, type Stillness } from './rule.ts'

interface Found {
  still: Stillness | null
  over: number | null
}

/** What a community needs of those who facilitate it when it rests, and after a health check. */
export const healthTasks: TaskSource = {
  source: 'health',
  asked: (_viewer, community) => sql`jsonb_build_object(
    'still', (select jsonb_build_object(
        'age', current_date - least(made, (select min(opened) from thread where thread.community = itself.id and archive is null))::date,
        'since', current_date - coalesce((select max(last_at) from thread where thread.community = itself.id), made)::date,
        'of90', (select count(distinct coalesce(post.person, -post.mail_author))::int from post join thread on thread.thing = post.thread
          where thread.community = itself.id and post.at > now() - interval '90 days' and hidden is null and held is null),
        'people', (select count(distinct who)::int from took_part where took_part.community = itself.id and quarter >= date_trunc('quarter', now()) - interval '1 year'))
      from thing as itself join community as one on one.thing = itself.id where itself.id = ${community} and one.rest is null and itself.sort = 'community'),
    'over', (select id from health_check where health_check.community = ${community} and reflection is null and (ended is not null or ends < current_date)
      and begun > now() - interval '180 days' order by id desc limit 1))`,
  drawn: ({ still, over }: Found, { slug }) => {
    const health = url`/communities/${slug}/health`
    const rest = still && restSeen(still)
    const task: Pick<Task, 'facilitators' | 'sort' | 'href'> = {
      facilitators: true,
      sort: 'health',
      href: health,
    }
    return [
      ...(rest
        ? [
            {
              ...task,
              key: `rest:${rest}`,
              weight: 52,
              title: rest === 'quiet' ? t('health.taskQuiet') : t('health.taskDormant'),
              why: rest === 'quiet' ? t('health.looksQuiet') : t('health.looksDormant'),
              what: t('health.taskRestWhat'),
              words: t('health.taskRestDo'),
            },
          ]
        : []),
      ...(over
        ? [
            {
              ...task,
              key: `reflect:${over}`,
              weight: 58,
              title: t('health.taskReflect'),
              why: t('health.taskReflectWhy'),
              what: t('health.taskReflectWhat'),
              words: t('health.taskReflect'),
            },
          ]
        : []),
    ]
  },
}
