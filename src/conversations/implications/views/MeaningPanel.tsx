import { t } from '../../../base/i18n/t.ts'
import type { Ref } from '../../../base/ids.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Tag } from '../../../ui/parts/Tag.tsx'
import { Said } from '../../../ui/parts/Words.tsx'
import { url } from '../../../ui/url.ts'
import { threadUrl } from '../../address.ts'
import { stateName, stateTone } from '../names.ts'
import type { Meaning } from '../reading.ts'

/** On the page of a policy: what it means and where to ask; on that of what became of it: where that was said. */
export const MeaningPanel = ({ of, meaning }: { of: Ref; meaning: Meaning }): JSX.Element => (
  <>
    {meaning.policy && (
      <section class="stack gap-3" id="meaning">
        <h2>{t('implications.whatItMeans')}</h2>
        {meaning.implications.length > 0 ? (
          <Lines named={meaning.implications} />
        ) : (
          <p class="soft">{t('implications.nobodyAsked')}</p>
        )}
        {meaning.total > meaning.implications.length && (
          <p>
            <a href={url`/threads/${meaning.implications[0]!.thread.ref}/implications`}>
              {t('implications.all', { count: meaning.total })}
            </a>
          </p>
        )}
        <p class="unprinted">
          <a class="button quiet" href={url`/records/${of}/meaning`}>
            {t('implications.whatForUs')}
          </a>
        </p>
      </section>
    )}
    {meaning.from.length > 0 && (
      <section class="stack gap-3" id="comes-from">
        <h2>{t('implications.comesFrom')}</h2>
        <Lines named={meaning.from} />
      </section>
    )}
  </>
)

const Lines = ({ named }: { named: Meaning['implications'] }): JSX.Element => (
  <ul class="stack gap-3">
    {named.map(({ id, words, lang, state, thread }) => (
      <li>
        <a href={url`/threads/${thread.ref}/implications/${String(id)}`}>
          <Said lang={lang}>{words}</Said>
        </a>
        <div class="row gap-2 soft">
          <Tag tone={stateTone(state)}>{stateName(state)}</Tag>
          <a href={threadUrl(thread)}>{thread.title}</a>
        </div>
      </li>
    ))}
  </ul>
)
