import { sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import { t } from '../base/i18n/t.ts'
import type { Ref } from '../base/ids.ts'
import { type Card, cardsByRows, cardsOf, type Kind, type Searchable } from '../base/things/kinds.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import { url } from '../ui/url.ts'
import { opening } from '../vocabularies/opening.ts'
import { threadUrl } from './address.ts'
import { saidBy, sayerLeft } from './leaving.ts'
import { formName } from './names.ts'
import { conversationPanel } from './panel.tsx'
import { postPeace, threadPeace } from './peace.ts'
import type { ThreadForm } from './thread.ts'

interface ThreadRow {
  id: number
  ref: Ref
  form: ThreadForm
  title: string
  lang: string
  answered: boolean
  closed: boolean
  words: string | null
  wordsIn: string | null
  /** As JSON has it, or as the driver. */
  last: string | Date
}

const firstPost = sql`left join lateral (
  select body, lang from post where post.thread = thing.id and hidden is null and held is null order by nth limit 1) as first on true`

/** A conversation: found by its title and its first post. */
export const threadKind: Kind = {
  kind: 'thread',
  noun: 'threads',
  ...cardsByRows({
    asked: (viewer, ids) => sql<ThreadRow>`
      select thing.id, thing.ref, form, title, thread.lang, accepted is not null as answered, closed is not null as closed,
        left(first.body, 2000) as words, first.lang as "wordsIn", last_at as last
      from thread join thing on thing.id = thread.thing ${firstPost}
      where thing.id = any(${ids}::bigint[]) and thing.state = 'published' and merged_into is null and ${visibleTo(viewer)}`,
    drawn: async (rows: ThreadRow[]) => {
      dependsOn(...rows.map(({ ref }) => ref))
      return new Map(rows.map((row) => [row.id, threadCard(row)]))
    },
  }),
  searchable: threadsSearched,
  panel: conversationPanel,
  saidBy,
  peace: threadPeace,
  keeperLeft: sayerLeft,
  creditedTo: async (viewer, person) => cardsOf(viewer, await openedBy(viewer, person)),
}

const threadCard = ({ words, wordsIn, last, ...row }: ThreadRow): Card => ({
  ...{ id: row.id, ref: row.ref, kind: 'thread', href: threadUrl(row) },
  title: { original: row.lang, texts: { [row.lang]: row.title } },
  ...(words && wordsIn && { summary: { original: wordsIn, texts: { [wordsIn]: opening(words) } } }),
  kindName: formName(row.form),
  languages: [row.lang],
  changed: new Date(last),
  states: [
    ...(row.answered ? [t('conversations.answered')] : []),
    ...(row.closed ? [t('conversations.closedTag')] : []),
  ],
})

async function threadsSearched(ids: number[]): Promise<Searchable[]> {
  const { rows } = await sql<ThreadRow>`
    select thing.id, title, thread.lang, first.body as words, first.lang as "wordsIn"
    from thread join thing on thing.id = thread.thing ${firstPost}
    where thing.id = any(${ids}::bigint[]) and thing.state = 'published' and merged_into is null`.execute(
    db(),
  )
  return rows.map(({ id, title, lang, words, wordsIn }) => ({
    id,
    kind: 'thread',
    texts: [{ lang: wordsIn ?? lang, title, summary: opening(words ?? ''), body: words ?? '' }],
  }))
}

/** The newest that they opened by name, at most twelve. */
async function openedBy(viewer: Viewer, person: number): Promise<{ id: number; kind: string }[]> {
  const { rows } = await sql<{ id: number; kind: string }>`
    select thing.id, thing.kind from post join thing on thing.id = post.thread join thread on thread.thing = thing.id
    where post.person = ${person} and post.nth = 1 and hidden is null and merged_into is null
      and thing.state = 'published' and ${visibleTo(viewer)} order by post.at desc limit 12`.execute(db())
  return rows
}

interface PostRow {
  id: number
  ref: Ref
  thread: Ref
  title: string
  titleIn: string
  body: string
  lang: string
  at: string | Date
}

/** What somebody said in a conversation: found by its words. The first of each is found as the conversation. */
export const postKind: Kind = {
  kind: 'post',
  noun: 'posts',
  peace: postPeace,
  ...cardsByRows({
    asked: (viewer, ids) => sql<PostRow>`
      select thing.id, thing.ref, home.ref as thread, title, thread.lang as "titleIn", left(body, 2000) as body, post.lang, at
      from post join thing on thing.id = post.thing join thread on thread.thing = post.thread join thing as home on home.id = thread.thing
      where thing.id = any(${ids}::bigint[]) and thing.state = 'published' and hidden is null and ${visibleTo(viewer)}`,
    drawn: async (rows: PostRow[]) => {
      dependsOn(...rows.map(({ thread }) => thread))
      return new Map(
        rows.map(({ id, ref, title, titleIn, body, lang, at }) => [
          id,
          {
            ...{ id, ref, kind: 'post', href: url`/posts/${ref}` },
            title: { original: titleIn, texts: { [titleIn]: title } },
            summary: { original: lang, texts: { [lang]: opening(body) } },
            kindName: t('conversations.post'),
            languages: [lang],
            changed: new Date(at),
          },
        ]),
      )
    },
  }),
  searchable: async (ids) => {
    const { rows } = await sql<PostRow>`
      select thing as id, body, lang from post where thing = any(${ids}::bigint[]) and nth > 1 and hidden is null and held is null`.execute(
      db(),
    )
    return rows.map(({ id, body, lang }) => ({
      id,
      kind: 'post',
      texts: [{ lang, title: '', summary: opening(body), body }],
    }))
  },
}
