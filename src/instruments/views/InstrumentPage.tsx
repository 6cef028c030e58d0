import { formatList, languageName, t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Fact, Facts } from '../../ui/parts/Facts.tsx'
import { Toc } from '../../ui/parts/Toc.tsx'
import { outside, url, withQuery } from '../../ui/url.ts'
import type { Edition } from '../editions.ts'
import { slotLabel } from '../facets.ts'
import { type InstrumentView, onePage } from '../viewing.ts'
import { Contents } from './Contents.tsx'
import { editionName, inLang, Languages, OldEdition, Term, within } from './frame.tsx'
import { Asking, sectionsToc } from './Questions.tsx'
import { Signs } from './Signs.tsx'

/** A questionnaire: what it is, and its questions or, when they are many, the way to them. */
export function InstrumentPage({ view }: { view: InstrumentView }): JSX.Element {
  const { edition, definition, lang } = view
  const title = inLang(definition.title, definition, lang)?.text ?? edition.slug
  const whole = edition.questions <= onePage
  return (
    <Page
      title={title}
      description={inLang(definition.summary, definition, lang)?.text}
      canonical={url`/instruments/${edition.slug}`}
      levels={[{ name: t('instruments.title'), href: url`/instruments` }]}
      head={<link rel="alternate" type="application/json" href={url`/instruments/${edition.slug}.json`} />}
    >
      <header class="stack gap-3">
        <Signs instrument={edition} />
        <h1 class="title">
          <Term of={definition.title} view={view} />
        </h1>
        {definition.summary && (
          <p class="lead">
            <Term of={definition.summary} view={view} />
          </p>
        )}
        <Languages view={view} />
        <Ways view={view} />
      </header>
      <OldEdition view={view} />
      {whole ? (
        <div class="with-toc">
          <Toc sections={sectionsToc(definition.sections, view)} />
          <div class="stack gap-6">
            <Asking view={view} sections={definition.sections} rank={2} />
          </div>
        </div>
      ) : (
        <Contents view={view} />
      )}
      <About view={view} />
    </Page>
  )
}

/** What to do with it: see what was answered, take it along. */
function Ways({ view: { edition } }: { view: InstrumentView }): JSX.Element {
  const asked = { edition: edition.current ? undefined : edition.name }
  const json = withQuery(url`/instruments/${edition.slug}.json`, new URLSearchParams(), asked)
  const form = withQuery(url`/instruments/${edition.slug}.xlsx`, new URLSearchParams(), asked)
  return (
    <p class="row">
      <span class="soft">{t('instruments.questions', { count: edition.questions })}</span>
      {edition.makes !== 'none' && (
        <a href={url`/search?instrument=${edition.slug}`}>{t('instruments.seeRecords')}</a>
      )}
      <a href={json}>{t('instruments.download')}</a>
      <a href={form}>{t('workshop.asForm')}</a>
      <a href={url`/instruments/${edition.slug}/workshop`}>{t('workshop.makeBetter')}</a>
    </p>
  )
}

/** Where it comes from and what it goes with: after what it asks, which is what one comes for. */
function About({ view }: { view: InstrumentView }): JSX.Element {
  const { edition, editions, definition } = view
  return (
    <section class="stack">
      <h2>{t('instruments.about')}</h2>
      <Facts>
        <Fact term={t('instruments.termLanguages')}>
          {formatList(definition.languages.map(languageName))}
        </Fact>
        <Fact term={t('instruments.editions')}>
          <ul>
            {editions.map((one) => (
              <li>
                {one.id === edition.id ? (
                  editionName(one)
                ) : (
                  <a href={within({ ...view, edition: one })}>{editionName(one)}</a>
                )}
              </li>
            ))}
          </ul>
          <a href={url`/instruments/${edition.slug}/editions`}>{t('instruments.whatChanged')}</a>
        </Fact>
        {definition.facets && (
          <Fact term={t('instruments.termFacets')}>
            <ul class="columns">
              {definition.facets.map((slot) => (
                <li>
                  <Term of={slotLabel(definition, slot)} view={view} />
                </li>
              ))}
            </ul>
          </Fact>
        )}
        {view.moduleOf.length > 0 && (
          <Fact term={t('instruments.termModuleOf')}>
            <Related of={view.moduleOf} view={view} />
          </Fact>
        )}
        {view.modules.length > 0 && (
          <Fact term={t('instruments.termModules')}>
            <Related of={view.modules} view={view} />
          </Fact>
        )}
        <Source view={view} />
      </Facts>
    </section>
  )
}

const Related = ({ of, view }: { of: Edition[]; view: InstrumentView }): JSX.Element => (
  <ul>
    {of.map(({ slug, title }) => (
      <li>
        <a href={url`/instruments/${slug}`}>
          <Term of={title} view={view} />
        </a>
      </li>
    ))}
  </ul>
)

function Source({ view }: { view: InstrumentView }): JSX.Element | null {
  const { source } = view.definition
  if (!source) return null
  const href = source.url && outside(source.url)
  return (
    <Fact term={t('instruments.termSource')}>
      {href ? <a href={href}>{source.title}</a> : source.title}
      {source.copyright && <p class="soft">{source.copyright}</p>}
      {source.licence && <p class="soft">{source.licence}</p>}
    </Fact>
  )
}
