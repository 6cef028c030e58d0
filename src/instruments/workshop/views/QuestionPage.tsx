import type { Attempt } from '../../../base/http/form.ts'
import { t } from '../../../base/i18n/t.ts'
import { pick } from '../../../base/text.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Faults, Line, Pick, typed } from '../../../ui/parts/Fields.tsx'
import { Said, spoken } from '../../../ui/parts/Words.tsx'
import { type Url, url, withQuery } from '../../../ui/url.ts'
import type { Definition } from '../../definition.ts'
import { type Asked, lookup, titleOf } from '../../lookup.ts'
import { typeInWords } from '../../type-words.ts'
import { sharing } from '../acting-on-choices.ts'
import { standingOf } from '../seeing.ts'
import type { Editing } from '../viewing.ts'
import { ConditionForm } from './ConditionForm.tsx'
import { Acts, Hidden, Note, ofForm, proposalLevels, TypedIn } from './frame.tsx'
import { Moves } from './Moves.tsx'
import { QuestionFields } from './QuestionFields.tsx'
import { ShapeForms } from './ShapeForms.tsx'

export interface QuestionPageProps {
  view: Editing
  asked: Asked
  /** The question that a condition is to ask about. */
  on?: Asked
  /** As it would be asked. */
  preview: JSX.Element
  attempt?: Attempt
}

/** One question of a proposal: what it says, offers and needs, where it stands, and how it will look. */
export function QuestionPage(props: QuestionPageProps): JSX.Element {
  const { view, asked, attempt, preview } = props
  const { whole, definition, lang } = view
  const { question, group } = asked
  const here = url`/proposals/${whole.ref}/questions/${group.id}/${question.id}`
  const label = pick(question.label, lang, definition.languages[0])!
  return (
    <Page title={label.text} unlisted levels={[...proposalLevels(whole, true), outline(view, asked)]}>
      <header class="stack gap-3">
        <h1>
          <Said lang={label.lang}>{label.text}</Said>
        </h1>
        <p class="soft">{typeInWords(asked, definition, lang).join(' · ')}</p>
        <TypedIn languages={definition.languages} lang={lang} at={here} />
      </header>
      <Faults attempt={attempt} />
      <form class="form" method="post" action={here} novalidate>
        <h2>{t('workshop.whatItSays')}</h2>
        <Hidden form="words" lang={lang} was={standingOf(question, lang)} />
        <QuestionFields form="words" lang={lang} question={question} attempt={ofForm(attempt, 'words')} />
        <Note form="words" attempt={ofForm(attempt, 'words')} />
        <Acts words={t('workshop.keep')} />
      </form>
      <section class="stack gap-3" id="preview">
        <h2>{t('workshop.preview')}</h2>
        <div class="card">{preview}</div>
      </section>
      {question.list !== undefined && <Offers {...props} here={here} />}
      <ShapeForms {...props} here={here} />
      <ConditionForm {...props} here={here} />
      <Moves
        lang={lang}
        move={url`/proposals/${whole.ref}/questions/${group.id}/${question.id}/move`}
        removal={url`/proposals/${whole.ref}/questions/${group.id}/${question.id}/removal`}
        groups={groupsOf(definition, lang, group.id)}
        goes={t('workshop.questionGoes')}
      />
    </Page>
  )
}

const outline = ({ whole, lang }: Editing, { sections, group }: Asked) => ({
  name: t('workshop.editQuestions'),
  href: `${withQuery(url`/proposals/${whole.ref}/questions`, new URLSearchParams(), { section: sections[0]!.id, in: lang })}${url`#g-${group.id}`}` as Url,
})

function groupsOf(definition: Definition, lang: string, but: string): { value: string; label: string }[] {
  return [...lookup(definition).groups.keys()]
    .filter((id) => id !== but)
    .map((id) => {
      const part = lookup(definition).parts.find(({ group }) => group.id === id)!
      return { value: id, label: pick(titleOf(part.group), lang, definition.languages[0])?.text ?? id }
    })
}

/** The choices it offers, each with the way to change it; and a further one. */
function Offers({ view, asked, attempt, here }: QuestionPageProps & { here: Url }): JSX.Element {
  const { whole, definition, lang } = view
  const { question, group } = asked
  const others = sharing(definition, asked.slot)
  const choices = [...(asked.choices?.values() ?? [])]
  const named = choices.map(({ code, label }) => ({
    value: code,
    label: pick(label, lang, definition.languages[0])?.text ?? code,
  }))
  const mine = ofForm(attempt, 'choice')
  return (
    <section class="stack gap-3" id="choices">
      <h2>{question.type === 'matrix' ? t('workshop.columns') : t('workshop.choices')}</h2>
      {others.length > 0 && <p class="soft">{t('workshop.sharedList', { count: others.length })}</p>}
      <ul class="columns">
        {named.map(({ value, label }) => (
          <li>
            <a
              href={withQuery(
                url`/proposals/${whole.ref}/questions/${group.id}/${question.id}/choices/${value}`,
                new URLSearchParams(),
                { in: lang },
              )}
            >
              <bdi>{label}</bdi>
            </a>
          </li>
        ))}
      </ul>
      <form class="form" method="post" action={`${here}/choices` as Url} novalidate>
        <Hidden form="choice" lang={lang} />
        <Line
          {...typed(mine, 'label')}
          id="choice-label"
          label={t('workshop.newChoice')}
          spoken={spoken(lang)}
        />
        <Pick
          {...typed(mine, 'after')}
          id="choice-after"
          value={typed(mine, 'after').value ?? named.at(-1)?.value}
          label={t('workshop.after')}
          choices={[{ value: '', label: t('workshop.first') }, ...named]}
        />
        <Note form="choice" attempt={mine} />
        <button class="button quiet" type="submit">
          {t('workshop.addChoice')}
        </button>
      </form>
    </section>
  )
}
