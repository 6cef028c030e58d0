import { asReader, type InterfaceLanguage } from '../../base/i18n/reader.ts'
import type { JSX } from '../jsx/elements.ts'
import { setSite } from '../site.ts'
import { HomeSample } from './HomeSample.tsx'
import { PartsSample } from './PartsSample.tsx'
import { RecordSample } from './RecordSample.tsx'
import { SearchSample } from './SearchSample.tsx'

const samples: Record<string, [path: string, draw: () => JSX.Element]> = {
  home: ['/', () => <HomeSample />],
  record: ['/records/abc', () => <RecordSample />],
  search: ['/search', () => <SearchSample />],
  parts: ['/about', () => <PartsSample />],
}

/** Every sample in each language of the interface, and once as with Save-Data. */
export function pages(): Record<string, string> {
  setSite({ demo: true, origin: 'https://baobab.example' })
  const drawn: Record<string, string> = {}
  for (const lang of ['en', 'fr', 'ar'] as InterfaceLanguage[]) {
    for (const [name, [path, draw]] of Object.entries(samples)) {
      const query = new URLSearchParams(name === 'search' ? 'q=stone' : '')
      for (const saveData of lang === 'en' ? [false, true] : [false])
        drawn[`${name}-${lang}${saveData ? '-light' : ''}`] = asReader({ lang, path, query, saveData }, () =>
          String(draw()),
        )
    }
  }
  return drawn
}
