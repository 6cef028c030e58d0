import { createReadStream } from 'node:fs'
import { sql } from 'kysely'
import { atomically, db } from '../../base/database/database.ts'
import { keyOf, store } from '../../base/files/store.ts'
import { hideContacts } from '../../base/hiding-contacts.ts'
import { guessedLanguage } from '../../base/mail/guessing.ts'
import { bareSubject } from '../../base/mail/in/subjects.ts'
import { refuse } from '../../base/refusal.ts'
import { type Archive, most, type Told, type Working } from './archive.ts'
import { archiveOf } from './archives.ts'
import { hashOf, keySign } from './authors.ts'
import { framed } from './framing.ts'
import { type Head, headOf, nameByBytes } from './message.ts'
import { threadsOf } from './threading.ts'

interface Found extends Omit<Head, 'at' | 'begins'> {
  start: number
  bytes: number
  at: Date
  notes: string[]
}

/** So many messages say which language it probably is in. */
const tasted = 200

/** Reads what was sent through once, and keeps which messages there are, in their order, and which conversations they make. Refuses what holds none. */
export async function scan(archive: Working): Promise<void> {
  const { asFile } = await store()
  const { all, told, taste } = await asFile(keyOf(archive.ref), (path) => headsIn(path, archive))
  if (all.length === 0) refuse('invalid', 'lists.noMessages')
  all.sort((a, b) => a.at.getTime() - b.at.getTime() || a.start - b.start)
  const placed = threadsOf(all.map((one) => ({ ...one, at: one.at.getTime() })))
  const hashes = all.map(({ author }) => hashOf(author.address || author.name))
  await atomically(async () => {
    // A job may be done twice, and the second come when the archive is further.
    if ((await archiveOf(archive.ref, { lock: true })).state !== 'reading') return
    told.push(...(await forgottenWishes(archive.community)))
    await sql`delete from list_message where archive = ${archive.id}`.execute(db())
    for (let from = 0; from < all.length; from += 2_000) {
      const some = all.slice(from, from + 2_000)
      await sql`
        insert into list_message (archive, position, start, bytes, message_id, thread, parent, subject, author, author_name, at, notes)
        select ${archive.id}, one.position, one.start, one.bytes, one.id, one.thread, one.parent, one.subject, one.author, one.name, one.at, coalesce(string_to_array(nullif(one.notes, ''), ' '), '{}')
        from unnest(${some.map((_, i) => from + i)}::int[], ${some.map(({ start }) => start)}::bigint[], ${some.map(({ bytes }) => bytes)}::int[], ${some.map(({ id }) => id)}::text[],
          ${some.map((_, i) => placed[from + i]!.thread)}::int[], ${some.map((_, i) => placed[from + i]!.parent ?? null)}::int[], ${some.map(({ subject }) => subject.slice(0, 500))}::text[],
          ${some.map((_, i) => hashes[from + i]!)}::text[], ${some.map(({ author }) => author.name)}::text[], ${some.map(({ at }) => at.toISOString())}::timestamptz[], ${some.map(({ notes }) => notes.join(' '))}::text[])
          as one (position, start, bytes, id, thread, parent, subject, author, name, at, notes)`.execute(db())
    }
    await sql`
      update list_archive set state = 'previewed', messages = ${all.length}, through = 0, people = ${new Set(hashes).size},
        threads = ${new Set(placed.map(({ thread }) => thread)).size}, first_at = ${all[0]!.at.toISOString()}, last_at = ${all.at(-1)!.at.toISOString()},
        told = ${JSON.stringify(told.slice(0, most.told))}::jsonb, lang = coalesce(${guessedLanguage(taste) ?? null}, lang)
      where id = ${archive.id} and state = 'reading'`.execute(db())
  })
}

/** What people asked for by their address is known by a secret; with another one nobody is found again. */
async function forgottenWishes(community: number): Promise<Told[]> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from mail_author where community = ${community} and wish is not null and key_sign not in ('', ${keySign()})`.execute(
    db(),
  )
  return rows[0]!.count > 0 ? [{ what: 'other-secret', count: rows[0]!.count }] : []
}

async function headsIn(
  path: string,
  archive: Archive,
): Promise<{ all: Found[]; told: Told[]; taste: string }> {
  const all: Found[] = []
  const told: Told[] = []
  const known = new Map<string, string>()
  let taste = ''
  let last: Date | undefined
  for await (const one of framed(createReadStream(path, { highWaterMark: 2 ** 20 }))) {
    if ('none' in one) {
      // The empty lines that were put between two files say nothing.
      if (one.none.bytes > 4)
        told.push({ what: 'no-message', ...placeIn(archive, one.none.start), bytes: one.none.bytes })
      continue
    }
    const { start, bytes, head } = one.message
    if (all.length === most.messages) {
      told.push({ what: 'too-many', ...placeIn(archive, start) })
      break
    }
    const { at, begins, ...said } = headOf(head)
    // Some programs give one name to several messages: the second is known by its bytes.
    const same = `${said.author.address} ${bareSubject(said.subject)}`
    if ((known.get(said.id) ?? same) !== same) said.id = nameByBytes(head)
    known.set(said.id, same)
    if (all.length < tasted) taste += begins
    const notes = [...(said.kind ? [said.kind] : []), ...(at ? [] : ['no-date'])]
    // Where nothing says when, it came after the one before it.
    last = at ?? new Date((last ?? new Date(0)).getTime() + 1_000)
    all.push({ ...said, subject: hideContacts(said.subject), start, bytes, at: last, notes })
  }
  return { all, told, taste }
}

const placeIn = ({ files }: Archive, start: number): { file?: string; start: number } => {
  const file = files.findLast((one) => one.start <= start)
  return { file: file?.name, start: start - (file?.start ?? 0) }
}
