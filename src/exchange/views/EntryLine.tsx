import { formatDate, formatList, languageName, t } from '../../base/i18n/t.ts'
import { everyone } from '../../base/viewer.ts'
import { placeNames } from '../../places/choosing.ts'
import type { Child, JSX } from '../../ui/jsx/elements.ts'
import { FeedItem } from '../../ui/parts/Feed.tsx'
import { Tag } from '../../ui/parts/Tag.tsx'
import { Said } from '../../ui/parts/Words.tsx'
import { asSentence } from '../../ui/sentence.ts'
import { opening } from '../../vocabularies/opening.ts'
import { entryUrl } from '../address.ts'
import { type Entry, isOver } from '../entry.ts'
import { byWhom, forWhom, type Known, sideName, timeName, whatName } from '../names.ts'

/** What a list shows of an offer or a need. */
export const EntryLine = ({
  entry,
  places,
  within,
  children,
}: Pick<Known, 'places'> & {
  entry: Entry
  /** It stands below a heading of the page. */
  within?: boolean
  /** Why it stands here, or how it goes. */
  children?: Child
}): JSX.Element => (
  <FeedItem
    by={entry.author?.name || undefined}
    meta={
      <>
        <span>
          <bdi>{byWhom(entry)}</bdi>
        </span>
        {entry.places.length > 0 && <span>{placeNames(entry.places, places)}</span>}
        {entry.langs.length > 0 && <span>{formatList(entry.langs.map(languageName), 'unit')}</span>}
        {entry.time && <span>{timeName(entry.time)}</span>}
        <span>{t('exchange.untilDay', { day: formatDate(entry.until) })}</span>
        {entry.circle !== everyone && <span>{forWhom(entry, everyone)}</span>}
      </>
    }
  >
    <p class="row gap-2">
      <SideTags entry={entry} />
    </p>
    {within ? (
      <h3 class="small">
        <Title entry={entry} />
      </h3>
    ) : (
      <h2 class="small">
        <Title entry={entry} />
      </h2>
    )}
    {entry.words && (
      <p>
        <Said lang={entry.lang}>{opening(entry.words)}</Said>
      </p>
    )}
    {children}
  </FeedItem>
)

const Title = ({ entry }: { entry: Entry }): JSX.Element => (
  <a href={entryUrl(entry)}>
    <Said lang={entry.lang}>{entry.title}</Said>
  </a>
)

/** Offer or need, of what, and how it stands. */
export const SideTags = ({ entry }: { entry: Entry }): JSX.Element => (
  <>
    <Tag tone={entry.side === 'offer' ? 'ok' : 'tacit'}>{asSentence(sideName(entry.side))}</Tag>
    <Tag>{asSentence(whatName(entry.what))}</Tag>
    {isOver(entry) && <Tag>{t('exchange.over')}</Tag>}
    {entry.held && <Tag tone="problem">{t('exchange.waits')}</Tag>}
    {entry.hidden && <Tag tone="problem">{t('exchange.hidden')}</Tag>}
  </>
)
