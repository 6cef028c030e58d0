import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { found } from '../base/refusal.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import { personOf } from '../people/account.ts'
import { blocks } from '../people/quiet.ts'
import { meOf } from './reading.ts'
import { limits, type Message, type TakeUp, type Thanks } from './take-up.ts'

/** Of a `take_up`: who was asked blocked whoever asked, and did not answer. To who asked it seems to have happened. */
export const isSilenced = sql<boolean>`(take_up.state in ('proposed', 'taken-back') and ${blocks(sql`take_up.other`, sql`take_up.person`)})`

/** Of a `take_up`: the viewer is one of its two, and hears of it. */
const isTheirs = (viewer: Viewer) =>
  sql<boolean>`(take_up.person = ${meOf(viewer)} or (take_up.other = ${meOf(viewer)} and not ${isSilenced}))`

/** One that the viewer is a party of: 404 for all others. `lock`: held until the transaction is over. One query. */
export async function takeUpFor(viewer: Viewer, ref: string, { lock = false } = {}): Promise<TakeUp> {
  const [one] = await readTakeUps(viewer, { ref, lock })
  return found(one)
}

export interface Talk {
  /** The newest page first, and on each the oldest first. */
  messages: Message[]
  total: number
  thanks: Thanks[]
}

/** What the two of one that `takeUpFor` gave said to each other. One query. */
export async function talkOf(viewer: Viewer, takeUp: Pick<TakeUp, 'id'>, page: number): Promise<Talk> {
  const me = personOf(viewer)
  const { rows } = await sql<Talk>`
    select coalesce((select json_agg(one order by one.id) from (
        select message.id, message.person is not distinct from ${me} as mine, coalesce(person.name, '') as name, message.lang, body, message.at
        from take_up_message as message left join person on person.thing = message.person
        where take_up = ${takeUp.id} order by message.id desc limit ${limits.shown} offset ${(page - 1) * limits.shown}) as one), '[]') as messages,
      (select count(*)::int from take_up_message where take_up = ${takeUp.id}) as total,
      coalesce((select json_agg(json_build_object('mine', thanks.person = ${me}, 'name', person.name, 'lang', thanks.lang, 'words', words, 'public', public))
        from take_up_thanks as thanks join person on person.thing = thanks.person where take_up = ${takeUp.id}), '[]') as thanks`.execute(
    db(),
  )
  return rows[0]!
}

/** Those of the viewer; whom they blocked is not among those who ask. One query. */
async function readTakeUps(
  viewer: Viewer,
  { ref, lock, page = 1, going }: { ref?: string; lock?: boolean; page?: number; going?: boolean },
): Promise<(TakeUp & { total: number })[]> {
  const me = personOf(viewer)
  const { rows } = await sql<TakeUp & { total: number }>`
    select take_up.id, take_up.ref, take_up.state, take_up.at, done_said as "doneSaid", take_up.person is not distinct from ${me} as mine,
      done_by is not distinct from ${me} as "saidDone", before, ${lock ? sql`1` : sql`count(*) over ()::int`} as total,
      (select json_build_object('id', person.thing, 'handle', handle, 'name', person.name, 'open', page.state = 'published' and ${visibleTo(viewer, 'page.circle')})
        from person join thing as page on page.id = person.thing
        where person.thing = case when take_up.person = ${me} then take_up.other else take_up.person end and person.left_at is null) as with,
      json_build_object('id', entry.thing, 'ref', itself.ref, 'side', side, 'title', title, 'lang', entry.lang, 'what', what,
        'over', itself.state <> 'published' or not (entry.person is not distinct from ${me} or ${visibleTo(viewer, 'itself.circle')})) as entry
    from take_up join exchange_entry as entry on entry.thing = take_up.entry join thing as itself on itself.id = entry.thing
    where ${isTheirs(viewer)}
      and ${ref === undefined ? sql`true` : sql`take_up.ref = ${ref}`}
      and ${going === undefined ? sql`true` : going ? sql`take_up.state in ('proposed', 'agreed')` : sql`take_up.state not in ('proposed', 'agreed')`}
    order by take_up.id desc limit ${limits.listed} offset ${(page - 1) * limits.listed} ${lock ? sql`for update of take_up` : sql``}`.execute(
    db(),
  )
  return rows
}

/** What the viewer takes part in: what goes on, or what is over. Refuses strangers. One query. */
export async function takeUpsOf(
  viewer: Viewer,
  going: boolean,
  page: number,
): Promise<{ takeUps: TakeUp[]; total: number }> {
  const rows = await readTakeUps(viewer, { page, going })
  return { takeUps: rows, total: rows[0]?.total ?? 0 }
}

/** Those of an entry that `entryFor` gave that the viewer is a party of. One query. */
export async function takeUpsAt(
  viewer: Viewer,
  { id }: { id: number },
): Promise<Pick<TakeUp, 'ref' | 'state' | 'with' | 'at'>[]> {
  if (viewer.kind !== 'person') return []
  const { rows } = await sql<Pick<TakeUp, 'ref' | 'state' | 'with' | 'at'>>`
    select take_up.ref, take_up.state, take_up.at,
      (select json_build_object('id', thing, 'handle', handle, 'name', name, 'open', false) from person where person.thing = take_up.person and left_at is null) as with
    from take_up where entry = ${id} and ${isTheirs(viewer)}
    order by take_up.id desc limit ${limits.listed}`.execute(db())
  return rows
}

/** What is thanked for in public, by those who did, at an entry that `entryFor` gave. One query. */
export async function thanksAt({ id }: { id: number }): Promise<Thanks[]> {
  const { rows } = await sql<Thanks>`
    select false as mine, person.name, thanks.lang, words, public from take_up_thanks as thanks
      join take_up on take_up.id = thanks.take_up join person on person.thing = thanks.person
    where take_up.entry = ${id} and public and person.left_at is null order by thanks.at desc limit ${limits.listed}`.execute(
    db(),
  )
  return rows
}
