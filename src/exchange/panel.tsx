import type { Panel } from '../base/things/kinds.ts'
import { url, withQuery } from '../ui/url.ts'
import { type Around, aroundAsked } from './around.ts'
import { WhoCould } from './views/WhoCould.tsx'

/** On the page of a record: who offers and who needs something on its topics; nothing where nobody does. */
export const exchangePanel: Panel = {
  on: ['record'],
  asked: aroundAsked,
  drawn: (_viewer, _of, { lines, topic }: Around) =>
    lines.length > 0 ? (
      <WhoCould
        lines={lines}
        more={withQuery(url`/exchange`, new URLSearchParams(), { topic: topic ?? undefined })}
        experts={withQuery(url`/experts`, new URLSearchParams(), { topic: topic ?? undefined })}
      />
    ) : null,
}
