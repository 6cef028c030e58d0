import { sql } from 'kysely'
import { expect } from 'vitest'
import { db } from '../../src/base/database/database.ts'
import { system } from '../../src/base/viewer.ts'
import { importExchange } from '../../src/exchange/importing.ts'
import { importHealth } from '../../src/health/importing.ts'
import { plantedRefs as refs } from './addresses.ts'

/** An open community of the demo, which keeps what is for its members alone beside what everyone reads. */
const open = 'drylands-exchange'
/** Where what is planted here stands, for those who may see it. */
export const planted: string[] = [
  ...[
    `/offers/${refs.offer}`,
    `/api/v1/offers/${refs.offer}`,
    `/needs/${refs.need}`,
    `/api/v1/needs/${refs.need}`,
  ],
  ...[`/take-ups/${refs.takeUp}`, `/mentorships/${refs.mentorship}`],
  ...[`/value/${refs.story}`, `/api/v1/value/${refs.story}`],
  ...[`/communities/${open}/lists/${refs.archive}`, `/communities/${open}/lists/${refs.archive}/opening`],
  ...[`/threads/${refs.thread}`, `/posts/${refs.post}`, `/api/v1/threads/${refs.thread}/posts`],
  ...[`/feeds/threads/${refs.thread}.atom`, `/chats/${refs.chat}`, `/chats/${refs.chat}/write-up`],
]

/**
 * What members of one community give and get, what two say to each other, what is told to facilitators, what members
 * answered of their community, a mailing list that is not open yet and a chat, with the word in all of it.
 */
export async function plantBeside(word: string, room: string): Promise<void> {
  const [one, other] = ['amina-sow', 'grace-banda']
  const words = { lang: 'en', words: `Said ${word}` }
  const entry = {
    title: `Entry ${word}`,
    lang: 'en',
    words: word,
    what: 'review',
    audience: room,
    places: ['TF'],
  }
  const exchange = {
    format: 'baobab-exchange/1',
    entries: [
      { ...entry, ref: refs.offer, side: 'offer', by: one, topics: ['stone-bunds'] },
      {
        ...{ ...entry, ref: refs.need, side: 'need', by: other, topics: ['stone-bunds'] },
        takeUps: [{ ref: refs.takeUp, by: one, state: 'agreed', messages: [{ ...words, by: one }] }],
      },
    ],
    mentorships: [
      {
        ...{
          ref: refs.mentorship,
          mentor: one,
          mentee: other,
          purpose: word,
          rhythm: word,
          lang: 'en',
          state: 'ended',
        },
        notes: [{ ...words, by: one }],
        reflections: [{ ...words, by: other }],
      },
    ],
  }
  const health = {
    format: 'baobab-health/1',
    community: room,
    check: {
      ...{ begunDaysAgo: 9, endedDaysAgo: 2, reflection: { original: 'en', texts: { en: word } } },
      answers: [{ lang: 'en', levels: { domain: '3' }, keep: word, change: word }],
    },
    stories: [
      { ref: refs.story, of: '0000000000p1', by: one, named: true, lang: 'en', answers: { applied: word } },
    ],
  }
  for (const { faults } of [
    await importExchange(system('test'), [{ place: 'exchange', json: exchange }]),
    await importHealth(system('test'), [{ place: 'health', json: health }]),
  ])
    expect(faults).toEqual([])
  // Told to those who look after the room alone.
  await sql`update value_story set open_to = 'facilitators' where thing = (select id from thing where ref = ${refs.story})`.execute(
    db(),
  )
  await sql`
    update thing set circle = (select circle from community where slug = ${room}) where ref = ${refs.story}`.execute(
    db(),
  )
  await listOf(word)
  await chatOf(word, other!)
}

/** An archive that its community has not opened. */
async function listOf(word: string): Promise<void> {
  await sql`
    with home as (select community.thing, origin from community join thing on thing.id = community.thing where slug = ${open}),
      archive as (insert into list_archive (ref, community, name, lang, reader_lang, state, messages, threads, people)
        select ${refs.archive}, thing, ${`List ${word}`}, 'en', 'en', 'done', 1, 1, 1 from home returning id),
      author as (insert into mail_author (community, name, address_hash) select thing, ${`Author ${word}`}, ${word} from home returning id),
      things as (insert into thing (ref, kind, circle, state, origin)
        select ref, kind, community.circle, 'published', home.origin
        from (values (${refs.thread}, 'thread'), (${refs.post}, 'post')) as made (ref, kind), home join community on community.thing = home.thing
        returning id, kind),
      opened as (insert into thread (thing, community, form, title, lang, archive, resting, posts, next_nth)
        select things.id, home.thing, 'discussion', ${`Listed ${word}`}, 'en', archive.id, true, 1, 2 from things, home, archive
        where kind = 'thread' returning thing),
      said as (insert into post (thing, thread, nth, mail_author, lang, body)
        select things.id, opened.thing, 1, author.id, 'en', ${`Posted ${word}`} from things, opened, author where kind = 'post' returning thing)
    insert into post_mail (post, message_id, rest) select thing, ${`${word}@example.net`}, ${`Signed ${word}`} from said`.execute(
    db(),
  )
}

/** A chat that somebody brought, in a circle of their own. */
async function chatOf(word: string, handle: string): Promise<void> {
  await sql`
    with who as (select thing as person from person where handle = ${handle}),
      own as (insert into circle (kind) values ('named') returning id),
      source as (select origin from thing join community on community.thing = thing.id where slug = ${open}),
      chat as (insert into thing (ref, kind, circle, state, origin) select ${refs.chat}, 'chat', own.id, 'published', origin from own, source returning id),
      brought as (insert into chat (thing, person, name, lang, app, until, messages, left_out)
        select chat.id, person, ${`Chat ${word}`}, 'en', 'whatsapp', current_date + 9, 1, '{"media": ["a.jpg"], "deleted": 1, "system": 1}' from chat, who returning thing),
      speaker as (insert into chat_speaker (chat, name) select thing, ${`Speaker ${word}`} from brought returning id, chat),
      saying as (insert into thing (ref, kind, circle, state, origin) select ${refs.chat.replace('s', 't')}, 'chat-saying', own.id, 'published', origin from own, source returning id)
    insert into chat_saying (thing, chat, nth, speaker, body) select saying.id, chat, 1, speaker.id, ${`Chatted ${word}`} from saying, speaker`.execute(
    db(),
  )
}
