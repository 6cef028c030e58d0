import { inTransaction } from '../database/database.ts'
import { alsoDrop, isListening, moment } from './kept-pages.ts'
import { type Tagged, taggedStore } from './tagged.ts'
import { dependsOn, gatheringTags, today } from './tags.ts'

interface Fragment extends Tagged {
  html: Uint8Array
}

/** 16 MB of parts of pages. */
const fragments = taggedStore<Fragment>(16 * 2 ** 20, ({ html }) => html.byteLength)
alsoDrop(fragments.drop)

/**
 * A part of a page that is costly to make and the same for many: kept until something it was made from
 * changes. Whoever asks has checked that the viewer may see it; the key names all that it depends on
 * besides: the viewer's circles, the language.
 */
export async function keptFragment<Html extends Uint8Array>(
  key: string,
  make: () => Promise<Html>,
): Promise<Html> {
  const name = `${today()} ${key}`
  const known = mayKeep() ? fragments.get(name) : undefined
  if (known) {
    dependsOn(...known.tags)
    return known.html as Html
  }
  const since = moment()
  const { result: html, tags } = await gatheringTags(make)
  dependsOn(...tags)
  if (mayKeep() && since === moment()) fragments.set(name, { html, tags })
  return html
}

/** Inside a transaction one may see what others do not. */
const mayKeep = (): boolean => isListening() && !inTransaction()
