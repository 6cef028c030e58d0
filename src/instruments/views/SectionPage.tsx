import { t } from '../../base/i18n/t.ts'
import type { Child, JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Icon } from '../../ui/parts/Icon.tsx'
import { Toc } from '../../ui/parts/Toc.tsx'
import { url } from '../../ui/url.ts'
import type { Section } from '../definition.ts'
import { questionsIn, type SectionView } from '../viewing.ts'
import { inLang, Languages, OldEdition, Term, within } from './frame.tsx'
import { Asking, AskingHere, sectionsToc } from './Questions.tsx'

/** One section of a long questionnaire, between the one before and the next. */
export function SectionPage({ view }: { view: SectionView }): JSX.Element {
  const { edition, definition, section, before, after, lang } = view
  const title = (one: Section): string => inLang(one.title, definition, lang)?.text ?? one.id
  const name = inLang(definition.title, definition, lang)?.text ?? edition.slug
  return (
    <Page
      title={`${title(section)} · ${name}`}
      canonical={url`/instruments/${edition.slug}/${section.id}`}
      levels={[
        { name: t('instruments.title'), href: url`/instruments` },
        { name: <Term of={definition.title} view={view} />, href: within(view) },
      ]}
    >
      <header class="stack gap-3">
        <h1 class="title">
          {section.number && <span class="soft">{section.number} </span>}
          <Term of={section.title} view={view} />
        </h1>
        <p class="soft">{t('instruments.questions', { count: questionsIn(definition, section) })}</p>
        <Languages view={view} section={section} />
      </header>
      <OldEdition view={view} />
      <div class="with-toc">
        <Toc sections={sectionsToc(section.sections ?? [section], view)} />
        <div class="stack gap-6">
          <AskingHere view={view} section={section} rank={2} />
          <Asking view={view} sections={section.sections ?? []} rank={2} />
        </div>
      </div>
      <nav class="row apart" aria-label={t('instruments.asks')}>
        {before && (
          <Way rel="prev" href={within(view, before)}>
            <Icon name="previous" />
            {t('instruments.previousSection', { title: title(before) })}
          </Way>
        )}
        {after && (
          <Way rel="next" href={within(view, after)}>
            {t('instruments.nextSection', { title: title(after) })}
            <Icon name="next" />
          </Way>
        )}
      </nav>
    </Page>
  )
}

const Way = ({
  rel,
  href,
  children,
}: {
  rel: string
  href: ReturnType<typeof within>
  children: Child
}): JSX.Element => (
  <a class="button quiet" rel={rel} href={href}>
    {children}
  </a>
)
