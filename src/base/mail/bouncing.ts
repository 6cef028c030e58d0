import { type RawBuilder, sql } from 'kysely'
import { atomically, db } from '../database/database.ts'
import { ourAddress, signedAddress } from './addresses.ts'

/** Came back for good on so many days, no two months apart, and nothing more is told to this address by mail. */
const most = 2

/** In days: mail that cannot be delivered comes back within a few. */
const returns = 14

/** Where this message comes back to if it cannot be delivered (a variable envelope return path); nothing where no mail reaches us. */
export const returnAddress = (mail: number): string | undefined =>
  signedAddress('bounce', [mail.toString(36)], returns)

/**
 * Whether this status says that nobody has that address, or takes mail there (RFC 3463): for good, and not because a box
 * is full (5.2.2), a server or a line has trouble (5.3, 5.4, where 5.4.1 and 5.4.4 say that nobody is there), or it does
 * not like what we wrote or who we are (5.6, 5.7).
 */
export const saysNobody = (status: string): boolean =>
  /^5\.\d+\.\d+/.test(status) && !/^5\.(2\.[234]|4\.[23567]|[367]\.\d+)\b/.test(status)

/** Which message an address is the way back of, within the days that mail comes back in. */
export function mailOf(address: string): number | undefined {
  const ours = ourAddress(address)
  return ours?.way === 'bounce' && !ours.over
    ? Number.parseInt(ours.words[0] ?? '', 36) || undefined
    : undefined
}

/**
 * Notes that a message could not be delivered, with what was said: for good, or not yet (RFC 3463: 5 or 4). For good
 * it counts once a day, since one trouble of a mail server returns all that was sent meanwhile.
 */
export async function noteBounce(mail: number, said: string, forGood: boolean): Promise<void> {
  const words = said.replace(/\s+/g, ' ').slice(0, 500)
  await atomically(async () => {
    await sql`update mail set error = ${words} where id = ${mail}`.execute(db())
    if (!forGood) return
    await sql`
      insert into mail_bounce (address, times, said)
      select lower(address), 1, ${words} from mail where id = ${mail}
      on conflict (address) do update set said = excluded.said, at = now(),
        times = case when mail_bounce.at < now() - interval '60 days' then 1
          else mail_bounce.times + case when mail_bounce.at < now() - interval '20 hours' then 1 else 0 end end`.execute(
      db(),
    )
  })
}

/** Of an address as SQL names it: nothing is told to it by mail, because it came back. */
export const comesBack = (address: RawBuilder<unknown>): RawBuilder<boolean> => sql`exists (
  select from mail_bounce where mail_bounce.address = lower(${address}) and mail_bounce.times >= ${sql.lit(most)})`

/** Something was delivered to this address, or it was shown to be theirs: it counts from anew. */
export async function forgetBounces(address: string): Promise<void> {
  await sql`delete from mail_bounce where address = lower(${address})`.execute(db())
}
