import { sql } from 'kysely'
import { dependsOn } from '../../base/cache/tags.ts'
import { db } from '../../base/database/database.ts'
import { t } from '../../base/i18n/t.ts'
import type { Ref } from '../../base/ids.ts'
import { type Card, cardsByRows, type Kind, type Searchable } from '../../base/things/kinds.ts'
import { visibleTo } from '../../base/viewer.ts'
import { linksIn } from '../../ui/parts/markdown-text.ts'
import { opening } from '../../vocabularies/opening.ts'
import { plainWords } from '../../vocabularies/plain-words.ts'
import { librariesPanel } from '../library/panel.tsx'
import { textPeace } from '../texts/peace.ts'
import { pageUrl, titleOf } from './page.ts'
import { newest } from './reading.ts'
import { writtenBy } from './saying.ts'

interface Row {
  id: number
  ref: Ref
  slug: string
  community: string
  title: string
  lang: string
  body: string
  /** As JSON has it, or as the driver. */
  changed: string | Date
}

const rowsOf = (ids: number[], seen = sql<boolean>`true`) => sql<Row>`
  select thing.id, thing.ref, page.slug, community.slug as community, text.title, text.lang, text.body, thing.changed
  from page join thing on thing.id = page.thing join community on community.thing = page.community ${newest}
  where thing.id = any(${ids}::bigint[]) and thing.state = 'published' and ${seen}
    and exists (select from thing as home where home.id = community.thing and home.state in ('draft', 'published'))`

async function pageCards(rows: Row[]): Promise<Map<number, Card>> {
  dependsOn(...rows.map(({ ref }) => ref))
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        ref: row.ref,
        kind: 'page',
        href: pageUrl({ slug: row.community }, row),
        title: titleOf(row),
        summary: { original: row.lang, texts: { [row.lang]: opening(row.body) } },
        kindName: t('practice.page'),
        languages: [row.lang],
        changed: new Date(row.changed),
      },
    ]),
  )
}

/** A page is found by what it says now. */
async function searchable(ids: number[]): Promise<Searchable[]> {
  const { rows } = await rowsOf(ids).execute(db())
  return rows.map(({ id, title, lang, body }) => ({
    id,
    kind: 'page',
    texts: [{ lang, title, summary: opening(body), body: plainWords(body) }],
  }))
}

export const pageKind: Kind = {
  kind: 'page',
  noun: 'pages',
  peace: textPeace('page'),
  named: ([noun, slug, below, name]) =>
    noun === 'communities' && below === 'pages' && name
      ? sql`select page.thing from page join community on community.thing = page.community
          where community.slug = ${slug ?? ''} and page.slug = ${name}`
      : noun === 'pages' && slug
        ? sql`select id as thing from thing where ref = ${slug} and kind = 'page'`
        : undefined,
  ...cardsByRows({ asked: (viewer, ids) => rowsOf(ids, visibleTo(viewer)), drawn: pageCards }),
  searchable,
  panel: librariesPanel,
  addresses: async (ids) => {
    const { rows } = await rowsOf(ids).execute(db())
    return new Map(rows.map(({ id, body }) => [id, linksIn(body)]))
  },
  saidBy: writtenBy,
}
