import { t } from '../../base/i18n/t.ts'
import { collectionUrl } from '../../collections/address.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Empty } from '../../ui/parts/Empty.tsx'
import { Words } from '../../ui/parts/Words.tsx'
import { url } from '../../ui/url.ts'
import { audienceSays, audienceTitle, kitTitle } from '../audiences.ts'
import type { KitContents } from '../kit.ts'
import { audiences } from '../product.ts'
import { FormLinks } from './FormLinks.tsx'

/** What can be made of all records of a collection in one go, and the field sheet of each. */
export const KitPage = ({ collection, records, beyond }: KitContents): JSX.Element => (
  <Page title={t('products.products')} canonical={url`/collections/${collection.ref}/products`} unlisted>
    <header class="stack gap-3">
      <h1>{t('products.products')}</h1>
      <p class="lead">
        <a href={collectionUrl(collection)}>
          <Words text={collection.title} />
        </a>
      </p>
      <p class="narrow-text">{t('products.kitSays')}</p>
    </header>
    {records.length === 0 ? (
      <Empty next={{ href: collectionUrl(collection), words: t('products.backToCollection') }}>
        {t('products.kitEmpty')}
      </Empty>
    ) : (
      <>
        <div class="grid wide">
          {audiences.map((audience) => (
            <section class="card">
              <h2>{kitTitle(audience)}</h2>
              <p>{audienceSays(audience)}</p>
              <FormLinks
                of={url`/collections/${collection.ref}/${audience}`}
                read={new URLSearchParams()}
                says={kitTitle(audience)}
              />
            </section>
          ))}
        </div>
        <section class="stack gap-3">
          <h2>{t('products.oneByOne')}</h2>
          <ol class="stack gap-2">
            {records.map((card) => (
              <li>
                <a href={url`/records/${card.ref}/field-sheet`}>
                  <Words text={card.title} />
                </a>{' '}
                <small>{audienceTitle('field-sheet')}</small>
              </li>
            ))}
          </ol>
          {beyond > 0 && <p class="soft">{t('products.kitBeyond', { count: beyond })}</p>}
        </section>
      </>
    )}
  </Page>
)
