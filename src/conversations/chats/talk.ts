import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { hideContacts } from '../../base/hiding-contacts.ts'
import type { Kind } from '../../base/things/kinds.ts'
import type { Saying, Talk } from '../../base/things/talk.ts'
import { url } from '../../ui/url.ts'
import { forget } from './bringing.ts'
import { type Chat, type ChatSaying, most } from './chat.ts'
import { chatFor, sayingsIn } from './chats.ts'

/** What was said in a chat, for whoever brought it and writes it up. */
export const chatTalk: Talk = {
  kind: 'chat',
  noun: 'chats',
  saidNoun: 'chats',
  closed: true,
  headFor: async (viewer, ref) => {
    const chat = await chatFor(viewer, ref)
    return {
      ...{ id: chat.id, ref: chat.ref, title: chat.name, lang: chat.lang, circle: chat.circle },
      href: url`/chats/${chat.ref}`,
      pages: Math.max(1, Math.ceil(chat.sayings / most.perPage)),
      mayWriteUp: true,
    }
  },
  sayings: async (_, head, page) => piecesOf(head, await sayingsIn(head, { page })),
  sayingsOf: async (_, head, refs) => piecesOf(head, await sayingsIn(head, { refs })),
  titled: sql`(select jsonb_build_object('title', name, 'lang', lang) from chat where chat.thing = source.id)`,
  speakers: sql`
    select chat_saying.thing as said, chat_speaker.person from chat_saying join chat_speaker on chat_speaker.id = chat_saying.speaker`,
  hidden: sql`select null::bigint as said, null::bigint as person, null::timestamptz as since where false`,
  agreed: sql`
    select chat_saying.thing as said, agreed_on || ': ' || agreed_how as note, case when shown = 'named' then credited_as end as name
    from chat_saying join chat_speaker on chat_speaker.id = chat_saying.speaker where agreed_how is not null and person is null`,
}

const piecesOf = ({ lang }: Pick<Chat, 'lang'>, all: ChatSaying[]): Saying[] =>
  all.flatMap(({ id, ref, body, speaker }) =>
    // Numbers of others, by which they are called in groups, are not offered to be quoted.
    [...new Set(hideContacts(body).split(/\n{2,}/))].filter(Boolean).map((words) => ({
      ...{ said: id, ref, words, lang, by: speaker, sealed: false },
      piece: createHash('sha256').update(words).digest('hex').slice(0, 10),
    })),
  )

/** A chat is found nowhere: whoever brought it has it on a page of their own. */
export const chatKind: Kind = {
  kind: 'chat',
  noun: 'chats',
  cards: async () => new Map(),
  searchable: async () => [],
  saidBy: async (person) => {
    const { rows } = await sql<object>`
      select chat.name, app, chat.at, until::text, coalesce((select json_agg(json_build_object('speaker', one.name, 'at', chat_saying.at, 'words', body) order by nth)
        from chat_saying join chat_speaker as one on one.id = speaker where chat_saying.chat = chat.thing), '[]') as said
      from chat join thing on thing.id = chat.thing where person = ${person} and thing.state = 'published' order by chat.at`.execute(
      db(),
    )
    return { chats: rows }
  },
  keeperLeft: async (person) => {
    const { rows } = await sql<{ id: number }>`select thing as id from chat where person = ${person}`.execute(
      db(),
    )
    await forget(rows.map(({ id }) => id))
    await sql`update chat_speaker set person = null where person = ${person}`.execute(db())
  },
}
