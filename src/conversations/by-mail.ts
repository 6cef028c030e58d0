import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { firstWords } from '../base/first-words.ts'
import { t } from '../base/i18n/t.ts'
import { isRef, type Ref } from '../base/ids.ts'
import { namedAddress, signedAddress } from '../base/mail/addresses.ts'
import { asMarkdown } from '../base/mail/in/as-markdown.ts'
import { type Asked, type Done, type MailDoor, OnItsPage, SaidAgain } from '../base/mail/in/doors.ts'
import { mailHost } from '../base/mail/names.ts'
import { communityFor } from '../communities/reading.ts'
import { personOf } from '../people/account.ts'
import { addFiles } from '../records/keeping-files.ts'
import { site } from '../ui/site.ts'
import { url } from '../ui/url.ts'
import { postWithFiles } from './files.ts'
import { postFor, threadFor } from './reading.ts'
import { most } from './thread.ts'
import { voteByMail } from './voting-by-mail.ts'
import { openThread, reply } from './writing.ts'

/** In days: how long what they are told of their own post can be answered. */
const answerable = 90

/** Answers a message, by the address that it came with. */
export const replyDoor: MailDoor = {
  wish: 'reply',
  known: false,
  withFiles: true,
  means: () => t('mailin.meansReply'),
  run: async (asked) => {
    const { ref, thread, nth } = await postFor(asked.viewer, asked.words[0] ?? '')
    const voted = nth === 1 ? await voteByMail(asked, thread.ref, ref) : undefined
    return voted ?? answer(asked, { thread: thread.ref, post: ref })
  },
}

/** Writes to a community: answers where it is an answer to something said there, else begins a conversation. */
export const beginDoor: MailDoor = {
  wish: '',
  known: true,
  withFiles: true,
  joinFirst: 'conversations.joinFirst',
  means: ([slug = ''], { subject }) =>
    t('mailin.meansBegin', { subject: subject || '–', address: namedAddress(slug) ?? slug }),
  run: async (asked) => {
    const community = await communityFor(asked.viewer, asked.words[0] ?? '')
    const before = await answeredIn(community.id, asked.mail.after)
    return before ? answer(asked, before) : begin(asked, community.slug)
  },
}

async function begin({ viewer, me, mail: came, lang, once }: Asked, community: string): Promise<Done> {
  // Who hands something on has quoted all of it, and some say all in the subject.
  const mail = came.words ? came : { ...came, words: came.rest || came.subject, rest: '' }
  const title = mail.subject || firstWords(mail.words.replace(/\s+/g, ' ').trim(), 80)
  const form = isQuestion(title) ? 'question' : 'discussion'
  const { ref } = await openThread(viewer, {
    ...{ form, community, lang, once, body: asMarkdown(mail.words) },
    title: title.slice(0, most.title),
  })
  const { rows } = await sql<{ post: Ref; thread: number }>`
    select own.ref as post, home.id as thread from thing as home join post on post.thread = home.id and nth = 1
      join thing as own on own.id = post.thing where home.ref = ${ref}`.execute(db())
  const { post, thread } = rows[0]!
  return told({ viewer, me, mail }, post, thread, form === 'question' ? t('mailin.asked') : t('mailin.begun'))
}

/** It ends as a question does, in whatever script, be it within quotation marks. */
const isQuestion = (title: string): boolean => /[?؟？;՞፧⁇⁈‽⸮]["'”’»)\]\s!]*$/u.test(title)

async function answer(
  { viewer, me, mail, lang, once }: Asked,
  { thread: threadRef, post }: { thread: Ref; post: Ref | null },
): Promise<Done> {
  const thread = await threadFor(viewer, threadRef)
  if (await askedUnnamed(personOf(viewer), thread.id)) throw new OnItsPage()
  const answers = post ? await postFor(viewer, post) : undefined
  const body = asMarkdown(mail.words)
  if (await saidAlready(personOf(viewer), thread.id, body, once)) throw new SaidAgain()
  const ref = await reply(viewer, threadRef, {
    ...{ body, lang, once },
    // The first is what the whole conversation answers.
    ...(answers && answers.nth > 1 && { answers: answers.ref }),
  })
  return told({ viewer, me, mail }, ref, undefined, t('mailin.answered'))
}

/** They asked in this thread without a name: what they answer by mail would say who it was. */
async function askedUnnamed(person: number, thread: number): Promise<boolean> {
  const { rows } = await sql`
    select from sealed_author join post on post.thing = sealed_author.post
    where sealed_author.person = ${person} and (post.thread = ${thread} or post.thing in (select thread_guest.post from thread_guest where thread_guest.thread = ${thread}))
    limit 1`.execute(db())
  return rows.length > 0
}

/**
 * They said the same in this thread within a day, by another message: a program that answers all that comes and does
 * not say that it is one would go on with each letter that tells of it, and all would read it.
 */
async function saidAlready(person: number, thread: number, body: string, once: string): Promise<boolean> {
  const { rows } = await sql`
    select from post where thread = ${thread} and post.person = ${person} and body = ${body} and at > now() - interval '1 day'
      and once is distinct from ${once} limit 1`.execute(db())
  return rows.length > 0
}

/** What of this community these names of mails name, the first of them that does; of two that came by one name the older, since anybody may write under a name that they saw. */
async function answeredIn(
  community: number,
  names: string[],
): Promise<{ thread: Ref; post: Ref | null } | undefined> {
  if (names.length === 0) return undefined
  const end = `@${mailHost()}`
  const refs = names.flatMap((name) =>
    name.endsWith(end) && isRef(name.slice(0, -end.length)) ? [name.slice(0, -end.length)] : [],
  )
  const { rows } = await sql<{ thread: Ref; post: Ref | null }>`
    select home.ref as thread, found.post from (
      select post.thread, post.thing as id, own.ref as post, coalesce(array_position(${names}::text[], own.ref || ${end}), array_position(${names}::text[], message_id)) as place
      from post join thing as own on own.id = post.thing left join post_mail on post_mail.post = post.thing
      where own.ref = any(${refs}::text[]) or post.thing in (select one.post from post_mail as one where one.message_id = any(${names}::text[]))
      union all
      select coalesce(merged_into, id), null, null, array_position(${names}::text[], ref || ${end}) from thing join thread on thread.thing = thing.id
        where ref = any(${refs}::text[])) as found
    join thread on thread.thing = found.thread join thing as home on home.id = thread.thing
    where thread.community = ${community} order by place, found.id limit 1`.execute(db())
  return rows[0]
}

/** Notes what the mail left beside the post, and tells whoever wrote it where it stands. */
async function told(
  { viewer, me, mail }: Pick<Asked, 'viewer' | 'me' | 'mail'>,
  ref: Ref,
  thread: number | undefined,
  words: string,
): Promise<Done> {
  const { id, held } = await postFor(viewer, ref, { waiting: true })
  await sql`
    insert into post_mail (post, message_id, rest) values (${id}, ${mail.messageId ?? null}, ${mail.rest || null})
    on conflict (post) do nothing`.execute(db())
  return {
    made: thread ?? id,
    parts: [
      { words: held ? t('mailin.waits') : words },
      { link: t('mailin.readThere'), href: site().origin + url`/posts/${ref}`, main: true },
    ],
    replyTo: held ? undefined : signedAddress('reply', [ref, me.ref], answerable),
    takeFiles: (given) => addFiles(postWithFiles, viewer, ref, given),
  }
}
