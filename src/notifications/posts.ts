import { sql } from 'kysely'
import { t } from '../base/i18n/t.ts'
import type { Ref } from '../base/ids.ts'
import type { Lang } from '../base/text.ts'
import { type NoticeKind, noticeKind, type Why } from '../base/things/noticing.ts'
import { threadUrl } from '../conversations/address.ts'
import type { PollKind } from '../conversations/poll.ts'
import { pollRead } from '../conversations/voting-by-mail.ts'
import '../conversations/accepting.ts'
import '../conversations/writing.ts'
import { nameOf } from '../base/mail/names.ts'
import { url } from '../ui/url.ts'

interface Found {
  title: string
  titleLang: Lang
  thread: Ref
  post: Ref
  first: boolean
  by: string | null
  lang: Lang
  words: string
  /** What can be chosen in what it begins, as long as one may. */
  poll: { kind: PollKind; choices: string[] } | null
  /**
   * By what names their own mail program knows the first of the thread and what this answers, where they wrote those by
   * mail. Those of others are not told: most say by which mail server somebody writes.
   */
  mails: { first: string | null; answered: string | null; answers: Ref | null }
}

const writerOf = (post: string) =>
  sql`coalesce((select person from sealed_author where sealed_author.post = ${sql.ref(`${post}.thing`)}), ${sql.ref(`${post}.person`)})`

/** A post that is still to be seen, with where it stands. */
const placed = sql`
  from post join thing as itself on itself.id = post.thing join thread on thread.thing = post.thread join thing as of on of.id = thread.thing
  where post.thing = notice.cause and post.hidden is null and post.held is null
    and not exists (select from quiet where quiet.person = notice.person and quiet.other = post.person)`

/**
 * Something was written in a thread. It needs whom it mentions or answers, and whoever asked the question; the others
 * who take part in the thread or follow it hear of it, and so does the community. Who asked without a name is nowhere
 * said to have; and so whoever muted or blocked them hears of it as of anybody's.
 */
export const postNotice: NoticeKind = noticeKind({
  kind: 'post',
  to: 'post.written',
  hearers: ({ post }) => sql`
    with said as (
      select post.person as shown, post.thing as cause, post.thread as thing, thread.community, ${writerOf('post')} as actor, post.answers, post.nth, thread.form
      from post join thread on thread.thing = post.thread where post.thing = ${post} and post.hidden is null and post.held is null),
    before as (
      select one.thing, one.nth, one.person is null as unnamed, ${writerOf('one')} as person from post as one join said on one.thread = said.thing where one.nth < said.nth and one.held is null),
    someone as (
      select person, 'mentioned' as why, 'needs' as basis from mention where mention.post = ${post}
      union all select before.person, case when unnamed then 'follows' else 'answered' end, 'needs' from before join said on said.answers = before.thing
      union all select before.person, case when unnamed then 'follows' else 'asked' end, 'needs' from before join said on said.form = 'question' where before.nth = 1
      union all select thread_following.person, 'follows', 'thread' from thread_following join said on said.thing = thread where follows
      union all select person, case when unnamed then 'follows' else 'wrote' end, 'thread' from before
      union all select mention.person, 'named', 'thread' from mention join before on before.thing = mention.post
      union all select membership.person, 'member', 'community' from membership join said using (community) where standing = 'member' and ended is null
      union all select community_choice.person, 'follows', 'community' from community_choice join said using (community) where level in ('each', 'daily', 'weekly'))
    select someone.person, said.thing, said.cause, said.community, said.actor, someone.why, someone.basis from someone, said
    where someone.person is not null and not exists (select from quiet where quiet.person = someone.person and quiet.other = said.shown)`,
  asked: sql`json_build_object('title', thread.title, 'titleLang', thread.lang, 'thread', of.ref, 'post', itself.ref, 'first', post.nth = 1,
      'by', (select name from person where person.thing = post.person), 'lang', post.lang, 'words', left(post.body, 4000),
      'poll', (select json_build_object('kind', kind, 'choices', (select json_agg(words order by position) from poll_choice where poll_choice.thread = poll.thread))
        from poll where poll.thread = post.thread and post.nth = 1 and coalesce(closes >= current_date, true) and thread.closed is null),
      'mails', json_build_object(
        'first', (select message_id from post as opening join post_mail on post_mail.post = opening.thing where opening.thread = post.thread and opening.nth = 1 and opening.person = notice.person),
        'answered', (select message_id from post as one join post_mail on post_mail.post = one.thing where one.thing = post.answers and one.person = notice.person),
        'answers', (select ref from thing as one where one.id = post.answers)))`,
  from: placed,
  read: sql`exists (
    select from post join reading_position on reading_position.thread = post.thread and reading_position.nth >= post.nth
    where post.thing = notice.cause and reading_position.person = notice.person)`,
  drawn: (found: Found, why) => ({
    title: found.title,
    lang: found.titleLang,
    line: lineOf(found, why),
    words: { lang: found.lang, text: found.words },
    place: threadUrl({ ref: found.thread, title: found.title }),
    href: url`/posts/${found.post}`,
    message: {
      ref: found.post,
      after: [
        ...(found.mails.first && !found.first ? [found.mails.first] : []),
        ...(found.mails.answers ? [found.mails.answered ?? nameOf(found.mails.answers)] : []),
      ],
      ...(found.poll && { how: pollRead(found.poll) }),
    },
  }),
})

/** Somebody's answer was chosen as the one that helps: they hear of it, unless the question is theirs. */
export const answerNotice: NoticeKind = noticeKind({
  kind: 'answer',
  to: 'answer.accepted',
  hearers: ({ post }) => sql`
    select ${writerOf('post')} as person, post.thread as thing, post.thing as cause, thread.community, ${writerOf('question')} as actor, 'wrote' as why, 'thread' as basis
    from post join thread on thread.thing = post.thread join post as question on question.thread = post.thread and question.nth = 1
    where post.thing = ${post} and ${writerOf('post')} is not null`,
  asked: sql`json_build_object('title', thread.title, 'titleLang', thread.lang, 'thread', of.ref, 'post', itself.ref)`,
  from: sql`${placed} and thread.accepted = post.thing`,
  read: sql`false`,
  drawn: (found: Pick<Found, 'title' | 'titleLang' | 'thread' | 'post'>) => ({
    title: found.title,
    lang: found.titleLang,
    line: t('notices.accepted'),
    place: threadUrl({ ref: found.thread, title: found.title }),
    href: url`/posts/${found.post}`,
  }),
})

function lineOf({ by, first }: Found, why: Why): string {
  const name = by || t('notices.somebody')
  if (why === 'mentioned') return t('notices.mentioned', { name })
  if (why === 'answered') return t('notices.answered', { name })
  if (why === 'asked') return t('notices.answeredQuestion', { name })
  return first ? t('notices.opened', { name }) : t('notices.wrote', { name })
}
