import type { Viewer } from '../base/viewer.ts'
import { aboutOf } from '../vocabularies/subjects.ts'
import { entryUrl } from './address.ts'
import { audienceOf, isOpen, type Side } from './entry.ts'
import { entryFor } from './reading.ts'

/** An offer or a need as data; the refusals of `entryFor`. */
export async function travellingEntry(viewer: Viewer, side: Side, ref: string) {
  const entry = await entryFor(viewer, ref, { side })
  const named = async (ids: number[]) =>
    (await aboutOf(ids)).map(({ name, href }) => ({ name, address: href as string }))
  const { what, title, words, lang, langs, time, starts, until, author, organisation, interest, community } =
    entry
  return {
    ...{ ref: entry.ref, side, what, address: entryUrl(entry) as string, title, words, lang, langs, until },
    ...(time && { time }),
    ...(starts && { starts }),
    opened: new Date(entry.opened).toISOString(),
    changed: new Date(entry.changed).toISOString(),
    ...(author?.name && { by: author.name }),
    ...(organisation && { organisation: organisation.slug }),
    ...(interest && { interest }),
    ...(community && { community: community.slug }),
    audience: audienceOf(entry),
    version: entry.version,
    open: isOpen(entry),
    places: await named(entry.places),
    topics: await named(entry.topics),
  }
}
