import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { LineageStep, LineageTie } from '../base/things/lineage.ts'
import type { Saying, Talk } from '../base/things/talk.ts'
import { mayWriteUp } from './access.ts'
import { threadUrl } from './address.ts'
import { postsNamed, postsOf, threadFor } from './reading.ts'
import { most, type Post } from './thread.ts'

/** What was said in threads, for whoever writes it up. */
export const threadTalk: Talk = {
  kind: 'thread',
  noun: 'threads',
  saidNoun: 'posts',
  headFor: async (viewer, ref) => {
    const named = await threadFor(viewer, ref)
    const thread = named.mergedInto ? await threadFor(viewer, named.mergedInto) : named
    const { id, title, lang, circle } = thread
    return {
      ...{ id, ref: thread.ref, title, lang, circle },
      href: threadUrl(thread),
      pages: Math.max(1, Math.ceil(thread.posts / most.perPage)),
      mayWriteUp: mayWriteUp(viewer, thread),
    }
  },
  sayings: async (viewer, { id }, page) =>
    (await postsOf(viewer, { id, accepted: null }, page)).posts.flatMap(sayingsIn),
  sayingsOf: async (viewer, talk, refs) => (await postsNamed(viewer, talk, refs)).flatMap(sayingsIn),
  titled: sql`(select jsonb_build_object('title', title, 'lang', lang) from thread where thread.thing = source.id)`,
  speakers: sql`
    select post.thing as said, coalesce(sealed_author.person, post.person) as person
    from post join thing as there on there.id = post.thing left join sealed_author on sealed_author.post = post.thing
    where hidden is null and held is null and there.state = 'published'`,
  hidden: sql`
    select post.thing as said, coalesce(sealed_author.person, post.person) as person, coalesce(post.hidden, thread.away) as since
    from post join thread on thread.thing = post.thread left join sealed_author on sealed_author.post = post.thing
    where post.hidden is not null or thread.away is not null`,
}

const sayingsIn = ({ id, ref, body, lang, author, sealed }: Post): Saying[] =>
  paragraphsOf(body).map((words) => ({
    ...{ said: id, ref, words, lang, sealed },
    piece: createHash('sha256').update(words).digest('hex').slice(0, 10),
    by: author?.name ?? null,
  }))

/** The paragraphs of Markdown, each once; code stays whole, and what quotes others is left out. */
function paragraphsOf(body: string): string[] {
  const all: string[] = []
  let at: string[] = []
  let fence = ''
  const end = () => {
    const own = at.filter((line) => !/^\s*>/.test(line))
    const words = own.join('\n').trim()
    if (words && !/^[-*_\s]+$/.test(words)) all.push(words)
    at = []
  }
  for (const line of body.split('\n')) {
    const [mark = ''] = /^\s*(```+|~~~+)/.exec(line) ?? []
    if (mark && !fence) fence = mark.trim()
    else if (fence && line.trim().startsWith(fence)) fence = ''
    if (!fence && line.trim() === '') end()
    else at.push(line)
  }
  end()
  return [...new Set(all)]
}

/** A conversation on the way from a question to what is known. */
export const threadStep: LineageStep = {
  kind: 'thread',
  stage: 'conversation',
  told: sql`(select jsonb_build_object('title', title, 'lang', lang) from thread where thread.thing = at.id and merged_into is null)`,
  drawn: (ref, { title, lang }: { title: string; lang: string }) => ({
    title: { original: lang, texts: { [lang]: title } },
    href: threadUrl({ ref, title }),
  }),
}

/** It was opened about a question of an agenda. */
export const concerningTie: LineageTie = {
  from: sql`select concerning as id from thread join thing as asks on asks.id = concerning where thread.thing = walk.id and asks.kind = 'agenda-question'`,
  to: sql`select thread.thing as id from thread join thing as asks on asks.id = concerning where concerning = walk.id and asks.kind = 'agenda-question' order by last_at desc limit 20`,
}
