import type { Ref } from '../../base/ids.ts'
import { type Url, url, withQuery } from '../../ui/url.ts'

/** The list of open questions, as far as it is narrowed. */
export const askUrl = (
  { lang, topic, mine, ours }: { lang?: string; topic?: string; mine?: boolean; ours?: boolean } = {},
  page = 1,
): Url =>
  withQuery(url`/ask`, new URLSearchParams(), {
    in: lang,
    topic,
    for: mine ? 'me' : ours ? 'communities' : undefined,
    page: page > 1 ? String(page) : undefined,
  })

export const heldUrl = (token: string): Url => url`/ask/held/${token}`

/** After asking: who may answer, and when. */
export const askedUrl = (ref: Ref): Url => url`/ask/asked/${ref}`
