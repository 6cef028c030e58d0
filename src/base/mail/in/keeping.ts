import { open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { sql } from 'kysely'
import { atomically, db } from '../../database/database.ts'
import { arrive } from '../../files/receiving.ts'
import { keyOf, store } from '../../files/store.ts'
import { newRef, type Ref } from '../../ids.ts'
import { send } from '../../jobs.ts'

/** In bytes: the largest message that is taken. With base 64 that is some 22 MB of attachments. */
export const largest = 30_000_000

/** A message is larger than is taken. */
export class TooLarge extends Error {}

export interface Envelope {
  /** Who sent it; empty where nothing is to come back. */
  sender: string
  /** Addresses of ours. */
  recipients: string[]
}

/**
 * Keeps a message as it comes, before anything is done with it: once this is over, it is not lost. Throws `TooLarge`
 * for what is larger than is taken, whose rest is left unread.
 */
export async function keepMail({ sender, recipients }: Envelope, stream: Readable): Promise<void> {
  let isLarge = false
  const arrived = await arrive(stream, {
    most: largest,
    tooLarge: () => {
      isLarge = true
      throw new TooLarge()
    },
    broken: () => {
      throw isLarge ? new TooLarge('a message is too large') : new Error('a message broke off')
    },
  })
  const raw = newRef()
  await onDisk(arrived.path)
  await (await store()).place(arrived.path, keyOf(raw))
  try {
    await atomically(async () => {
      await sql`
        insert into mail_in (raw, bytes, sender, recipient)
        select ${raw}, ${arrived.bytes}, ${sender}, * from unnest(${recipients}::text[])`.execute(db())
      await send('mail.read')
    })
  } catch (error) {
    await (await store()).forget(raw)
    throw error
  }
}

/** Of one in a mail box, whose sender no mail server tells: whoever runs this sees that it came. */
export async function noteTooLarge({ sender, recipients }: Envelope, bytes: number): Promise<void> {
  await sql`
    insert into mail_in (bytes, sender, author, recipient, fate, why)
    select ${bytes}, ${sender}, nullif(${sender}, ''), one, 'failed', 'tooLarge' from unnest(${recipients}::text[]) as one`.execute(
    db(),
  )
}

/** Whoever hands it over forgets it: it must outlive a machine that goes out, too. */
async function onDisk(path: string): Promise<void> {
  const file = await open(path)
  await file.sync().finally(() => file.close())
}

/** The message as it came, as a file of this machine, if it is still there. */
export async function withRaw<T>(raw: Ref, work: (path: string) => Promise<T>): Promise<T | undefined> {
  const { has, asFile } = await store()
  return (await has(keyOf(raw))) ? asFile(keyOf(raw), work) : undefined
}
