import { sql } from 'kysely'
import { atomically, db } from '../../database/database.ts'
import type { JobKind } from '../../jobs.ts'
import { log } from '../../log.ts'
import { decide } from './deciding.ts'
import { withRaw } from './keeping.ts'
import { type Came, note } from './noting.ts'
import { readMail } from './reading.ts'

/** So often a message is tried whose reading broke off, after twice the wait each time: about five hours. */
const mostTries = 7

/** What waits is taken up one after another, each until it is settled: whatever breaks off is tried again. */
async function settleWaiting(): Promise<void> {
  // One that ended the process each time is not taken up for ever.
  await sql`
    update mail_in set fate = 'failed', why = 'broken' where fate = 'waiting' and tries >= ${mostTries} and next_try <= now()`.execute(
    db(),
  )
  for (let came = await takeNext(); came; came = await takeNext()) {
    try {
      await settle(came)
    } catch (error) {
      log.error(
        { mail: came.id, tries: came.tries, error: String(error) },
        'a message that came could not be settled',
      )
      if (came.tries >= mostTries)
        await sql`update mail_in set fate = 'failed', why = 'broken' where id = ${came.id}`.execute(db())
    }
  }
}

const takeNext = (): Promise<Came | undefined> =>
  atomically(async () => {
    const { rows } = await sql<Came>`
      update mail_in set tries = tries + 1, next_try = now() + make_interval(mins => 5 * (2 ^ tries)::int)
      where id = (select id from mail_in where fate = 'waiting' and next_try <= now() order by id limit 1 for update skip locked)
      returning id, raw, sender, recipient, author, tries`.execute(db())
    return rows[0]
  })

async function settle(came: Came): Promise<void> {
  const mail = came.raw && (await withRaw(came.raw, readMail))
  if (!mail) return note(came, undefined, { fate: 'failed', why: 'gone' })
  const author = mail.from?.address ?? null
  await sql`update mail_in set author = ${author}, message_id = ${mail.messageId ?? null} where id = ${came.id}`.execute(
    db(),
  )
  await decide({ ...came, author }, mail)
}

/** At once when something comes, and every minute for what is tried again. */
export const mailInJob: JobKind = { name: 'mail.read', every: '* * * * *', run: settleWaiting }
