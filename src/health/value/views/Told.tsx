import { firstWords } from '../../../base/first-words.ts'
import { formatDate, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Tag } from '../../../ui/parts/Tag.tsx'
import { Said } from '../../../ui/parts/Words.tsx'
import { outside, url } from '../../../ui/url.ts'
import { cycleName, openToName } from '../names.ts'
import { cycles, furthest, type ValueStory } from '../story.ts'

/** One in a list: how far it came, its first words, who told it where they wish to be named. */
export const ToldInShort = ({ story }: { story: ValueStory }): JSX.Element => {
  const cycle = furthest(story.answers)
  return (
    <article class="stack gap-2">
      <p class="row gap-2">
        <Tag tone="tacit">{cycleName(cycle)}</Tag>
        <Byline story={story} />
      </p>
      <p>
        <Said lang={story.lang}>{firstWords(story.answers[cycle] ?? '', 240)}</Said>{' '}
        <a href={url`/value/${story.ref}`}>{t('value.readWhole')}</a>
      </p>
    </article>
  )
}

/** The whole of it, cycle by cycle. */
export const ToldWhole = ({ story }: { story: ValueStory }): JSX.Element => {
  const link = story.link ? outside(story.link) : undefined
  return (
    <div class="stack gap-4 narrow-text">
      {cycles.map((cycle) => {
        const words = story.answers[cycle]
        return words ? (
          <section class="stack gap-2">
            <h2>{cycleName(cycle)}</h2>
            <p class="written-out">
              <Said lang={story.lang}>{words}</Said>
            </p>
          </section>
        ) : null
      })}
      {link && (
        <p>
          {t('value.evidence')}
          {t('ui.colon')}
          <a href={link} rel="nofollow">
            {link.replace(/^https?:\/\//, '')}
          </a>
        </p>
      )}
      <p class="row gap-2">
        <Byline story={story} />
        {story.mine && <Tag>{openToName(story.openTo)}</Tag>}
      </p>
    </div>
  )
}

const Byline = ({ story: { by, told, edited } }: { story: ValueStory }): JSX.Element => (
  <span class="soft">
    {by ? <bdi>{by}</bdi> : t('value.unnamed')}
    {` · ${formatDate(new Date(told))}`}
    {edited && ` · ${t('value.edited')}`}
  </span>
)
