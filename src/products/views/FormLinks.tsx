import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { type Url, withQuery } from '../../ui/url.ts'

interface FormLinksProps {
  /** The address of the product, without the ending of its form. */
  of: Url
  read: URLSearchParams
  /** What it is, for whoever hears the links one by one. */
  says: string
}

/** A product as a file, in each form there is. */
export const FormLinks = ({ of, read, says }: FormLinksProps): JSX.Element => (
  <ul class="row gap-3">
    <li>
      <a class="action" href={withQuery(`${of}.pdf` as Url, read)}>
        {t('products.pdf')}
        <span class="unseen"> {says}</span>
      </a>
    </li>
    <li>
      <a class="action" href={withQuery(`${of}.docx` as Url, read)}>
        {t('products.docx')}
        <span class="unseen"> {says}</span>
      </a>
    </li>
  </ul>
)
