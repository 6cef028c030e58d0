import { html } from 'hono/html'
import { direction, interfaceLanguages, reader } from '../base/i18n/reader.ts'
import { t } from '../base/i18n/t.ts'
import { asset } from './assets.ts'
import { Bar } from './Bar.tsx'
import { Foot } from './Foot.tsx'
import type { Child, JSX } from './jsx/elements.ts'
import { drawnOnce } from './parts/Kept.tsx'
import { type Level, Levels } from './parts/Levels.tsx'
import { site } from './site.ts'
import { outside, type Url, url, withQuery } from './url.ts'

export interface PageProps {
  /** Plain words for the window and for search engines; the page writes its own `<h1>`. */
  title: string
  description?: string
  /** Its one address, when it can be reached by several. */
  canonical?: Url
  /** Not for search engines: a result list, an error. */
  unlisted?: boolean
  /** The same thing as data, the pages before and after: `<link rel="alternate" …/>`. */
  head?: Child
  /** Where it stands, above the title. */
  levels?: Level[]
  /** `plain`: children in one column with the page's margins; `wide`: children set their own `.wrap`s and bands; `sheet`: as plain, with nothing around it, to print. */
  layout?: 'plain' | 'wide' | 'sheet'
  /** What is in the search box of the bar; `false` when the page has a big one of its own. */
  search?: string | false
  children: Child
}

/** What stands in the head of every page. */
const EveryHead = (): JSX.Element => {
  const { saveData } = reader()
  return drawnOnce('head', [saveData], () => (
    <>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <link rel="stylesheet" href={asset('main.css')} data-turbo-track="reload" />
      {!saveData && (
        <link rel="preload" href={asset('display.woff2')} as="font" type="font/woff2" crossorigin="" />
      )}
      {!saveData && <script type="module" src={asset('main.js')} data-turbo-track="reload" />}
      <meta name="turbo-prefetch" content="false" />
      <meta name="color-scheme" content="light dark" />
      <link rel="icon" href={asset('icon.svg')} type="image/svg+xml" />
    </>
  ))
}

function Head({ title, description, canonical, unlisted, head }: PageProps): JSX.Element {
  return (
    <head>
      <EveryHead />
      <title>{title === site().name ? title : `${title} · ${site().name}`}</title>
      {description && <meta name="description" content={description} />}
      {description && <meta property="og:description" content={description} />}
      <meta property="og:title" content={title} />
      {unlisted && <meta name="robots" content="noindex" />}
      {canonical && <Addresses of={canonical} />}
      {head}
    </head>
  )
}

/** Where the page is at home, and in each language. */
const Addresses = ({ of }: { of: Url }): JSX.Element =>
  drawnOnce('addresses', [of, site().origin], () => {
    const absolute = (address: Url): Url => outside(site().origin + address) ?? address
    return (
      <>
        <link rel="canonical" href={absolute(of)} />
        {Object.keys(interfaceLanguages).map((lang) => (
          <link
            rel="alternate"
            hreflang={lang}
            href={absolute(withQuery(of, new URLSearchParams(), { lang }))}
          />
        ))}
      </>
    )
  })

/** The frame of every page. Returns the whole document, doctype included. */
export function Page(props: PageProps): JSX.Element {
  const { lang, saveData } = reader()
  const { layout = 'plain', levels, search, children } = props
  return (
    <>
      {html`<!doctype html>` as JSX.Element}
      <html lang={lang} dir={direction(lang)} class={saveData ? 'save-data' : undefined}>
        <Head {...props} />
        <body>
          {layout !== 'sheet' && (
            <a class="skip" href={url`#main`}>
              {t('ui.skip')}
            </a>
          )}
          {layout !== 'sheet' && <Bar search={search} />}
          <main id="main" tabindex={-1} class={layout === 'wide' ? undefined : 'wrap stack gap-5'}>
            {levels && <Levels trail={levels} />}
            {children}
          </main>
          {layout !== 'sheet' && <Foot />}
        </body>
      </html>
    </>
  )
}
