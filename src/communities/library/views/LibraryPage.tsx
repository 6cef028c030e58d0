import type { Attempt } from '../../../base/http/form.ts'
import { formatNumber, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Empty } from '../../../ui/parts/Empty.tsx'
import { Faults, Line, Pick, typed } from '../../../ui/parts/Fields.tsx'
import { Pages } from '../../../ui/parts/Pages.tsx'
import { asSentence } from '../../../ui/sentence.ts'
import { url, within } from '../../../ui/url.ts'
import { communityUrl } from '../../address.ts'
import type { Community } from '../../community.ts'
import { type ListedPage, pagesUrl } from '../../pages/page.ts'
import { PageList } from '../../pages/views/PageList.tsx'
import { most } from '../../texts/text.ts'
import { CommunityFrame } from '../../views/CommunityFrame.tsx'
import { type Item, libraryUrl } from '../item.ts'
import type { Library } from '../listing.ts'
import { itemKindName } from '../names.ts'
import { ItemFields } from './ItemFields.tsx'
import { Items } from './Items.tsx'

interface LibraryProps extends Library {
  community: Community
  asked: { q?: string; kind?: string; page: number }
  /** The first of its pages, and how many there are. */
  pages: { pages: ListedPage[]; total: number }
  removed: Item[]
  works: boolean
  mayTakeOut: (item: Item) => boolean
  attempt?: Attempt
}

/** What a community holds together: the pages it writes, and what it keeps at hand. */
export const LibraryPage = (props: LibraryProps): JSX.Element => {
  const { community, asked, works, attempt } = props
  const narrowed = asked.q !== undefined || asked.kind !== undefined
  return (
    <CommunityFrame community={community} tab="library" unlisted={narrowed || asked.page > 1}>
      {attempt && <Faults attempt={attempt} />}
      {!narrowed && asked.page === 1 && <OfPages {...props} />}
      <section class="stack gap-5">
        <h2>{t('practice.atHand')}</h2>
        <Narrowing {...props} />
        <Held {...props} narrowed={narrowed} />
      </section>
      {works && <PutIn {...props} />}
      {props.removed.length > 0 && (
        <section class="stack gap-4 unprinted">
          <h2>{t('practice.takenOut')}</h2>
          <p class="soft">{t('practice.takenOutWords')}</p>
          <Items
            items={props.removed}
            rank={3}
            acts={(item) =>
              props.mayTakeOut(item) && (
                <form method="post" action={within(libraryUrl(community), 'items', item.id, 'return')}>
                  <button class="button quiet" type="submit">
                    {t('practice.bringBack')}
                  </button>
                </form>
              )
            }
          />
        </section>
      )}
    </CommunityFrame>
  )
}

const OfPages = ({ community, pages, works }: LibraryProps): JSX.Element | null =>
  pages.total > 0 || works ? (
    <section class="stack gap-4">
      <h2>{t('practice.pages')}</h2>
      {pages.total > 0 ? (
        <PageList community={community} pages={pages.pages} rank={3} />
      ) : (
        <p class="soft">{t('practice.noPages')}</p>
      )}
      <p class="row unprinted">
        {works && (
          <a class="button quiet" href={url`/communities/${community.slug}/pages/new`}>
            {t('practice.newPage')}
          </a>
        )}
        {pages.total > pages.pages.length && (
          <a href={pagesUrl(community)}>
            {t('practice.allPages', { count: pages.total, shown: formatNumber(pages.total) })}
          </a>
        )}
      </p>
    </section>
  ) : null

const Narrowing = ({ community, asked, kinds }: LibraryProps): JSX.Element | null =>
  kinds.length > 0 ? (
    <form class="inline-form unprinted" action={libraryUrl(community)}>
      <Line name="q" type="search" label={t('practice.find')} value={asked.q} optional="unsaid" />
      <Pick
        name="kind"
        label={t('practice.kind')}
        value={asked.kind ?? ''}
        optional="unsaid"
        choices={[
          { value: '', label: t('practice.everything') },
          ...kinds.map(({ kind, count }) => ({
            value: kind,
            label: t('practice.kindCounted', {
              kind: asSentence(itemKindName(kind)),
              count: formatNumber(count),
            }),
          })),
        ]}
      />
      <button class="button" type="submit">
        {t('practice.show')}
      </button>
    </form>
  ) : null

const Held = ({
  community,
  items,
  total,
  asked,
  works,
  mayTakeOut,
  narrowed,
}: LibraryProps & { narrowed: boolean }): JSX.Element => {
  if (total === 0)
    return (
      <Empty
        next={
          narrowed
            ? { href: libraryUrl(community), words: t('practice.wholeLibrary') }
            : works
              ? { href: url`#put-in`, words: t('practice.putIn') }
              : { href: communityUrl(community), words: t('practice.toConversation') }
        }
      >
        {narrowed ? t('practice.noneSuch') : t('practice.nothingAtHand')}
      </Empty>
    )
  return (
    <>
      <Items
        items={items}
        rank={3}
        acts={(item) =>
          mayTakeOut(item) && (
            <form
              class="unprinted"
              method="post"
              action={within(libraryUrl(community), 'items', item.id, 'removal')}
            >
              <button class="button quiet" type="submit">
                {t('practice.takeOut')}
              </button>
            </form>
          )
        }
      />
      <Pages
        page={asked.page}
        size={most.listed}
        total={total}
        at={libraryUrl(community)}
        asked={{ q: asked.q, kind: asked.kind }}
      />
    </>
  )
}

const PutIn = ({ community, attempt }: LibraryProps): JSX.Element => (
  <section class="stack gap-4 unprinted" id="put-in">
    <h2>{t('practice.putIn')}</h2>
    <form class="form" method="post" action={within(libraryUrl(community), 'items')} novalidate>
      <Line {...typed(attempt, 'address')} label={t('practice.address')} help={t('practice.addressHelp')} />
      <Line
        {...typed(attempt, 'title')}
        label={t('practice.linkTitle')}
        help={t('practice.linkTitleHelp')}
        optional
      />
      <ItemFields attempt={attempt} />
      <button class="button" type="submit">
        {t('practice.putIn')}
      </button>
    </form>
  </section>
)
