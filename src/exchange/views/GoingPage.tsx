import { t } from '../../base/i18n/t.ts'
import type { Lang } from '../../base/text.ts'
import type { Child, JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Empty } from '../../ui/parts/Empty.tsx'
import { Feed, FeedItem } from '../../ui/parts/Feed.tsx'
import { Pager } from '../../ui/parts/Pager.tsx'
import { Tag } from '../../ui/parts/Tag.tsx'
import { Said } from '../../ui/parts/Words.tsx'
import { type Url, url, withQuery } from '../../ui/url.ts'
import { WaysBetween } from './ExchangePage.tsx'

export interface GoingProps {
  /** What goes on; else what is over. */
  going: boolean
  page: number
  total: number
}

interface Props extends GoingProps {
  title: string
  lead: string
  here: 'take-ups' | 'mentorships'
  /** The address of what goes on. */
  at: Url
  size: number
  lines: JSX.Element[]
  nothing: string
  next: { href: Url; words: string }
  also: { href: Url; words: string }[]
}

const empty = new URLSearchParams()

/** What somebody has with others, one line each: what goes on, or what is over. */
export const GoingPage = (props: Props): JSX.Element => {
  const { title, lead, here, at, going, page, total, size, lines, nothing, next, also } = props
  const address = (to: number) =>
    withQuery(at, empty, { of: going ? undefined : 'past', page: to > 1 ? String(to) : undefined })
  return (
    <Page title={title} unlisted levels={[{ name: t('exchange.title'), href: url`/exchange` }]}>
      <h1>{title}</h1>
      <p class="lead narrow-text">{lead}</p>
      <WaysBetween here={here} />
      {lines.length > 0 ? (
        <>
          <Feed>{lines}</Feed>
          <Pager page={page} size={size} total={total} address={address} />
        </>
      ) : (
        <Empty next={next} also={also}>
          {nothing}
        </Empty>
      )}
      <p class="row gap-3">
        {lines.length > 0 && <a href={next.href}>{next.words}</a>}
        {going ? (
          <a href={withQuery(at, empty, { of: 'past' })}>{t('exchange.past')}</a>
        ) : (
          <a href={at}>{t('exchange.goingOn')}</a>
        )}
      </p>
    </Page>
  )
}

/** One of them: with whom, what about, and how it stands. */
export const GoingLine = ({
  by,
  href,
  title,
  meta,
  words,
  state,
  well,
}: {
  by: string | undefined
  href: Url
  title: Child
  meta: Child
  words?: { lang: Lang; text: string }
  state: string
  /** It goes as they wished. */
  well: boolean
}): JSX.Element => (
  <FeedItem by={by} meta={meta}>
    <h2 class="small">
      <a href={href}>{title}</a>
    </h2>
    {words && (
      <p>
        <Said lang={words.lang}>{words.text}</Said>
      </p>
    )}
    <p class="row gap-2">
      <Tag tone={well ? 'ok' : undefined}>{state}</Tag>
    </p>
  </FeedItem>
)
