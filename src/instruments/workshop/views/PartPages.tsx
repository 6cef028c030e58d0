import type { Attempt } from '../../../base/http/form.ts'
import { t } from '../../../base/i18n/t.ts'
import { type Labels, type Lang, pick } from '../../../base/text.ts'
import type { Child, JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Choices, Faults, Line, Lines, Pick, typed } from '../../../ui/parts/Fields.tsx'
import { Said, spoken } from '../../../ui/parts/Words.tsx'
import { type Url, url, withQuery } from '../../../ui/url.ts'
import type { Group, Section } from '../../definition.ts'
import { titleOf } from '../../lookup.ts'
import { standingOf } from '../seeing.ts'
import type { Editing } from '../viewing.ts'
import { Acts, Hidden, Note, ofForm, proposalLevels, TypedIn } from './frame.tsx'
import { Moves } from './Moves.tsx'
import { NewFields } from './QuestionFields.tsx'

interface PartProps {
  view: Editing
  attempt?: Attempt
  /** What is new, as it would be asked, where somebody only looks. */
  preview?: JSX.Element
}

/** A group of a proposal: what it is called, a further question, where it stands. */
export const GroupPage = ({ group, ...props }: PartProps & { group: Group }): JSX.Element => {
  const { view, attempt, preview } = props
  const { whole, lang } = view
  const here = url`/proposals/${whole.ref}/groups/${group.id}`
  const mine = ofForm(attempt, 'add')
  const choices = group.questions.map(({ id, label }) => ({
    value: id,
    label: pick(label, lang)?.text ?? id,
  }))
  return (
    <PartPage {...props} part={group} title={titleOf(group)} here={here}>
      <form class="form" method="post" action={`${here}/questions` as Url} novalidate id="add">
        <h2>{t('workshop.addQuestion')}</h2>
        <Hidden form="add" lang={lang} />
        <NewFields form="add" definition={view.definition} lang={lang} attempt={mine} />
        <Pick
          {...typed(mine, 'after')}
          id="add-after"
          value={typed(mine, 'after').value ?? choices.at(-1)?.value}
          label={t('workshop.after')}
          choices={[{ value: '', label: t('workshop.first') }, ...choices]}
        />
        <Note form="add" attempt={mine} />
        <Acts words={t('workshop.addIt')} />
      </form>
      <Preview>{preview}</Preview>
      <Moves
        lang={lang}
        move={`${here}/move` as Url}
        removal={`${here}/removal` as Url}
        goes={t('workshop.groupGoes', { count: group.questions.length })}
      />
    </PartPage>
  )
}

/** A section of a proposal: what it is called, and a further group with its first question. */
export const SectionPage = ({ section, ...props }: PartProps & { section: Section }): JSX.Element => {
  const { view, attempt, preview } = props
  const { whole, lang } = view
  const here = url`/proposals/${whole.ref}/sections/${section.id}`
  const mine = ofForm(attempt, 'add')
  return (
    <PartPage {...props} part={section} title={section.title} here={here}>
      <form class="form" method="post" action={`${here}/groups` as Url} novalidate id="add">
        <h2>{t('workshop.addGroup')}</h2>
        <Hidden form="add" lang={lang} />
        <Line
          {...typed(mine, 'title')}
          id="add-title"
          label={t('workshop.groupTitle')}
          spoken={spoken(lang)}
          optional
        />
        <Choices
          name="repeats"
          id="add-repeats"
          label={t('workshop.howOften')}
          several
          choices={[{ value: 'on', label: t('workshop.repeats') }]}
          chosen={[typed(mine, 'repeats').value ?? '']}
          optional="unsaid"
        />
        <NewFields form="add" definition={view.definition} lang={lang} attempt={mine} />
        <Note form="add" attempt={mine} />
        <Acts words={t('workshop.addIt')} />
      </form>
      <Preview>{preview}</Preview>
    </PartPage>
  )
}

const Preview = ({ children }: { children?: Child }): JSX.Element | null =>
  children ? (
    <section class="stack gap-3" id="preview">
      <h2>{t('workshop.preview')}</h2>
      <div class="card">{children}</div>
    </section>
  ) : null

interface CalledProps extends PartProps {
  part: { title?: Labels; help?: Labels }
  title: Labels
  here: Url
  children: Child
}

function PartPage({ view, attempt, part, title, here, children }: CalledProps): JSX.Element {
  const { whole, definition, lang } = view
  const shown = pick(title, lang, definition.languages[0]) ?? { lang, text: t('workshop.group') }
  const mine = ofForm(attempt, 'words')
  return (
    <Page
      title={shown.text}
      unlisted
      levels={[
        ...proposalLevels(whole, true),
        {
          name: t('workshop.editQuestions'),
          href: withQuery(url`/proposals/${whole.ref}/questions`, new URLSearchParams(), { in: lang }),
        },
      ]}
    >
      <header class="stack gap-3">
        <h1>
          <Said lang={shown.lang}>{shown.text}</Said>
        </h1>
        <TypedIn languages={definition.languages} lang={lang} at={here} />
      </header>
      <Faults attempt={attempt} />
      <Called attempt={mine} part={part} lang={lang} here={here} />
      {children}
    </Page>
  )
}

const Called = ({
  attempt,
  part,
  lang,
  here,
}: {
  attempt: CalledProps['attempt']
  part: CalledProps['part']
  lang: Lang
  here: Url
}): JSX.Element => {
  const now = (name: string, value: string | undefined) => {
    const field = typed(attempt, name)
    return { ...field, id: `words-${name}`, value: attempt ? field.value : value }
  }
  return (
    <form class="form" method="post" action={here} novalidate>
      <h2>{t('workshop.whatItSays')}</h2>
      <Hidden form="words" lang={lang} was={standingOf(part, lang)} />
      <Line
        {...now('title', part.title?.[lang])}
        label={t('workshop.groupTitle')}
        spoken={spoken(lang)}
        optional
      />
      <Lines
        {...now('help', part.help?.[lang])}
        label={t('workshop.help')}
        rows={2}
        spoken={spoken(lang)}
        optional
      />
      <Note form="words" attempt={attempt} />
      <button class="button" type="submit">
        {t('workshop.keep')}
      </button>
    </form>
  )
}
