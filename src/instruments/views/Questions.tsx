import { t, tRich } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Heading, type Rank } from '../../ui/parts/Heading.tsx'
import { Tag } from '../../ui/parts/Tag.tsx'
import type { Section as TocSection } from '../../ui/parts/Toc.tsx'
import { url } from '../../ui/url.ts'
import { conditionInWords, questionName } from '../condition-words.ts'
import type { Group, Question, Section } from '../definition.ts'
import { type Asked, lookup } from '../lookup.ts'
import { numberOf, typeInWords } from '../type-words.ts'
import type { InstrumentView } from '../viewing.ts'
import { lower } from './Answers.tsx'
import { ChoicesOf } from './ChoicesOf.tsx'
import { Help, Term } from './frame.tsx'

/** Sections as a reader walks through them: titles, help, when they are asked, their questions. */
export const Asking = ({
  view,
  sections,
  rank,
}: {
  view: InstrumentView
  sections: Section[]
  rank: Rank
}): JSX.Element => (
  <>
    {sections.map((section) => (
      <section class="stack" id={`s-${section.id}`}>
        <Heading rank={rank}>
          {section.number && <span class="soft">{section.number} </span>}
          <Term of={section.title} view={view} />
        </Heading>
        <AskingHere view={view} section={section} rank={lower(rank)} />
        <Asking view={view} sections={section.sections ?? []} rank={lower(rank)} />
      </section>
    ))}
  </>
)

/** What a section asks itself, without the sections in it. */
export const AskingHere = ({
  view,
  section,
  rank,
}: {
  view: InstrumentView
  section: Section
  rank: Rank
}): JSX.Element => (
  <>
    <Help of={section.help} view={view} />
    {section.when && (
      <p class="soft">
        {t('instruments.sectionWhen', {
          condition: conditionInWords(section.when, view.definition, view.lang),
        })}
      </p>
    )}
    {section.groups?.map((group) => (
      <GroupView group={group} view={view} rank={rank} />
    ))}
  </>
)

/** Two levels are enough to find one's way by. */
export const sectionsToc = (sections: Section[], view: InstrumentView, level = 0): TocSection[] =>
  sections.map((section) => ({
    label: <Term of={section.title} view={view} />,
    href: url`#s-${section.id}`,
    within: level === 0 ? sectionsToc(section.sections ?? [], view, 1) : [],
  }))

function GroupView({
  group,
  view,
  rank,
}: {
  group: Group
  view: InstrumentView
  rank: Rank
}): JSX.Element | null {
  const { definition, lang } = view
  const asked = group.questions.filter(({ hidden }) => !hidden)
  if (asked.length === 0) return null
  return (
    <div class="stack gap-3">
      {group.title && (
        <Heading rank={rank}>
          <Term of={group.title} view={view} />
        </Heading>
      )}
      <Help of={group.help} view={view} />
      {group.repeat && <p class="soft">{rowsInWords(group.repeat)}</p>}
      {group.when && (
        <p class="soft">
          {t('instruments.groupWhen', { condition: conditionInWords(group.when, definition, lang) })}
        </p>
      )}
      <ol class="questions">
        {asked.map((question) => (
          <QuestionView group={group} question={question} view={view} />
        ))}
      </ol>
    </div>
  )
}

const rowsInWords = ({ min, max }: NonNullable<Group['repeat']>): string =>
  min === 0 ? t('instruments.rowsUpTo', { max }) : t('instruments.rowsBetween', { min, max })

function QuestionView({
  group,
  question,
  view,
}: {
  group: Group
  question: Question
  view: InstrumentView
}): JSX.Element {
  const { definition, lang } = view
  const asked: Asked = lookup(definition).asked.get(`${group.id}/${question.id}`)!
  if (asked.question !== question)
    return (
      <li>
        <p>
          <Term of={question.label} view={view} />
        </p>
        <p class="soft">
          {tRich('instruments.seeQuestion', {
            number: asked.number ?? 0,
            a: (inside) => <a href={url`#q-${asked.number ?? 0}`}>{inside}</a>,
          })}
        </p>
      </li>
    )
  return (
    <li id={`q-${asked.number}`} class="stack gap-1">
      <p>
        <b class="soft">{numberOf(asked)}</b> <b>{<Term of={question.label} view={view} />}</b>{' '}
        {question.required && <Tag>{t('instruments.required')}</Tag>}
      </p>
      <Help of={question.help} view={view} />
      <p class="soft">{typeInWords(asked, definition, lang).join(' · ')}</p>
      {question.when && (
        <p class="soft">
          {t('instruments.askedWhen', { condition: conditionInWords(question.when, definition, lang) })}
        </p>
      )}
      {question.otherFor?.map((id) => (
        <p class="soft">
          {t('instruments.otherFor', { question: questionName(definition, `${group.id}/${id}`, lang) })}
        </p>
      ))}
      <ChoicesOf asked={asked} view={view} />
    </li>
  )
}
