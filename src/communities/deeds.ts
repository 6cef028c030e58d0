import { type RawBuilder, sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { formatDate } from '../base/i18n/t.ts'
import { announce } from '../base/outbox/announce.ts'
import { refuse } from '../base/refusal.ts'
import type { Viewer } from '../base/viewer.ts'

/** What moderators do, as their community reads it. */
export type DeedKind =
  | 'hidden'
  | 'shown'
  | 'let-through'
  | 'not-let-through'
  | 'closed'
  | 'reopened'
  | 'moved'
  | 'warned'
  | 'warning-ended'
  | 'paused'
  | 'pause-ended'
  | 'removed'
  | 'returned'
  | 'unsealed'
  | 'rules'

declare module '../base/outbox/announce.ts' {
  interface Events {
    /** A moderator did something. */
    'deed.done': { deed: number }
  }
}

/** What undoes what. */
const undoes: Partial<Record<DeedKind, DeedKind>> = {
  shown: 'hidden',
  'let-through': 'not-let-through',
  reopened: 'closed',
  'pause-ended': 'paused',
  returned: 'removed',
}

interface Deed {
  /** None for what was done for the whole instance. */
  community: number | null
  kind: DeedKind
  thing?: number
  /** Whom it concerns; nobody where that would name who left their name out. */
  person?: number | null
  reason?: string
  /** Of a pause: how long, in days. */
  days?: number
}

/** Writes down what a moderator did, in the transaction that does it; what it undoes is over. Gives its number. */
export async function noteDeed(
  viewer: Viewer,
  { community, kind, thing, person, reason = '', days }: Deed,
): Promise<number> {
  const by = viewer.kind === 'person' ? viewer.id : null
  const { rows } = await sql<{ id: number }>`
    insert into deed (community, kind, thing, person, by, reason, until)
    values (${community}, ${kind}, ${thing ?? null}, ${person ?? null}, ${by}, ${reason},
      case when ${days ?? null}::int is not null then now() + make_interval(days => ${days ?? 0}::int) end)
    returning id`.execute(db())
  const { id } = rows[0]!
  const over = undoes[kind]
  if (over)
    await sql`
      update deed set ended = now() where kind = ${over} and ended is null and id < ${id}
        and case when ${thing ?? null}::bigint is null
          then community is not distinct from ${community} and person = ${person ?? null} else thing = ${thing ?? null} end`.execute(
      db(),
    )
  await announce('deed.done', { deed: id })
  return id
}

/** Until when somebody, as SQL names them, only reads in a community; null where they may write. */
export const pausedIn = (
  person: RawBuilder<unknown>,
  community: RawBuilder<unknown>,
): RawBuilder<string | null> => sql`(
  select max(deed.until)::date from deed where deed.person = ${person} and deed.kind = 'paused' and deed.ended is null
    and deed.until > now() and (deed.community is null or deed.community = ${community}))`

/** Refuses whoever is paused there, with the day from which they may write again. */
export function refusePaused({ mine }: { mine: { paused?: string | null } }): void {
  if (mine.paused) refuse('forbidden', 'moderation.pausedHere', { until: formatDate(mine.paused) })
}

/** Refuses whom its moderators took out of it, until that is undone. */
export async function refuseRemoved(community: number, person: number): Promise<void> {
  const { rows } = await sql`
    select from deed where community = ${community} and person = ${person} and kind = 'removed' and ended is null`.execute(
    db(),
  )
  if (rows.length > 0) refuse('forbidden', 'moderation.removedFrom')
}
