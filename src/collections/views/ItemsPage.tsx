import type { Attempt } from '../../base/http/form.ts'
import { reader } from '../../base/i18n/reader.ts'
import { inReach, label, t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Empty } from '../../ui/parts/Empty.tsx'
import { Faults, Line, Lines, typed } from '../../ui/parts/Fields.tsx'
import { Words } from '../../ui/parts/Words.tsx'
import { type Url, url } from '../../ui/url.ts'
import { collectionUrl } from '../address.ts'
import type { Arranged, Arrangement } from '../arranged.ts'
import type { Way } from '../arranging.ts'
import { AddingForm } from './AddingForm.tsx'
import { Note } from './ItemView.tsx'

interface ItemsProps extends Arrangement {
  /** What was typed, and into the form of which item; without one, into that for a new one. */
  attempt?: Attempt & { item?: number }
}

/** Where whoever keeps a collection puts things in, orders them, writes notes and takes things out. */
export const ItemsPage = ({ collection, items, removed, attempt }: ItemsProps): JSX.Element => {
  const fresh = attempt?.item === undefined ? attempt : undefined
  const title = t('collections.arrange')
  return (
    <Page
      title={title}
      unlisted
      levels={[
        { name: t('collections.collections'), href: url`/collections` },
        { name: label(collection.title.texts), href: collectionUrl(collection) },
      ]}
    >
      <h1>{title}</h1>
      <p class="lead">
        <a href={collectionUrl(collection)}>
          <Words text={collection.title} />
        </a>
      </p>
      <Faults attempt={attempt && { ...attempt, errors: attempt.errors.map(forItem(attempt.item)) }} />
      <section class="stack gap-5">
        <h2>{t('collections.size', { count: items.length })}</h2>
        {items.length === 0 ? (
          <Empty next={{ href: url`#address`, words: t('collections.addFirst') }}>
            {t('collections.noItems')}
          </Empty>
        ) : (
          <ol class="stack">
            {items.map((item, i) => (
              <li class="card" id={`item-${item.id}`}>
                <OneItem
                  item={item}
                  at={addressesOf(collection.ref, item.id)}
                  ways={waysOf(i, items.length)}
                  attempt={attempt?.item === item.id ? attempt : undefined}
                />
              </li>
            ))}
          </ol>
        )}
      </section>
      <AddingForm
        action={url`/collections/${collection.ref}/items`}
        title={{ label: t('collections.linkTitle'), help: t('collections.linkTitleHelp'), optional: true }}
        attempt={fresh}
      >
        <h2>{t('collections.add')}</h2>
        <Line
          {...typed(fresh, 'address')}
          label={t('collections.address')}
          help={t('collections.addressHelp')}
        />
      </AddingForm>
      {removed.length > 0 && (
        <section class="stack gap-3">
          <h2>{t('collections.removed')}</h2>
          <p class="soft">{t('collections.removedWords')}</p>
          <ul class="stack gap-2">
            {removed.map((item) => (
              <li class="row apart">
                <Name item={item} />
                <Act
                  at={url`/collections/${collection.ref}/items/${item.id}/return`}
                  words={t('collections.return')}
                  item={item}
                />
              </li>
            ))}
          </ul>
        </section>
      )}
    </Page>
  )
}

const forItem =
  (item: number | undefined) =>
  (error: Attempt['errors'][number]): Attempt['errors'][number] =>
    item === undefined || error.field === '' ? error : { ...error, field: `${error.field}-${item}` }

const waysOf = (at: number, count: number): Way[] => [
  ...(at > 1 ? (['first'] as const) : []),
  ...(at > 0 ? (['up'] as const) : []),
  ...(at < count - 1 ? (['down'] as const) : []),
  ...(at < count - 2 ? (['last'] as const) : []),
]

const addressesOf = (ref: string, item: number) => ({
  note: url`/collections/${ref}/items/${item}/note`,
  move: url`/collections/${ref}/items/${item}/move`,
  removal: url`/collections/${ref}/items/${item}/removal`,
})

const wayName = (way: Way): string =>
  ({
    first: () => t('collections.toFirst'),
    up: () => t('collections.up'),
    down: () => t('collections.down'),
    last: () => t('collections.toLast'),
  })[way]()

function OneItem({
  item,
  at,
  ways,
  attempt,
}: {
  item: Arranged
  at: ReturnType<typeof addressesOf>
  ways: Way[]
  attempt?: Attempt
}): JSX.Element {
  const shown = item.note && inReach(item.note)
  const again = typed(attempt, 'note')
  const lang = typed(attempt, 'lang').value ?? shown?.lang ?? reader().lang
  return (
    <>
      <h3>
        <Name item={item} />
      </h3>
      <Note text={item.note} />
      <details open={attempt !== undefined}>
        <summary>
          {item.note ? t('collections.changeNote') : t('collections.writeNote')}
          <span class="unseen"> {nameOf(item)}</span>
        </summary>
        <form class="stack gap-2" method="post" action={at.note} novalidate>
          <input type="hidden" name="lang" value={lang} />
          <input type="hidden" name="version" value={String(item.version)} />
          <Lines
            {...again}
            name="note"
            id={`note-${item.id}`}
            value={again.value ?? shown?.text}
            label={t('collections.note')}
            rows={3}
            optional
          />
          <button class="button quiet" type="submit">
            {t('collections.saveNote')}
          </button>
        </form>
      </details>
      <div class="row">
        {ways.length > 0 && (
          <form class="row gap-2" method="post" action={at.move}>
            {ways.map((way) => (
              <button class="button quiet" type="submit" name="way" value={way}>
                {wayName(way)}
                <span class="unseen"> {nameOf(item)}</span>
              </button>
            ))}
          </form>
        )}
        <Act at={at.removal} words={t('collections.remove')} item={item} />
      </div>
    </>
  )
}

const nameOf = ({ title }: Arranged): string => (title ? inReach(title).text : t('collections.closedItem'))

const Act = ({ at, words, item }: { at: Url; words: string; item: Arranged }): JSX.Element => (
  <form method="post" action={at}>
    <button class="button quiet" type="submit">
      {words}
      <span class="unseen"> {nameOf(item)}</span>
    </button>
  </form>
)

function Name({ item: { title, href } }: { item: Arranged }): JSX.Element {
  if (!title) return <span class="soft">{t('collections.closedItem')}</span>
  return href ? (
    <a href={href}>
      <Words text={title} />
    </a>
  ) : (
    <Words text={title} />
  )
}
