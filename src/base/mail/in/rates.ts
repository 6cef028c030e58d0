import { sql } from 'kysely'
import { db } from '../../database/database.ts'
import { count } from '../../http/limits.ts'
import { Refusal } from '../../refusal.ts'

/** So many messages of one sender are taken up. */
export const rates = { hour: 20, day: 60 }

/** So many times at once somebody is asked whether it was they who wrote. */
const mostAsked = 3

/** So many letters a day go to addresses that nobody is known by: whose they are only they know. */
const mostToStrangers = 300

/**
 * How much came from this address lately; those that were shown to be of it and the others each by themselves, so that
 * nobody uses up what is another's.
 */
export async function lately(author: string, shown: boolean) {
  const { rows } = await sql<{
    tooMany: boolean
    told: boolean
    asked: boolean
    helped: boolean
    strangers: boolean
  }>`
    select count(*) filter (where counts and came > now() - interval '1 hour') >= ${rates.hour}
        or count(*) filter (where counts and came > now() - interval '1 day') >= ${rates.day} as "tooMany",
      coalesce(bool_or(fate = 'answered' and why = 'tooMany' and came > now() - interval '1 day'), false) as told,
      count(*) filter (where fate = 'asked' and came > now() - interval '7 days') >= ${mostAsked} as asked,
      coalesce(bool_or(fate = 'answered' and why = 'stranger'), false) as helped,
      (select count(*) from mail_in as one where one.person is null and one.fate in ('answered', 'asked') and one.came > now() - interval '1 day') >= ${mostToStrangers} as strangers
    from (select *, fate in ('done', 'answered', 'asked') and shown = ${shown} as counts from mail_in
      where author = ${author} and came > now() - interval '30 days') as recent`.execute(db())
  return rows[0]!
}

/** So many letters a day of one address to a door that keeps nothing are answered, where they are not shown to be its. */
const mostUnshown = 3

/** Where nothing is noted of who wrote, they are counted elsewhere, and for no longer than that takes. */
export async function mayBeHeard(author: string, shown: boolean): Promise<boolean> {
  try {
    if (shown) await count('mail-sealed', author, { points: rates.hour, duration: 3_600 })
    else await count('mail-unshown', author, { points: mostUnshown, duration: 86_400 })
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

/** This message came to this address before, and what there was to do was done or said; one that failed may come again. */
export async function cameBefore(
  id: number,
  messageId: string,
  recipient: string,
  author: string,
): Promise<boolean> {
  const { rows } = await sql`
    select from mail_in where message_id = ${messageId} and recipient = ${recipient} and author = ${author}
      and id < ${id} and fate in ('done', 'asked', 'answered') limit 1`.execute(db())
  return rows.length > 0
}
