import { formatNumber, t } from '../../base/i18n/t.ts'
import type { AboutList } from '../../base/things/lists.ts'
import { isRecordKind } from '../../instruments/definition.ts'
import { kindName } from '../../records/names.ts'
import type { Child, JSX } from '../../ui/jsx/elements.ts'
import { Pager } from '../../ui/parts/Pager.tsx'
import { Tabs } from '../../ui/parts/Tabs.tsx'
import { ThingCard } from '../../ui/parts/ThingCard.tsx'
import { type Url, withQuery } from '../../ui/url.ts'
import { type Asked, pageSize } from '../asked.ts'

interface KnownProps {
  title: string
  /** The page it stands on. */
  here: Url
  known: AboutList
  asked: Asked
  /** What stands here when there is nothing to list. */
  children: Child
}

/** What is known somewhere, all of it or one kind, newest first, page by page. */
export const Known = ({ title, here, known, asked, children }: KnownProps): JSX.Element => (
  <section class="stack" id="known">
    <h2>{title}</h2>
    {known.counts.length > 1 && <KindTabs here={here} known={known} asked={asked} />}
    {known.cards.length === 0 ? children : known.cards.map((card) => <ThingCard card={card} />)}
    {known.cards.length > 0 && (
      <Pager
        page={asked.page}
        size={pageSize}
        total={known.total}
        address={(page) =>
          withQuery(here, new URLSearchParams(), {
            kind: asked.kind,
            page: page === 1 ? undefined : String(page),
          })
        }
      />
    )}
  </section>
)

/** How much is known, of every kind together. */
export const countOfAll = ({ counts }: AboutList): number => counts.reduce((sum, { count }) => sum + count, 0)

function KindTabs({ here, known, asked }: Pick<KnownProps, 'here' | 'known' | 'asked'>): JSX.Element {
  const all = `${t('places.allKinds')} (${formatNumber(countOfAll(known))})`
  const tabs = known.counts.map(({ kind, count }) => ({
    label: severalOf(kind, count),
    href: withQuery(here, new URLSearchParams(), { kind }),
    current: asked.kind === kind,
  }))
  return (
    <Tabs
      name={t('places.tabs')}
      tabs={[{ label: all, href: here, current: asked.kind === undefined }, ...tabs]}
    />
  )
}

/** Kinds of things and sorts of records as a tab names them, with how many there are. */
function severalOf(kind: string, count: number): string {
  const names: Record<string, () => string> = {
    topic: () => t('places.topics', { count }),
    vocabulary: () => t('places.vocabularies', { count }),
    instrument: () => t('places.instruments', { count }),
    place: () => t('places.places', { count }),
    community: () => t('places.communities', { count }),
    programme: () => t('places.programmes', { count }),
    collection: () => t('places.collections', { count }),
  }
  return names[kind]?.() ?? `${isRecordKind(kind) ? kindName(kind) : kind} (${formatNumber(count)})`
}
