import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { keyOf, store } from '../../base/files/store.ts'
import { log } from '../../base/log.ts'
import { asMarkdown } from '../../base/mail/in/as-markdown.ts'
import type { Viewer } from '../../base/viewer.ts'
import { type Archive, most } from './archive.ts'
import { type Attached, keepBytes } from './attaching.ts'
import { mostHead } from './framing.ts'
import { headOf } from './message.ts'
import { ownWords } from './own-words.ts'
import { bytesAt } from './sending.ts'
import { wholeOf } from './whole.ts'

/** A message of the plan. */
export interface Planned {
  position: number
  start: number
  bytes: number
  messageId: string
  thread: number
  parent: number | null
  subject: string | null
  author: string
  authorName: string | null
  at: string
}

/** The same once it was read: what it says as Markdown, what was left out of that, what goes with it; or that it cannot be. */
export interface ReadMessage extends Planned {
  body: string
  rest: string
  files: Attached['kept']
  notes: string[]
  fault: boolean
  /** What it says it answers, the nearest first, where that is none of the archive. */
  after: string[]
}

/** So many bytes are held at once, or one message. */
const mostHeld = 60_000_000

/** The next messages of an archive, from one position on, as they are planned. */
export async function planned({ id }: { id: number }, from: number, count: number): Promise<Planned[]> {
  const { rows } = await sql<Planned>`
    select position, start::float8 as start, bytes, message_id as "messageId", thread, parent, subject, author, author_name as "authorName", at from (
      select *, sum(least(bytes, ${most.message})) over (order by position) - least(bytes, ${most.message}) as before from (
        select * from list_message where archive = ${id} and position >= ${from} order by position limit ${count}) as next) as one
    where before < ${mostHeld} order by position`.execute(db())
  return rows
}

/** Names and subjects stand with the posts now, where what nobody claimed may be taken off; what did not come along is not kept. */
export async function forgetHeads({ id }: { id: number }): Promise<void> {
  await sql`update list_message set author = null, author_name = null, subject = case when outcome = 'fault' then subject end where archive = ${id}`.execute(
    db(),
  )
}

/** Reads these messages whole, outside of a transaction; of one that is there already nothing is kept. */
export async function readMessages(
  viewer: Viewer,
  { ref }: Pick<Archive, 'ref'>,
  all: Planned[],
  known: ReadonlySet<string>,
): Promise<ReadMessage[]> {
  const fitting = all.filter(({ bytes }) => bytes <= most.message)
  const { asFile } = await store()
  const raw = await asFile(keyOf(ref), (path) => bytesAt(path, fitting))
  const byPosition = new Map(fitting.map(({ position }, i) => [position, raw[i]!]))
  const read: ReadMessage[] = []
  for (const one of all) {
    const bytes = byPosition.get(one.position)
    if (!bytes) read.push(unread(one, 'too-large'))
    else if (known.has(one.messageId))
      read.push({ ...one, body: '', rest: '', files: [], notes: [], fault: false, after: [] })
    else read.push(await readOne(viewer, one, bytes))
  }
  return read
}

const unread = (one: Planned, why: 'too-large' | 'unreadable'): ReadMessage => ({
  ...one,
  ...{ body: '', rest: '', files: [], notes: [why], fault: true, after: [] },
})

async function readOne(viewer: Viewer, one: Planned, raw: Buffer): Promise<ReadMessage> {
  try {
    const { words, guessed, cut, attachments, left: cards } = await wholeOf(raw)
    const { own, rest, clipped } = ownWords(words)
    const { kept, left } = await keepBytes(viewer, attachments)
    return {
      ...one,
      body: asMarkdown(own) || '…',
      rest,
      files: kept,
      fault: false,
      after: one.parent === null ? headOf(raw.subarray(0, mostHead)).after.slice(0, 50) : [],
      notes: [
        ...(guessed ? ['charset-guessed'] : []),
        ...(clipped || cut ? ['clipped'] : []),
        ...[...cards, ...left].map((name) => `attachment-left:${name.slice(0, 200)}`),
      ],
    }
  } catch (error) {
    log.warn({ position: one.position, error: String(error) }, 'a message of a list cannot be read')
    return unread(one, 'unreadable')
  }
}
