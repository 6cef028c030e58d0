import type { Panel } from '../base/things/kinds.ts'
import { url, withQuery } from '../ui/url.ts'
import { type Around, aroundAsked } from './around.ts'
import { OffersAndNeeds } from './views/OffersAndNeeds.tsx'
import { WhoCould } from './views/WhoCould.tsx'

const empty = new URLSearchParams()

/**
 * On the page of a record: who offers and who needs something on its topics; of a person: what they offer and need
 * themselves. Nothing where nobody does, but for one's own page.
 */
export const exchangePanel: Panel = {
  on: ['record', 'person'],
  asked: aroundAsked,
  drawn: (_viewer, _of, { lines, topic, person }: Around) => {
    if (person) return lines.length > 0 || person.mine ? <OffersAndNeeds lines={lines} {...person} /> : null
    return lines.length > 0 ? (
      <WhoCould
        lines={lines}
        more={withQuery(url`/exchange`, empty, { topic: topic ?? undefined })}
        experts={withQuery(url`/experts`, empty, { topic: topic ?? undefined })}
      />
    ) : null
  },
}
