import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { atomically, db } from '../../base/database/database.ts'
import type { Arrived } from '../../base/files/receiving.ts'
import { newRef, type Ref } from '../../base/ids.ts'
import type { JobKind } from '../../base/jobs.ts'
import { originHere } from '../../base/origin.ts'
import { refuse } from '../../base/refusal.ts'
import { isLang } from '../../base/text.ts'
import { makeThing } from '../../base/things/things.ts'
import type { Viewer } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { most } from './chat.ts'
import { chatFor } from './chats.ts'
import { chatIn, most as ofExports, type SaidThere } from './parsing.ts'
import { wordsOf } from './receiving.ts'

/** What follows within so many milliseconds by the same speaker is said in one go. */
const together = 10 * 60_000

/**
 * Reads an exported chat, which only whoever brings it sees from then on. Refuses strangers, what is no chat, one that is
 * too large, and a zip that is a bomb. Nothing of the file is kept but its words. Gives its reference.
 */
export async function bringChat(
  viewer: Viewer,
  upload: Arrived & { file: string },
  { name, lang }: { name: string; lang: string },
): Promise<Ref> {
  const me = personOf(viewer)
  if (!isLang(lang)) refuse('invalid', 'people.noLanguage')
  const { text, beside } = await wordsOf(upload, upload.file)
  const chat = chatIn(text)
  const said = inTurns(chat.messages)
  const title = (name.trim() || chat.name || upload.file.replace(/\.(txt|zip|json)$/i, ''))
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .slice(0, most.name)
  const media = [...new Set([...chat.leftOut.media, ...beside])].slice(0, 500)
  return atomically(async () => {
    const { rows } = await sql<{
      id: number
    }>`insert into circle (kind) values ('named') returning id`.execute(db())
    const circle = rows[0]!.id
    await sql`insert into in_circle (circle, person) values (${circle}, ${me})`.execute(db())
    const { id, ref } = await makeThing({ kind: 'chat', circle })
    await sql`
      insert into chat (thing, person, name, lang, app, until, messages, left_out)
      values (${id}, ${me}, ${title || '?'}, ${lang}, ${chat.app}, current_date + ${most.days}::int, ${chat.messages.length},
        ${JSON.stringify({ ...chat.leftOut, media })}::jsonb)`.execute(db())
    await keepSayings(id, circle, said)
    await audit(viewer, 'chat.brought', id, { messages: chat.messages.length })
    return ref
  })
}

function inTurns(messages: SaidThere[]): SaidThere[] {
  const turns: SaidThere[] = []
  let last = 0
  for (const one of messages) {
    const before = turns.at(-1)
    const at = one.at?.getTime() ?? last
    if (
      before?.speaker === one.speaker &&
      at - last <= together &&
      before.words.length + one.words.length < ofExports.words
    )
      before.words += `\n\n${one.words}`
    else turns.push({ ...one })
    last = at
  }
  return turns
}

async function keepSayings(chat: number, circle: number, said: SaidThere[]): Promise<void> {
  const names = [...new Set(said.map(({ speaker }) => speaker))]
  await sql`insert into chat_speaker (chat, name) select ${chat}, name from unnest(${names}::text[]) with ordinality as one (name, nth) order by nth`.execute(
    db(),
  )
  const origin = await originHere()
  for (let from = 0; from < said.length; from += 1_000) {
    const some = said.slice(from, from + 1_000)
    await sql`
      with given as (
        select * from unnest(${some.map(() => newRef())}::text[], ${some.map((_, i) => from + i + 1)}::int[], ${some.map(({ speaker }) => speaker)}::text[],
          ${some.map(({ at }) => at?.toISOString() ?? null)}::timestamptz[], ${some.map(({ words }) => words)}::text[]) as one (ref, nth, speaker, at, body)),
      made as (insert into thing (ref, kind, circle, state, origin) select ref, 'chat-saying', ${circle}, 'published', ${origin} from given returning id, ref)
      insert into chat_saying (thing, chat, nth, speaker, at, body)
      select made.id, ${chat}, given.nth, chat_speaker.id, given.at, given.body from given join made using (ref)
        join chat_speaker on chat_speaker.chat = ${chat} and chat_speaker.name = given.speaker`.execute(db())
  }
}

/** Takes a chat away, with all that was said in it. The refusals of `chatFor`. */
export const removeChat = (viewer: Viewer, ref: string): Promise<void> =>
  atomically(async () => {
    const { id } = await chatFor(viewer, ref, { lock: true })
    await forget([id])
    await audit(viewer, 'chat.removed', id)
  })

/** What was written up of it and published stays; the words themselves, and who spoke, are gone. */
export async function forget(chats: number[]): Promise<void> {
  await sql`
    update thing set state = 'withdrawn' where id = any(${chats}::bigint[]) or id in (select thing from chat_saying where chat = any(${chats}::bigint[]))`.execute(
    db(),
  )
  await sql`
    delete from write_up where source = any(${chats}::bigint[]) and asked is null`.execute(db())
  await sql`delete from chat_saying where chat = any(${chats}::bigint[])`.execute(db())
  await sql`delete from chat_speaker where chat = any(${chats}::bigint[])`.execute(db())
  await sql`update chat set name = '…', left_out = '{"media": [], "deleted": 0, "system": 0}' where thing = any(${chats}::bigint[])`.execute(
    db(),
  )
}

/** Chats whose day has come. */
export const sweepChats = (): Promise<void> =>
  atomically(async () => {
    const { rows } = await sql<{ id: number }>`
      select thing.id from chat join thing on thing.id = chat.thing where until <= current_date and thing.state = 'published'`.execute(
      db(),
    )
    await forget(rows.map(({ id }) => id))
  })

export const chatSweepJob: JobKind = {
  name: 'conversations.chats.sweep',
  every: '55 3 * * *',
  run: sweepChats,
}
