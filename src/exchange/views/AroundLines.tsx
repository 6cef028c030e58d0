import type { JSX } from '../../ui/jsx/elements.ts'
import { Tag } from '../../ui/parts/Tag.tsx'
import { Said } from '../../ui/parts/Words.tsx'
import { asSentence } from '../../ui/sentence.ts'
import { entryUrl } from '../address.ts'
import type { AroundLine } from '../around.ts'
import { sideName, whatName } from '../names.ts'

/** Offers and needs beside something else, with whose they are where the page does not say it. */
export const AroundLines = ({ lines, own }: { lines: AroundLine[]; own?: boolean }): JSX.Element => (
  <ul class="stack gap-3">
    {lines.map((line) => (
      <li>
        <a href={entryUrl(line)}>
          <Said lang={line.lang}>{line.title}</Said>
        </a>
        <div class="row gap-2 soft">
          <Tag tone={line.side === 'offer' ? 'ok' : 'tacit'}>{asSentence(sideName(line.side))}</Tag>
          {own ? <span>{whatName(line.what)}</span> : <bdi>{line.by}</bdi>}
        </div>
      </li>
    ))}
  </ul>
)
