import { sql } from 'kysely'
import { atomically, db } from '../../database/database.ts'
import { store } from '../../files/store.ts'
import { mayForget } from '../../files/sweeping.ts'
import type { Ref } from '../../ids.ts'
import type { JobKind } from '../../jobs.ts'

/** In days: how long a message is kept as it came, where it was done and where it was not, and what is noted of it. */
export const mailInKept = { done: 7, other: 30, noted: 90 }

/** Lets go of a message as it came, unless another address of ours had it too and that is not over. */
export async function forgetRaw(id: number): Promise<void> {
  await atomically(async () => {
    if (!(await mayForget())) return
    const { rows } = await sql<{ raw: Ref }>`
      with old as (select id, raw from mail_in where id = ${id} for update)
      update mail_in set raw = null from old where mail_in.id = old.id and old.raw is not null
      returning old.raw, exists (select from mail_in as one where one.raw = old.raw and one.id <> old.id) as "shared"`.execute(
      db(),
    )
    const [gone] = rows as { raw: Ref; shared: boolean }[]
    if (gone && !gone.shared) await (await store()).forget(gone.raw)
  })
}

/**
 * Forgets what came: the message first, and later that it did, because it says who wrote. Of whom nothing is to be known,
 * at once: it may have stayed because a backup was being made.
 */
async function sweepMailIn(): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    select id from mail_in where raw is not null and fate <> 'waiting'
      and (recipient = '' or came < now() - make_interval(days => case when fate = 'done' then ${mailInKept.done} else ${mailInKept.other} end))`.execute(
    db(),
  )
  for (const { id } of rows) await forgetRaw(id)
  await sql`delete from mail_in where raw is null and came < now() - make_interval(days => ${mailInKept.noted})`.execute(
    db(),
  )
}

export const mailInSweepJob: JobKind = { name: 'mail.in.sweep', every: '35 3 * * *', run: sweepMailIn }

/** Who leaves takes along what they sent, and what is noted of it; what comes of theirs meanwhile is nobody's. */
export async function forgetMailOf(person: number, address: string | null): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    update mail_in set author = null, person = null, sender = '', recipient = '', message_id = null,
      fate = case when fate in ('waiting', 'asked') then 'silent' else fate end
    where person = ${person} or author = ${address} or sender = ${address} returning id`.execute(db())
  for (const { id } of rows) await forgetRaw(id)
}
