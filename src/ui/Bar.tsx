import { interfaceLanguages, reader } from '../base/i18n/reader.ts'
import { t } from '../base/i18n/t.ts'
import type { JSX } from './jsx/elements.ts'
import { Me } from './Me.tsx'
import { Icon } from './parts/Icon.tsx'
import { drawnOnce } from './parts/Kept.tsx'
import { Mark } from './parts/Rings.tsx'
import { SearchBox } from './parts/SearchBox.tsx'
import { site } from './site.ts'
import { type Url, url, withQuery } from './url.ts'

interface Stop {
  href: Url
  words: () => string
  /** Other addresses that belong there. */
  also: string[]
}

const stops: Stop[] = [
  { href: url`/search`, words: () => t('ui.explore'), also: ['/records', '/collections'] },
  { href: url`/communities`, words: () => t('ui.communities'), also: ['/threads', '/posts'] },
  { href: url`/ask`, words: () => t('ui.ask'), also: [] },
  {
    href: url`/exchange`,
    words: () => t('ui.exchange'),
    also: ['/offers', '/needs', '/experts', '/take-ups', '/mentorships'],
  },
  { href: url`/places`, words: () => t('ui.places'), also: [] },
]

/** `page` on the very page, `true` anywhere below it. */
function currentAt({ href, also }: Stop): 'page' | 'true' | undefined {
  const here = reader().path.split('?')[0]!
  if (here === href) return 'page'
  return [href, ...also].some((start) => here === start || here.startsWith(`${start}/`)) ? 'true' : undefined
}

/** A language chosen by a link is a whole new page: nothing of the old one may stay. */
export const Languages = (): JSX.Element => (
  <ul>
    {Object.entries(interfaceLanguages).map(([lang, name]) => (
      <li>
        <a
          href={withQuery(url``, reader().query, { lang })}
          hreflang={lang}
          lang={lang}
          aria-current={lang === reader().lang ? 'true' : undefined}
          data-turbo="false"
        >
          {name}
        </a>
      </li>
    ))}
  </ul>
)

interface BarProps {
  /** What is in its search box; `false` for none. */
  search?: string | false
}

export const Bar = ({ search }: BarProps): JSX.Element =>
  drawnOnce(
    'bar',
    [
      ...stops.map(currentAt),
      reader().query.toString(),
      reader().me?.handle,
      reader().me?.unseen,
      site(),
      search,
    ],
    () => <Drawing search={search} />,
  )

const Drawing = ({ search }: BarProps): JSX.Element => (
  <header class="bar">
    {site().demo && <p class="banner">{t('ui.demoShort')}</p>}
    <div class={search === false ? 'wrap' : 'wrap searching'}>
      <a class="brand" href={url`/`} aria-label={site().name}>
        <Mark />
        <span class="name">{site().name}</span>
      </a>
      {search !== false && <SearchBox size="bar" q={search} />}
      <details class="menu">
        <summary>
          <Icon name="languages" />
          <span class="unseen">{t('ui.language')} </span>
          <span class="whole-name">{interfaceLanguages[reader().lang]}</span>
          <span class="short-name">{reader().lang.toUpperCase()}</span>
        </summary>
        <Languages />
      </details>
      <Me />
      <nav class="main-nav" aria-label={t('ui.main')}>
        <ul>
          {stops.map((stop) => (
            <li>
              <a href={stop.href} aria-current={currentAt(stop)}>
                {stop.words()}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </div>
  </header>
)
