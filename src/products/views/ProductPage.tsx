import { languageName, t } from '../../base/i18n/t.ts'
import { recordUrl } from '../../records/address.ts'
import { languagesOf } from '../../records/languages.ts'
import type { RecordVersion } from '../../records/reading.ts'
import { asset } from '../../ui/assets.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Code } from '../../ui/parts/Code.tsx'
import { Kept, type MadeHtml } from '../../ui/parts/Kept.tsx'
import { Notice } from '../../ui/parts/Notice.tsx'
import { Mark } from '../../ui/parts/Rings.tsx'
import { Tag } from '../../ui/parts/Tag.tsx'
import { Said, spoken } from '../../ui/parts/Words.tsx'
import { url, withQuery } from '../../ui/url.ts'
import type { Product } from '../product.ts'
import { isOpen } from '../terms.ts'
import { FactList, FigureView, PartView, Prose } from './Pieces.tsx'

interface ProductProps {
  product: Product
  record: RecordVersion
  /** What `SheetOf` draws, in the language of the product. */
  sheet: MadeHtml
}

/** One product as a page: a sheet to read or to print, with nothing around it. */
export const ProductPage = ({ product, record, sheet }: ProductProps): JSX.Element => (
  <Page
    title={`${product.title.text} · ${product.name}`}
    canonical={url`/records/${record.ref}/${product.audience}`}
    unlisted
    layout="sheet"
    head={<link rel="stylesheet" href={asset('products.css')} />}
  >
    <Ways product={product} record={record} />
    {isOpen(record) && (
      <keep-offline
        hidden
        data-as={withQuery(
          url`/records/${record.ref}/${product.audience}`,
          new URLSearchParams({ read: product.lang }),
        )}
      >
        <p class="soft unprinted">{t('products.kept')}</p>
      </keep-offline>
    )}
    <article class={`product stack gap-5 ${product.audience}`} {...spoken(product.lang)}>
      <Kept html={sheet} />
    </article>
  </Page>
)

/** The sheet itself. */
export const SheetOf = ({ product }: { product: Product }): JSX.Element => {
  const { title, summary, marks, notices, figure, facts, parts, words } = product
  return (
    <>
      <header class="stack gap-3">
        <p class="row apart product-head">
          <span class="row gap-2">
            <Mark size={34} /> <strong>{product.name}</strong>
          </span>
          <span class="soft">{product.about}</span>
        </p>
        <h1>
          <Said lang={title.lang}>{title.text}</Said>
        </h1>
        <p class="row gap-2">
          {marks.map(({ words: says, tone }) => (
            <Tag tone={tone === 'plain' ? undefined : tone}>{says}</Tag>
          ))}
        </p>
        {notices.map((notice) => (
          <Notice tone="tacit">
            <p>{notice}</p>
          </Notice>
        ))}
        {summary.length > 0 && (
          <div class="lead">
            <Prose prose={summary} />
          </div>
        )}
      </header>
      {(figure || facts.length > 0) && (
        <div class="product-opening">
          {figure && <FigureView figure={figure} />}
          {facts.length > 0 && (
            <section class="product-panel stack gap-3">
              <h2>{words.glance}</h2>
              <FactList facts={facts} />
            </section>
          )}
        </div>
      )}
      <div class="product-parts">
        {parts.map((part) => (
          <PartView part={part} rank={2} />
        ))}
      </div>
      <Foot product={product} />
    </>
  )
}

/** Who made it and on which terms, how to cite it, and the way back. */
const Foot = ({ product }: { product: Product }): JSX.Element => (
  <footer class="product-foot">
    <div class="stack gap-3">
      <FactList facts={product.terms} />
      <p class="soft">{product.cite}</p>
      <p class="soft written-out">
        {product.words.more} <a href={url`/records/${product.ref}`}>{product.address}</a> · {product.taken}
      </p>
    </div>
    <Code of={product.address} says={product.words.source} size={132} />
  </footer>
)

/** The other ways to have it: as a file, in another language, for somebody else. */
const Ways = ({ product, record }: Omit<ProductProps, 'sheet'>): JSX.Element => {
  const here = url`/records/${record.ref}/${product.audience}`
  const read = new URLSearchParams(
    product.lang === record.content.title.original ? {} : { read: product.lang },
  )
  return (
    <nav class="unprinted row apart" aria-label={t('products.ways')}>
      <ul class="row gap-3">
        <li>
          <a href={recordUrl(record)}>{t('products.backToRecord')}</a>
        </li>
        <li>
          <a href={withQuery(url`/records/${record.ref}/products`, read)}>{t('products.others')}</a>
        </li>
      </ul>
      <ul class="row gap-3">
        {languagesOf(record.content)
          .filter((lang) => lang !== product.lang)
          .map((lang) => (
            <li>
              <a href={withQuery(here, new URLSearchParams(), { read: lang })} hreflang={lang}>
                {t('records.readIn', { language: languageName(lang) })}
              </a>
            </li>
          ))}
        <li>
          <a
            class="button quiet"
            href={withQuery(url`/records/${record.ref}/${`${product.audience}.pdf`}`, read)}
          >
            {t('products.pdf')}
          </a>
        </li>
        <li>
          <a
            class="button quiet"
            href={withQuery(url`/records/${record.ref}/${`${product.audience}.docx`}`, read)}
          >
            {t('products.docx')}
          </a>
        </li>
      </ul>
    </nav>
  )
}
