import { inReach, t } from '../../base/i18n/t.ts'
import type { Ref } from '../../base/ids.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { type Choice, Pick } from '../../ui/parts/Fields.tsx'
import { Words } from '../../ui/parts/Words.tsx'
import { url, withQuery } from '../../ui/url.ts'
import { collectionUrl } from '../address.ts'
import type { Around } from '../around.ts'

/** On the page of a thing: the collections it stands in, and the way into one of the reader's own. */
export const CollectionsAround = ({
  of,
  around,
  signedIn,
}: {
  of: Ref
  around: Around
  signedIn: boolean
}): JSX.Element => (
  <section class="stack gap-3 unprinted" id="in-collections">
    {around.standsIn.length > 0 && (
      <>
        <h2>{t('collections.inCollections')}</h2>
        <ul class="row gap-3">
          {around.standsIn.map((one) => (
            <li>
              <a href={collectionUrl(one)}>
                <Words text={one.title} />
              </a>
            </li>
          ))}
        </ul>
      </>
    )}
    {signedIn && <IntoMine of={of} around={around} />}
  </section>
)

/** Where the reader keeps none it leads to the form that starts one. */
const IntoMine = ({ of, around }: { of: Ref; around: Around }): JSX.Element =>
  around.mine.length > 0 ? (
    <form class="inline-form" method="post" action={url`/collections/additions`}>
      <input type="hidden" name="thing" value={of} />
      <Pick name="collection" label={t('collections.addTo')} choices={choicesOf(around)} />
      <button class="button quiet" type="submit">
        {t('collections.addButton')}
      </button>
    </form>
  ) : (
    <p>
      <a
        class="button quiet"
        href={withQuery(url`/collections/additions`, new URLSearchParams(), { thing: of })}
      >
        {t('collections.addTo')}
      </a>
    </p>
  )

/** One of theirs, or a new one. */
export const choicesOf = ({ mine }: Around): Choice[] => [
  ...mine.map(({ ref, title }) => ({ value: ref, label: inReach(title).text })),
  { value: '', label: t('collections.newOne') },
]
