import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { atomically, db } from '../../base/database/database.ts'
import { asReader, isInterfaceLanguage, reader } from '../../base/i18n/reader.ts'
import { t } from '../../base/i18n/t.ts'
import { isRef, type Ref } from '../../base/ids.ts'
import { post as mail } from '../../base/mail/mail.ts'
import { announce } from '../../base/outbox/announce.ts'
import { found, missing, refuse } from '../../base/refusal.ts'
import type { Lang, Text } from '../../base/text.ts'
import { type Viewer, visibleTo } from '../../base/viewer.ts'
import { facilitates } from '../../communities/access.ts'
import type { Community } from '../../communities/community.ts'
import { communityFor, communityToKeep } from '../../communities/reading.ts'
import { site } from '../../ui/site.ts'
import { removeSaid, unname } from './removing.ts'

declare module '../../base/outbox/announce.ts' {
  interface Events {
    /** Somebody from outside asks to be taken off a list; `first`: nobody else waits there. */
    'list.asked': { request: number; first: boolean }
  }
}

/** In characters, requests to a page, and such as wait in one community at once. */
export const most = { words: 2_000, perPage: 20, waiting: 500 }

export type Wish = 'unnamed' | 'removed'

/** A message of a list, for whoever asks about it. */
export interface MessageAsked {
  id: number
  author: number
  ref: Ref
  title: string
  lang: Lang
  by: string
  at: string
  community: { id: number; slug: string; name: Text }
}

/** A message that came from a list and that nobody took on: 404 for any other, and for what the viewer may not see. */
export async function messageAsked(viewer: Viewer, ref: string): Promise<MessageAsked> {
  if (!isRef(ref)) missing()
  const { rows } = await sql<MessageAsked>`
    select thing.id, mail_author as author, thing.ref, title, thread.lang, mail_author.name as by, post.at,
      json_build_object('id', community.thing, 'slug', slug, 'name', community.name) as community
    from post join thing on thing.id = post.thread join thread on thread.thing = post.thread join community on community.thing = thread.community
      join mail_author on mail_author.id = post.mail_author join thing as own on own.id = post.thing
    where own.ref = ${ref} and own.state = 'published' and thing.state = 'published' and ${visibleTo(viewer)} and ${visibleTo(viewer, 'own.circle')}
      and post.person is null and hidden is null`.execute(db())
  return { ...found(rows[0]), ref }
}

/** Asks those who facilitate to take a name off, or messages away. The refusals of `messageAsked`; what too many wait for. */
export const askOut = (
  viewer: Viewer,
  { post, wish, words, email }: { post: string; wish: Wish; words: string; email: string },
): Promise<void> =>
  atomically(async () => {
    const asked = await messageAsked(viewer, post)
    const { rows: waiting } = await sql<{ count: number }>`
      select count(*)::int as count from list_request where community = ${asked.community.id} and answered is null`.execute(
      db(),
    )
    if (waiting[0]!.count >= most.waiting) refuse('too-many', 'lists.requestsMany')
    const { rows } = await sql<{ id: number }>`
      insert into list_request (community, post, author, wish, words, email, lang)
      select ${asked.community.id}, thing.id, ${asked.author}, ${wish}, ${words}, ${email}, ${reader().lang} from thing where ref = ${post} returning id`.execute(
      db(),
    )
    await announce('list.asked', { request: rows[0]!.id, first: waiting[0]!.count === 0 })
  })

/** Somebody asks, as those who facilitate read it. */
export interface Request {
  id: number
  wish: Wish
  words: string
  lang: Lang
  at: string
  answered: string | null
  answer: 'done' | 'declined' | null
  /** Nothing once it is gone. */
  message: { ref: Ref; title: string; lang: Lang; by: string } | null
  /** How many there are by the same address. */
  messages: number
}

/** What was asked of a community, what waits before the others. Refuses whoever does not facilitate it. */
export async function requestsOf(
  viewer: Viewer,
  slug: string,
  page: number,
): Promise<{ community: Community; requests: Request[]; total: number }> {
  const community = await communityFor(viewer, slug)
  if (!facilitates(viewer, community)) refuse('forbidden', 'communities.notFacilitator')
  const { rows } = await sql<Request & { total: number }>`
    select list_request.id, wish, words, list_request.lang, list_request.at, answered, answer, count(*) over ()::int as total,
      (select json_build_object('ref', own.ref, 'title', title, 'lang', thread.lang, 'by', coalesce(mail_author.name, ''))
        from post join thing as own on own.id = post.thing join thread on thread.thing = post.thread left join mail_author on mail_author.id = post.mail_author
        where post.thing = list_request.post) as message,
      (select count(*)::int from post where post.mail_author = list_request.author and post.person is null) as messages
    from list_request where community = ${community.id}
    order by answered is not null, case when answered is null then list_request.at end, answered desc, list_request.id
    limit ${most.perPage} offset ${(page - 1) * most.perPage}`.execute(db())
  return { community, requests: rows, total: rows[0]?.total ?? 0 }
}

/** Does it or declines, and answers by mail; where that went is forgotten then. Refuses whoever does not facilitate, what was answered, and a no without why. */
export const answerRequest = (
  viewer: Viewer,
  slug: string,
  id: number,
  { act, words }: { act: Wish | 'declined'; words: string },
): Promise<void> =>
  atomically(async () => {
    const community = await communityToKeep(viewer, slug)
    const { rows } = await sql<{ author: number | null; email: string | null; lang: string }>`
      select author, email, lang from list_request where id = ${id} and community = ${community.id} for update`.execute(
      db(),
    )
    const { author, email, lang } = found(rows[0])
    if (!email) refuse('conflict', 'lists.requestAnswered')
    if (act === 'declined' && !words) refuse('invalid', 'lists.requestWhy')
    if (act !== 'declined') await take(author, act)
    await sql`
      update list_request set answered = now(), answer = ${act === 'declined' ? 'declined' : 'done'}, email = null,
        answered_by = ${viewer.kind === 'person' ? viewer.id : null} where id = ${id}`.execute(db())
    await audit(viewer, 'list.request-answered', community.id, { request: id, act, author })
    await asReader({ ...reader(), lang: isInterfaceLanguage(lang) ? lang : 'en' }, () =>
      mail({
        to: email,
        lang,
        subject: t('lists.requestSubject', { site: site().name }),
        body: [outcome(act), words, site().name, site().origin].filter(Boolean).join('\n\n'),
      }),
    )
  })

/** What somebody took on meanwhile is theirs. */
async function take(author: number | null, wish: Wish): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    select id from mail_author where id = ${author} and person is null for update`.execute(db())
  const ids = rows.map((one) => one.id)
  await (wish === 'unnamed' ? unname(ids) : removeSaid(ids))
}

const outcome = (act: Wish | 'declined'): string =>
  act === 'unnamed'
    ? t('lists.requestUnnamedDone')
    : act === 'removed'
      ? t('lists.requestRemovedDone')
      : t('lists.requestDeclinedMail')
