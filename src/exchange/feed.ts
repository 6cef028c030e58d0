import { Feed } from 'feed'
import { t } from '../base/i18n/t.ts'
import type { Viewer } from '../base/viewer.ts'
import { site } from '../ui/site.ts'
import { url } from '../ui/url.ts'
import { opening } from '../vocabularies/opening.ts'
import { entryUrl } from './address.ts'
import { listEntries, type Wanted } from './listing.ts'
import { byWhom, sideName } from './names.ts'

/** The newest offers and needs that the viewer may see, as Atom (RFC 4287). One query. */
export async function exchangeFeed(
  viewer: Viewer,
  origin: string,
  wanted: Wanted,
  query: string,
): Promise<string> {
  const { entries } = await listEntries(viewer, wanted)
  const feed = new Feed({
    id: origin + url`/exchange` + query,
    link: origin + url`/exchange` + query,
    feedLinks: { atom: origin + url`/feeds/exchange.atom` + query },
    title: t('exchange.title'),
    generator: site().name,
    copyright: '',
    updated: entries[0] ? new Date(entries[0].changed) : new Date(0),
  })
  for (const entry of entries) {
    const href = origin + entryUrl(entry)
    feed.addItem({
      ...{ id: href, link: href, title: asHtml(`${sideName(entry.side)}: ${entry.title}`) },
      description: asHtml(opening(entry.words)),
      author: [{ name: byWhom(entry) }],
      published: new Date(entry.opened),
      date: new Date(entry.changed),
    })
  }
  return feed.atom1()
}

/** The library says of what stands in a feed that it is HTML, and what people wrote is not. */
const asHtml = (words: string): string =>
  words.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
