import { reader } from '../../base/i18n/reader.ts'
import { languageName, t, tRich } from '../../base/i18n/t.ts'
import type { Labels, Lang, Shown } from '../../base/text.ts'
import { pick } from '../../base/text.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import type { Level } from '../../ui/parts/Levels.tsx'
import { Notice } from '../../ui/parts/Notice.tsx'
import { Said } from '../../ui/parts/Words.tsx'
import { type Url, url, withQuery } from '../../ui/url.ts'
import type { Definition, Section } from '../definition.ts'
import type { InstrumentView } from '../viewing.ts'
import { Paragraphs } from './Value.tsx'

/** A label of the definition in the language it is read in. */
export const inLang = (labels: Labels | undefined, definition: Definition, lang: Lang): Shown | undefined =>
  pick(labels, lang, definition.languages[0])

/** The same as it stands on the page, marked where it is in another language. */
export function Term({ of, view }: { of: Labels | undefined; view: InstrumentView }): JSX.Element | null {
  const shown = inLang(of, view.definition, view.lang)
  return shown ? <Said lang={shown.lang}>{shown.text}</Said> : null
}

/** An address of this questionnaire that keeps the edition and the language it is read in. */
export function within(
  view: InstrumentView,
  section?: Section,
  read: Lang | undefined = view.chosen ? view.lang : undefined,
): Url {
  const { edition } = view
  const base = section ? url`/instruments/${edition.slug}/${section.id}` : url`/instruments/${edition.slug}`
  return withQuery(base, new URLSearchParams(), {
    edition: edition.current ? undefined : edition.name,
    in: read,
  })
}

/** Which other languages it can be read in, and what stands in for what is not translated yet. */
export function Languages({ view, section }: { view: InstrumentView; section?: Section }): JSX.Element {
  const { definition, lang } = view
  const [original] = definition.languages
  return (
    <nav class="stack gap-1" aria-label={t('instruments.readIn')}>
      <p class="row gap-2">
        <span class="soft">{t('instruments.readIn')}</span>
        {definition.languages.map((one) => (
          <a
            href={within(view, section, one)}
            hreflang={one}
            aria-current={one === lang ? 'true' : undefined}
          >
            <Said lang={one}>{ownName(one)}</Said>
          </a>
        ))}
      </p>
      {lang !== original && (
        <p class="said">
          {t('instruments.fallback', { language: languageName(lang), original: languageName(original!) })}
        </p>
      )}
    </nav>
  )
}

/** Says when this is not the edition that new answers are given to. */
export function OldEdition({ view: { edition, editions } }: { view: InstrumentView }): JSX.Element | null {
  const current = editions.find((one) => one.current)
  if (edition.current || !current) return null
  return (
    <Notice tone="tacit">
      <p>
        {tRich('instruments.oldEdition', {
          name: edition.name,
          current: current.name,
          a: (inside) => <a href={url`/instruments/${edition.slug}`}>{inside}</a>,
        })}
      </p>
    </Notice>
  )
}

export const editionName = ({ name }: InstrumentView['edition']): string => t('instruments.edition', { name })

/** What a questionnaire is called, in the reader's language as far as it goes. */
export const nameOf = ({ title, languages, slug }: InstrumentView['edition']): string =>
  pick(title, reader().lang, languages[0])?.text ?? slug

/** Where a page of a questionnaire stands. */
export const instrumentLevels = (edition: InstrumentView['edition']): Level[] => [
  { name: t('instruments.title'), href: url`/instruments` },
  { name: nameOf(edition), href: url`/instruments/${edition.slug}` },
]

/** Words of help, its paragraphs kept. */
export function Help({ of, view }: { of: Labels | undefined; view: InstrumentView }): JSX.Element | null {
  const shown = inLang(of, view.definition, view.lang)
  if (!shown) return null
  return (
    <div class="soft narrow-text">
      <Paragraphs words={shown} />
    </div>
  )
}

/** A language as those who speak it call it, with a capital as it stands alone. */
function ownName(lang: Lang): string {
  const [first = '', ...rest] = new Intl.DisplayNames([lang], { type: 'language' }).of(lang) ?? lang
  return first.toLocaleUpperCase(lang) + rest.join('')
}
