import { t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { url } from '../../../ui/url.ts'
import type { Implications } from '../reading.ts'
import { ImplicationLine } from './Line.tsx'

/** On the page of a thread about a policy: the first of what it means. */
export const KeptImplications = ({
  thread,
  implications,
  total,
  keeps,
}: Implications & { thread: string; keeps: boolean }): JSX.Element | null =>
  total === 0 && !keeps ? null : (
    <section class="stack gap-3" id="implications">
      <h2>{t('implications.title')}</h2>
      {total === 0 && <p class="soft">{t('implications.noneYet')}</p>}
      <ol class="stack gap-3">
        {implications.map((one) => (
          <li>
            <ImplicationLine thread={thread} implication={one} />
          </li>
        ))}
      </ol>
      <p class="row gap-3 unprinted">
        {total > implications.length && (
          <a href={url`/threads/${thread}/implications`}>{t('implications.all', { count: total })}</a>
        )}
        {keeps && (
          <a class="button quiet" href={url`/threads/${thread}/implications/new`}>
            {t('implications.add')}
          </a>
        )}
        {keeps && total > 1 && total <= implications.length && (
          <a href={url`/threads/${thread}/implications`}>{t('implications.inOrder')}</a>
        )}
      </p>
    </section>
  )
