import { sql } from 'kysely'
import { formatDate, t } from '../base/i18n/t.ts'
import type { Ref } from '../base/ids.ts'
import type { Task, TaskSource } from '../base/things/tasks.ts'
import { visibleTo } from '../base/viewer.ts'
import { url } from '../ui/url.ts'
import { isCurrent } from './reading.ts'
import { concerns, isUnanswered } from './unanswered.ts'

interface Found {
  ref: Ref
  title: string
  lang: string
  at: string
}

/** Days without an answer, before those who facilitate are told; so many at once. */
const waits = { days: 14, shown: 4 }

/** Needs that nobody met: of the community itself, and open ones on the topics that it minds. */
export const exchangeTasks: TaskSource = {
  source: 'exchange',
  asked: (viewer, community) => sql`
    coalesce((select jsonb_agg(one order by one.at) from (
      select thing.ref, title, entry.lang, opened as at from exchange_entry as entry join thing on thing.id = entry.thing
      where side = 'need' and ${isCurrent} and ${isUnanswered} and opened < now() - make_interval(days => ${waits.days}) and ${visibleTo(viewer)}
        and ${concerns(community)}
      order by opened limit ${waits.shown}) as one), '[]')`,
  drawn: (found: Found[]) =>
    found.map(
      (one, i): Task => ({
        key: `need:${one.ref}`,
        sort: 'need',
        weight: 55 - i,
        title: one.title,
        lang: one.lang,
        why: t('exchange.taskWhy', { day: formatDate(new Date(one.at)) }),
        what: t('exchange.taskWhat'),
        href: url`/needs/${one.ref}`,
        words: t('exchange.taskRead'),
      }),
    ),
}
