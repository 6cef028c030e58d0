import type { Context } from 'hono'
import type { Doors } from '../base/http/app.ts'
import { pageAsked } from '../base/http/asked.ts'
import { isLang } from '../base/text.ts'
import { everywhere } from '../places/everywhere.ts'
import { topicNamed } from '../vocabularies/topics.ts'
import { sides, whats } from './entry.ts'
import type { Wanted } from './listing.ts'
import type { AskedList, Unknown } from './views/Filters.tsx'

/** What a list is narrowed by, and what of it there is not here. */
export async function askedOf(
  c: Context<Doors>,
): Promise<{ asked: AskedList; wanted: Wanted; unknown: Unknown }> {
  const said = (name: string) => c.req.query(name)?.trim().slice(0, 200) || undefined
  const asked = {
    ...{
      side: said('side'),
      what: said('what'),
      topic: said('topic'),
      place: said('place'),
      lang: said('in'),
    },
    page: pageAsked(c),
  }
  const { byCode } = await everywhere()
  const topic = asked.topic ? await topicNamed(asked.topic) : undefined
  const place = asked.place ? byCode.get(asked.place.toUpperCase()) : undefined
  const lang = asked.lang && isLang(asked.lang) ? asked.lang : undefined
  return {
    asked,
    wanted: {
      ...{ topic: topic?.id, place: place?.id, lang },
      side: sides.find((one) => one === asked.side),
      what: whats.find((one) => one === asked.what),
    },
    unknown: {
      topic: asked.topic !== undefined && !topic,
      place: asked.place !== undefined && !place,
      lang: asked.lang !== undefined && !lang,
    },
  }
}
