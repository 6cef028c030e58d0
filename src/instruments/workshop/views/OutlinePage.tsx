import { t } from '../../../base/i18n/t.ts'
import { pick } from '../../../base/text.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Heading, type Rank } from '../../../ui/parts/Heading.tsx'
import { Tag } from '../../../ui/parts/Tag.tsx'
import { Said } from '../../../ui/parts/Words.tsx'
import { url, withQuery } from '../../../ui/url.ts'
import type { Group, Section } from '../../definition.ts'
import { lookup } from '../../lookup.ts'
import { typeInWords } from '../../type-words.ts'
import { onePage } from '../../viewing.ts'
import { lower } from '../../views/Answers.tsx'
import type { Editing } from '../viewing.ts'
import { Marks, proposalLevels, TypedIn } from './frame.tsx'

/** The questionnaire as a proposal makes it, each part with the way to change it. */
export function OutlinePage({ view, section }: { view: Editing; section?: string }): JSX.Element {
  const { whole, definition, lang } = view
  const here = url`/proposals/${whole.ref}/questions`
  const long = lookup(definition).asked.size > onePage
  const shown = long
    ? (definition.sections.find(({ id }) => id === section) ?? definition.sections[0])
    : undefined
  return (
    <Page title={t('workshop.editQuestions')} unlisted levels={proposalLevels(whole, true)}>
      <header class="stack gap-3">
        <Marks of={whole} />
        <h1>{t('workshop.editQuestions')}</h1>
        <p class="lead">{whole.edits ? t('workshop.outlineLead') : t('workshop.outlineRead')}</p>
        <TypedIn languages={definition.languages} lang={lang} at={here} />
      </header>
      {long && (
        <nav aria-label={t('workshop.sections')}>
          <ul class="columns">
            {definition.sections.map((one) => (
              <li>
                <a
                  href={withQuery(here, new URLSearchParams(), { section: one.id, in: lang })}
                  aria-current={one === shown ? 'true' : undefined}
                >
                  <Term of={one.title} lang={lang} /> {view.touched.has(one.id) && <Changed />}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {(shown ? [shown] : definition.sections).map((one) => (
        <SectionView view={view} section={one} rank={2} />
      ))}
    </Page>
  )
}

const Term = ({ of, lang }: { of: Section['title'] | undefined; lang: string }): JSX.Element | null => {
  const shown = pick(of, lang)
  return shown ? <Said lang={shown.lang}>{shown.text}</Said> : null
}

const Changed = (): JSX.Element => <Tag tone="explicit">{t('workshop.changed')}</Tag>

const SectionView = ({
  view,
  section,
  rank,
}: {
  view: Editing
  section: Section
  rank: Rank
}): JSX.Element => {
  const { whole, lang } = view
  return (
    <section class="stack gap-3" id={`s-${section.id}`}>
      <div class="row apart">
        <Heading rank={rank}>
          {section.number && <span class="soft">{section.number} </span>}
          <Term of={section.title} lang={lang} />
        </Heading>
        {whole.edits && (
          <a
            href={withQuery(url`/proposals/${whole.ref}/sections/${section.id}`, new URLSearchParams(), {
              in: lang,
            })}
          >
            {t('workshop.changeSection')}
          </a>
        )}
      </div>
      {section.groups?.map((group) => (
        <GroupView view={view} group={group} rank={lower(rank)} />
      ))}
      {section.sections?.map((one) => (
        <SectionView view={view} section={one} rank={lower(rank)} />
      ))}
    </section>
  )
}

function GroupView({ view, group, rank }: { view: Editing; group: Group; rank: Rank }): JSX.Element {
  const { whole, definition, lang, touched } = view
  const { asked } = lookup(definition)
  const at = (id: string) =>
    withQuery(url`/proposals/${whole.ref}/questions/${group.id}/${id}`, new URLSearchParams(), { in: lang })
  return (
    <div class="card stack gap-3" id={`g-${group.id}`}>
      <div class="row apart">
        {group.title ? (
          <Heading rank={rank}>
            <Term of={group.title} lang={lang} />
          </Heading>
        ) : (
          <span class="soft">{t('workshop.group')}</span>
        )}
        {whole.edits && (
          <a
            href={withQuery(url`/proposals/${whole.ref}/groups/${group.id}`, new URLSearchParams(), {
              in: lang,
            })}
          >
            {t('workshop.changeGroup')}
          </a>
        )}
      </div>
      <ol class="stack gap-2">
        {group.questions
          .filter(({ hidden }) => !hidden)
          .map((question) => {
            const slot = `${group.id}/${question.id}`
            const one = asked.get(slot)!
            return (
              <li id={`q-${question.id}`}>
                {whole.edits ? (
                  <a href={at(question.id)}>
                    <Term of={question.label} lang={lang} />
                  </a>
                ) : (
                  <Term of={question.label} lang={lang} />
                )}{' '}
                <span class="soft">{typeInWords(one, definition, lang)[0]}</span>{' '}
                {question.required && <Tag>{t('instruments.required')}</Tag>}{' '}
                {touched.has(slot) && <Changed />}
              </li>
            )
          })}
      </ol>
    </div>
  )
}
