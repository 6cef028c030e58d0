import { type RawBuilder, sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { isRef, type Ref } from '../../base/ids.ts'
import { found, missing } from '../../base/refusal.ts'
import { anywhere } from '../../base/text.ts'
import type { Viewer } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { type Chat, type ChatSaying, most, type Speaker } from './chat.ts'

/** A chat, for whoever brought it: for everybody else there is none, 404. One query. */
export async function chatFor(viewer: Viewer, ref: string, { lock = false } = {}): Promise<Chat> {
  const me = personOf(viewer)
  if (!isRef(ref)) missing()
  const { rows } = await sql<Chat>`
    select thing.id, thing.ref, thing.circle, chat.name, chat.lang, app, chat.at, until::text, messages, left_out as "leftOut",
      (select count(*)::int from chat_saying where chat = thing.id) as sayings,
      (select count(*)::int from chat_speaker where chat_speaker.chat = thing.id) as speakers
    from chat join thing on thing.id = chat.thing
    where thing.ref = ${ref} and person = ${me} and thing.state = 'published' ${lock ? sql`for update of chat` : sql``}`.execute(
    db(),
  )
  return found(rows[0])
}

export type ListedChat = Pick<Chat, 'ref' | 'name' | 'app' | 'messages' | 'at' | 'until'>

/** The viewer's chats, the newest first. */
export async function chatsOf(viewer: Viewer, page: number): Promise<{ chats: ListedChat[]; total: number }> {
  const me = personOf(viewer)
  const { rows } = await sql<ListedChat & { total: number }>`
    select ref, name, app, messages, chat.at, until::text, count(*) over ()::int as total from chat join thing on thing.id = chat.thing
    where person = ${me} and thing.state = 'published' order by chat.at desc limit 20 offset ${(page - 1) * 20}`.execute(
    db(),
  )
  return { chats: rows, total: rows[0]?.total ?? 0 }
}

/** What was said in a chat that `chatFor` gave: a page, or what these references name, in its order. */
export async function sayingsIn(
  { id }: Pick<Chat, 'id'>,
  which: { page: number } | { refs: Ref[] },
): Promise<ChatSaying[]> {
  const some: RawBuilder<unknown> =
    'refs' in which
      ? sql`and thing.ref = any(${which.refs}::text[]) order by nth`
      : sql`order by nth limit ${most.perPage} offset ${(which.page - 1) * most.perPage}`
  const { rows } = await sql<ChatSaying>`
    select thing.id, thing.ref, nth, chat_speaker.name as speaker, chat_saying.at, body from chat_saying join thing on thing.id = chat_saying.thing
      join chat_speaker on chat_speaker.id = speaker where chat_saying.chat = ${id} ${some}`.execute(db())
  return rows
}

const standing = sql`
  one.id, one.name, (select count(*)::int from chat_saying where speaker = one.id) as sayings,
  (select json_build_object('name', person.name, 'handle', handle) from person where person.thing = one.person) as member,
  case when agreed_how is not null then json_build_object('on', agreed_on, 'how', agreed_how, 'shown', shown, 'as', credited_as) end as agreed`

/** Who spoke in a chat that `chatFor` gave, in the order in which they began: a page of those whose name has these words. */
export async function speakersIn(
  { id }: Pick<Chat, 'id'>,
  { q, page }: { q: string; page: number },
): Promise<{ speakers: Speaker[]; total: number }> {
  const { rows } = await sql<Speaker & { total: number }>`
    select ${standing}, count(*) over ()::int as total from chat_speaker as one
    where one.chat = ${id} and one.name ilike ${anywhere(q)}
    order by one.id limit ${most.speakers} offset ${(page - 1) * most.speakers}`.execute(db())
  return { speakers: rows, total: rows[0]?.total ?? 0 }
}

/** One of those who spoke in a chat that `chatFor` gave: 404 where there is none. */
export async function speakerIn({ id }: Pick<Chat, 'id'>, speaker: number): Promise<Speaker> {
  const { rows } = await sql<Speaker>`
    select ${standing} from chat_speaker as one where one.chat = ${id} and one.id = ${speaker}`.execute(db())
  return found(rows[0])
}

/** Where in the viewer's own chats a saying stands, by the reference of the saying. */
export async function placeOfSaying(
  viewer: Viewer,
  ref: string,
): Promise<{ chat: Ref; page: number; nth: number } | undefined> {
  if (!isRef(ref)) missing()
  const { rows } = await sql<{ chat: Ref; nth: number; before: number }>`
    select home.ref as chat, nth,
      (select count(*)::int from chat_saying as earlier where earlier.chat = chat_saying.chat and earlier.nth < chat_saying.nth) as before
    from chat_saying join thing on thing.id = chat_saying.thing join chat on chat.thing = chat_saying.chat join thing as home on home.id = chat.thing
    where thing.ref = ${ref} and chat.person = ${personOf(viewer)} and home.state = 'published'`.execute(db())
  return rows[0] && { ...rows[0], page: Math.floor(rows[0].before / most.perPage) + 1 }
}
