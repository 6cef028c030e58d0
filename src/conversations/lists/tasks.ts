import { sql } from 'kysely'
import { t } from '../../base/i18n/t.ts'
import type { TaskSource } from '../../base/things/tasks.ts'
import { url } from '../../ui/url.ts'

/** What the desk of a community is told of those who ask to be taken off a list. */
export const listTasks: TaskSource = {
  source: 'lists',
  asked: (_, community) =>
    sql`(select count(*)::int from list_request where list_request.community = ${community} and answered is null)`,
  drawn: (count: number, { slug }) =>
    count > 0
      ? [
          {
            key: 'list-requests',
            sort: 'list-requests',
            weight: 88,
            title: t('lists.requestTask', { count }),
            why: t('lists.requestTaskWhy'),
            what: t('lists.requestTaskWhat'),
            href: url`/communities/${slug}/lists/requests`,
            words: t('lists.requests'),
            facilitators: true,
          },
        ]
      : [],
}
