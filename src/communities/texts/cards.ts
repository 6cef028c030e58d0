import { type RawBuilder, sql } from 'kysely'
import { dependsOn } from '../../base/cache/tags.ts'
import { db } from '../../base/database/database.ts'
import type { Ref } from '../../base/ids.ts'
import type { Text } from '../../base/text.ts'
import { type Card, cardsByRows, type Kind, type Searchable } from '../../base/things/kinds.ts'
import { visibleTo } from '../../base/viewer.ts'
import { linksIn } from '../../ui/parts/markdown-text.ts'
import type { Url } from '../../ui/url.ts'
import { opening } from '../../vocabularies/opening.ts'
import { plainWords } from '../../vocabularies/plain-words.ts'

interface Row {
  id: number
  ref: Ref
  /** Its slug. */
  community: string
  /** What it is called, in each language. */
  words: Text
  /** Its newest text, where it has one. */
  text: { body: string; lang: string } | null
  /** As JSON has it, or as the driver. */
  changed: string | Date
}

interface Shown<More> {
  kind: string
  /** The columns `words` and those of `More`, as SQL names them. */
  columns: RawBuilder<unknown>
  /** Its table as `one`, with `newestText`. */
  from: RawBuilder<unknown>
  kindName: () => string
  href: (row: Row & More) => Url
  states?: (row: Row & More) => string[]
}

/** To be joined: the newest text of `one`, as `text`. */
export const newestText = sql`
  lateral (select title, body, lang from shared_text where shared_text.thing = one.thing order by number desc limit 1) as text on true`

/** Things with a text in a community: their cards, what search finds them by, and what their texts lead to. */
export function cardsOfTexts<More = object>({
  kind,
  columns,
  from,
  kindName,
  href,
  states,
}: Shown<More>): Pick<Kind, 'kind' | 'rows' | 'cards' | 'searchable' | 'addresses'> {
  const rowsOf = (ids: number[], seen = sql<boolean>`true`) => sql<Row & More>`
    select thing.id, thing.ref, community.slug as community, thing.changed, ${columns},
      case when text.body is not null then json_build_object('body', text.body, 'lang', text.lang) end as text
    from ${from} join thing on thing.id = one.thing join community on community.thing = one.community
    where thing.id = any(${ids}::bigint[]) and thing.state = 'published' and ${seen}
      and exists (select from thing as home where home.id = community.thing and home.state in ('draft', 'published'))`

  async function drawn(rows: (Row & More)[]): Promise<Map<number, Card>> {
    dependsOn(...rows.map(({ ref }) => ref))
    return new Map(
      rows.map((row) => [
        row.id,
        {
          id: row.id,
          ref: row.ref,
          kind,
          href: href(row),
          title: row.words,
          summary: row.text
            ? { original: row.text.lang, texts: { [row.text.lang]: opening(row.text.body) } }
            : undefined,
          kindName: kindName(),
          languages: Object.keys(row.words.texts),
          changed: new Date(row.changed),
          states: states?.(row),
        },
      ]),
    )
  }

  /** Found by what it is called in each language, and by its text in the language of that. */
  async function searchable(ids: number[]): Promise<Searchable[]> {
    const { rows } = await rowsOf(ids).execute(db())
    return rows.map(({ id, words, text }) => ({
      id,
      kind,
      texts: [...new Set([...Object.keys(words.texts), ...(text ? [text.lang] : [])])].map((lang) => ({
        lang,
        title: words.texts[lang] ?? words.texts[words.original] ?? '',
        summary: text?.lang === lang ? opening(text.body) : '',
        body: text?.lang === lang ? plainWords(text.body) : '',
      })),
    }))
  }

  return {
    kind,
    ...cardsByRows({ asked: (viewer, ids) => rowsOf(ids, visibleTo(viewer)), drawn }),
    searchable,
    addresses: async (ids) => {
      const { rows } = await rowsOf(ids).execute(db())
      return new Map(rows.map(({ id, text }) => [id, text ? linksIn(text.body) : []]))
    },
  }
}
