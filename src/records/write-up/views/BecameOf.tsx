import { formatList, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Words } from '../../../ui/parts/Words.tsx'
import { recordUrl } from '../../address.ts'
import type { WriteUpAround } from '../around.ts'

/** On the page of a conversation: who writes it up, and what it became. */
export const BecameOf = ({ around }: { around: WriteUpAround }): JSX.Element => (
  <section class="stack gap-3" id="became">
    <h2>{t('writeup.became')}</h2>
    {around.writing.length > 0 && (
      <p class="soft">{t('writeup.beingWritten', { names: formatList(around.writing) })}</p>
    )}
    <ul class="stack gap-2">
      {around.records.map(({ ref, title }) => (
        <li>
          <a href={recordUrl({ ref, content: { title } })}>
            <Words text={title} />
          </a>
        </li>
      ))}
    </ul>
  </section>
)
