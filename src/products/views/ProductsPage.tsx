import { languageName, t } from '../../base/i18n/t.ts'
import { recordUrl } from '../../records/address.ts'
import { languagesOf } from '../../records/languages.ts'
import type { RecordVersion } from '../../records/reading.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Words } from '../../ui/parts/Words.tsx'
import { url, withQuery } from '../../ui/url.ts'
import { audienceSays, audienceTitle } from '../audiences.ts'
import { audiences } from '../product.ts'
import { FormLinks } from './FormLinks.tsx'

/** What can be made of a record: for whom, in which language, in which form. */
export const ProductsPage = ({ record, lang }: { record: RecordVersion; lang: string }): JSX.Element => {
  const read = new URLSearchParams({ read: lang })
  const languages = languagesOf(record.content)
  return (
    <Page title={t('products.products')} canonical={url`/records/${record.ref}/products`} unlisted>
      <header class="stack gap-3">
        <h1>{t('products.products')}</h1>
        <p class="lead">
          <a href={recordUrl(record)}>
            <Words text={record.content.title} />
          </a>
        </p>
        <p class="narrow-text">{t('products.productsSay')}</p>
        {languages.length > 1 && (
          <ul class="row gap-3" aria-label={t('products.language')}>
            {languages.map((one) => (
              <li>
                {one === lang ? (
                  <strong>{languageName(one)}</strong>
                ) : (
                  <a
                    href={withQuery(url`/records/${record.ref}/products`, new URLSearchParams({ read: one }))}
                  >
                    {languageName(one)}
                  </a>
                )}
              </li>
            ))}
          </ul>
        )}
      </header>
      <div class="grid wide">
        {audiences.map((audience) => (
          <section class="card">
            <h2>{audienceTitle(audience)}</h2>
            <p>{audienceSays(audience)}</p>
            <p>
              <a class="action" href={withQuery(url`/records/${record.ref}/${audience}`, read)}>
                {t('products.read')}
                <span class="unseen"> {audienceTitle(audience)}</span>
              </a>
            </p>
            <FormLinks
              of={url`/records/${record.ref}/${audience}`}
              read={read}
              says={audienceTitle(audience)}
            />
          </section>
        ))}
      </div>
    </Page>
  )
}
