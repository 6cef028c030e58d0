import { sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import { cardsOf } from '../base/things/kinds.ts'
import { stranger, visibleTo } from '../base/viewer.ts'
import { site } from '../ui/site.ts'
import { type Url, url } from '../ui/url.ts'

/** A page of a sitemap holds 50,000 addresses at most (sitemaps.org, 0.9); these leave room for the pages of no thing. */
const things = 49_000
/** So many things are read at a time: no connection is held while a slow reader takes them. */
const together = 500

const pages: Url[] = [
  url`/`,
  url`/about`,
  url`/places`,
  url`/communities`,
  url`/collections`,
  url`/vocabularies`,
  url`/instruments`,
  url`/api`,
]

/** Sitemaps are read by machines that are nobody: they hold what a stranger sees. */
const open = sql`thing.state = 'published' and ${visibleTo(stranger)}`

/** The index: a page for each so many things, named by the key of the thing before its first. */
export async function sitemapIndex(): Promise<string> {
  dependsOn('things')
  const { rows } = await sql<{ after: number }>`
    select id as after from (select id, row_number() over (order by id) as nth from thing where ${open}) as numbered
    where nth % ${things} = 0 order by id`.execute(db())
  const written = [0, ...rows.map(({ after }) => after)].map(
    (after) => `<sitemap><loc>${whole(url`/sitemap/${after}.xml`)}</loc></sitemap>`,
  )
  return `${head}<sitemapindex ${namespace}>${written.join('\n')}</sitemapindex>`
}

/** One page of it: the addresses of the public things after this key, with the day each changed. */
export async function* sitemapPage(after: number, most = things): AsyncGenerator<string> {
  yield `${head}<urlset ${namespace}>`
  if (after === 0) for (const page of pages) yield entry(page)
  for (let last = after, left = most; left > 0; ) {
    const { rows } = await sql<{ id: number; kind: string; changed: Date }>`
      select id, kind, changed from thing where ${open} and id > ${last} order by id limit ${Math.min(left, together)}`.execute(
      db(),
    )
    if (rows.length === 0) break
    const changed = new Map(rows.map((row) => [row.id, row.changed]))
    const cards = await cardsOf(stranger, rows)
    yield cards.map(({ id, href }) => entry(href, changed.get(id))).join('')
    last = rows.at(-1)!.id
    left -= rows.length
  }
  yield '</urlset>'
}

const head = '<?xml version="1.0" encoding="UTF-8"?>\n'
const namespace = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

const whole = (address: Url): string =>
  (site().origin + address).replace(/[&<>'"]/g, (mark) => `&#${mark.charCodeAt(0)};`)

const entry = (address: Url, changed?: Date): string =>
  `<url><loc>${whole(address)}</loc>${changed ? `<lastmod>${changed.toISOString()}</lastmod>` : ''}</url>\n`

/** What robots may ask, and where all there is stands: a search is endless and costly, its results stand in the sitemap. */
export const robots = (): string =>
  `User-agent: *\nDisallow: /search\nDisallow: /records/compare\n\nSitemap: ${site().origin}/sitemap.xml\n`
