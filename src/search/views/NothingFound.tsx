import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Empty } from '../../ui/parts/Empty.tsx'
import { Words } from '../../ui/parts/Words.tsx'
import { url } from '../../ui/url.ts'
import { searchUrl, withoutChoices } from '../address.ts'
import type { Explored } from '../exploring.ts'

/** Why there is nothing, and what can be done: fewer choices, topics by that name, other ways to look. */
export function NothingFound({ asked, chosen, named }: Explored): JSX.Element {
  const topics = named.map((card) => ({
    href: card.href,
    words: <Words text={card.title} />,
  }))
  const ways = [
    { href: url`/vocabularies`, words: t('search.seeTopics') },
    { href: url`/places`, words: t('search.seePlaces') },
  ]
  if (chosen.length)
    return (
      <Empty
        next={{
          href: searchUrl(withoutChoices(asked)),
          words: t('search.tryWithout'),
        }}
        also={[...topics, ...ways]}
      >
        {t('search.nothingChosen', { count: chosen.length + (asked.q ? 1 : 0) })}
      </Empty>
    )
  if (asked.q)
    return (
      <Empty
        next={{ href: url`/ask?q=${asked.q}`, words: t('ui.askIt') }}
        also={[{ href: url`/search`, words: t('search.seeEverything') }, ...topics, ...ways]}
      >
        {t('search.nothingWords')}
      </Empty>
    )
  return (
    <Empty next={{ href: url`/instruments`, words: t('ui.questionnaires') }} also={ways}>
      {t('search.nothingYet')}
    </Empty>
  )
}
