import { formatNumber, t } from '../../base/i18n/t.ts'
import type { Community } from '../../communities/community.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Words } from '../../ui/parts/Words.tsx'
import { type Url, url } from '../../ui/url.ts'
import type { Legacy } from '../legacy.ts'

/** What a closed community left, each figure with the way to what it counts; nothing is said of what there is none of. */
export const LegacyOf = ({
  community,
  legacy: { threads, posts, answered, agreed, pages, library, records, people },
}: {
  community: Community
  legacy: Legacy
}): JSX.Element => {
  const { slug, successor } = community
  const figures: { count: number; words: string; href?: Url }[] = [
    {
      count: records,
      words: t('legacy.records', { count: records }),
      href: url`/communities/${slug}/library`,
    },
    {
      count: library,
      words: t('legacy.library', { count: library }),
      href: url`/communities/${slug}/library`,
    },
    { count: agreed, words: t('legacy.agreed', { count: agreed }), href: url`/communities/${slug}/agenda` },
    { count: pages, words: t('legacy.pages', { count: pages }), href: url`/communities/${slug}/pages` },
    { count: answered, words: t('legacy.answered', { count: answered }), href: url`#talk` },
    { count: threads, words: t('legacy.threads', { count: threads }), href: url`#talk` },
    { count: posts, words: t('legacy.posts', { count: posts }) },
    { count: people, words: t('legacy.people', { count: people }) },
  ]
  const shown = figures.filter(({ count }) => count > 0)
  return (
    <section class="stack gap-3" id="legacy">
      {(shown.length > 0 || successor) && <h2>{t('legacy.title')}</h2>}
      <ul class="grid">
        {shown.map(({ count, words, href }) => (
          <li>
            <strong>{formatNumber(count)}</strong> {href ? <a href={href}>{words}</a> : <span>{words}</span>}
          </li>
        ))}
      </ul>
      {successor && (
        <p>
          {t('legacy.goOn')}{' '}
          <a href={url`/organisations/${successor.slug}`}>
            <Words text={successor.name} />
          </a>
        </p>
      )}
      {threads > 0 && <h2 id="talk">{t('legacy.talk')}</h2>}
    </section>
  )
}
