import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import { nameFor } from './names.ts'
import { tokens } from './tokens.ts'

/** With fewer letters everything begins, and there are more words than titles. */
const fewest = 2
const fewestOfAWord = 3
const mostTitles = 5
const mostWords = 5

/** A title longer than this completes nothing. */
const longest = 200

/**
 * How what is typed could go on: titles that begin so, then the last word completed, of what the
 * viewer may see only. One query.
 */
export async function suggest(viewer: Viewer, start: string): Promise<string[]> {
  const typed = tokens(start)
  const last = typed.at(-1)
  const name = nameFor(start)
  if (!last || name.length < fewest) return []
  const before = start.slice(0, last.start)
  const { rows } = await sql<{ title: string | null; word: string | null }>`
    with title as (
      select title, min(length(title)) as length from (
        select doc_text.title from (
          select id from doc where title >= ${name} and title < ${after(name)} and length(title) <= ${longest} and ${visibleTo(viewer, 'doc.circle')}
          order by title limit 50
        ) as begun join doc_text on doc_text.doc = begun.id
      ) as titles group by title order by length, title limit ${mostTitles}
    ), word as (
      select word.text, sum(word_use.docs) as docs
      from word join word_use on word_use.word = word.id
      where word.text >= ${last.word} and word.text < ${after(last.word)} and ${last.word.length >= fewestOfAWord}
        and word_use.docs > 0 and ${visibleTo(viewer, 'word_use.circle')} and word.lex is not null
        and exists (select from posting where posting.lex = word.lex and ${visibleTo(viewer, 'posting.circle')})
      group by word.text order by docs desc, word.text limit ${mostWords}
    )
    select title, null as word from title union all select null, text from word`.execute(db())
  const all = rows.map(({ title, word }) => title ?? before + word)
  return all.filter(
    (one, i) => one !== start && all.findIndex((other) => nameFor(other) === nameFor(one)) === i,
  )
}

/** What comes after everything that begins so, in the order of the locale C. */
const after = (start: string): string => `${start}\u{10ffff}`
