import { sql } from 'kysely'
import { t } from '../base/i18n/t.ts'
import type { TaskSource } from '../base/things/tasks.ts'
import { url } from '../ui/url.ts'
import { mayJudge } from './access.ts'
import { patience } from './matter.ts'

/** What the desk of a community is told of reports and first posts: how many wait there that the viewer may judge. */
export const moderationTasks: TaskSource = {
  source: 'moderation',
  asked: (viewer, community) => sql`(
    select count(*)::int from matter where matter.community = ${community} and decided is null and not matter.above
      and matter.at >= now() - make_interval(days => ${sql.lit(patience)}) and ${mayJudge(viewer)})`,
  drawn: (count: number, { slug }) =>
    count > 0
      ? [
          {
            key: 'reports',
            sort: 'reports',
            weight: 90,
            title: t('moderation.waits', { count }),
            why: t('moderation.waitsMail'),
            what: t('moderation.whatBecomes'),
            href: url`/communities/${slug}/reports`,
            words: t('moderation.queue'),
          },
        ]
      : [],
}
