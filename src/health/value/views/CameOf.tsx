import { t } from '../../../base/i18n/t.ts'
import { Act } from '../../../people/views/Act.tsx'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { url, withQuery } from '../../../ui/url.ts'
import type { ValueStory } from '../story.ts'
import { ToldInShort } from './Told.tsx'

/** Beside what was used or said: what came of it; and to whoever it may concern now, a small offer to tell. */
export const CameOf = ({ stories, offer }: { stories: ValueStory[]; offer: string | null }): JSX.Element => (
  <section class="stack gap-3" id="came-of-it">
    <h2>{t('value.cameOf')}</h2>
    {offer && (
      <div class="row gap-3 unprinted">
        <a class="button quiet" href={withQuery(url`/value/new`, new URLSearchParams(), { of: offer })}>
          {t('value.tell')}
        </a>
        <Act action={url`/value/not-now`} hidden={{ of: offer }}>
          {t('value.notNow')}
        </Act>
        <Act action={url`/value/never`} hidden={{ of: offer, how: 'never' }}>
          {t('value.neverAsk')}
        </Act>
      </div>
    )}
    <ul class="stack gap-4">
      {stories.map((story) => (
        <li>
          <ToldInShort story={story} />
        </li>
      ))}
    </ul>
  </section>
)
