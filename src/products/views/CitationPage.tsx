import { t } from '../../base/i18n/t.ts'
import { recordUrl } from '../../records/address.ts'
import type { RecordVersion } from '../../records/reading.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Copy } from '../../ui/parts/Copy.tsx'
import { spoken, Words } from '../../ui/parts/Words.tsx'
import { url } from '../../ui/url.ts'
import { referenceFormats } from '../citing.ts'
import type { Cited } from '../order.ts'

/** What reference managers call them. */
const called = { bib: 'BibTeX', ris: 'RIS', json: 'CSL-JSON' }

/** How to cite a record, in the usual styles and for reference managers. */
export const CitationPage = ({ record, cited }: { record: RecordVersion; cited: Cited }): JSX.Element => (
  <Page title={t('products.cite')} canonical={url`/records/${record.ref}/citation`} unlisted>
    <header class="stack gap-3">
      <h1>{t('products.cite')}</h1>
      <p class="lead">
        <a href={recordUrl(record)}>
          <Words text={record.content.title} />
        </a>
      </p>
      <p class="narrow-text">{t('products.citeSays')}</p>
    </header>
    {cited.map(({ style, runs }) => (
      <section class="stack gap-2 narrow-text">
        <h2>{style}</h2>
        <p id={`as-${style}`} class="written-out" {...spoken(record.content.title.original)}>
          {runs.map(({ text, slanted }) => (slanted ? <em>{text}</em> : text))}
        </p>
        <Copy of={`as-${style}`} />
      </section>
    ))}
    <section class="stack gap-3">
      <h2>{t('products.references')}</h2>
      <ul class="row gap-3">
        {referenceFormats.map((format) => (
          <li>
            <a class="action" href={url`/records/${record.ref}/${`citation.${format}`}`}>
              {called[format]}
            </a>
          </li>
        ))}
      </ul>
    </section>
  </Page>
)
