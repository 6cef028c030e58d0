import { t } from '../../../base/i18n/t.ts'
import { pick } from '../../../base/text.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Choices, Line, Pick, typed } from '../../../ui/parts/Fields.tsx'
import type { Url } from '../../../ui/url.ts'
import { conditionInWords } from '../../condition-words.ts'
import type { Definition, Slot } from '../../definition.ts'
import { type Asked, lookup } from '../../lookup.ts'
import { Hidden, Note, ofForm } from './frame.tsx'
import type { QuestionPageProps } from './QuestionPage.tsx'

/** When a question is asked: first what it depends on, then on which answers. */
export function ConditionForm(props: QuestionPageProps & { here: Url }): JSX.Element {
  const { view, asked, on, attempt, here } = props
  const { definition, lang } = view
  const { when } = asked.question
  const mine = ofForm(attempt, 'condition')
  const section = asked.sections[0]!.id
  const near = [...lookup(definition).asked.values()].filter(
    (one) => one.slot !== asked.slot && one.number !== undefined && one.sections[0]!.id === section,
  )
  return (
    <section class="stack gap-3" id="condition">
      <h2>{t('workshop.whenAsked')}</h2>
      <p>{when ? conditionInWords(when, definition, lang) : t('workshop.always')}</p>
      {near.length > 0 && (
        <form class="form" method="get" action={`${here}#condition` as Url}>
          <input type="hidden" name="in" value={lang} />
          <Pick
            name="on"
            value={on?.slot}
            label={t('workshop.dependsOn')}
            help={t('workshop.dependsOnHelp')}
            choices={near.map(({ slot }) => ({ value: slot, label: nameOf(definition, slot, lang) }))}
          />
          <button class="button quiet" type="submit">
            {t('workshop.chooseAnswers')}
          </button>
        </form>
      )}
      {on && (
        <form class="form" method="post" action={`${here}/condition` as Url} novalidate>
          <Hidden form="condition" lang={lang} />
          <input type="hidden" name="on" value={on.slot} />
          <Answers on={on} {...props} />
          <Note form="condition" attempt={mine} />
          <button class="button quiet" type="submit">
            {t('workshop.setCondition')}
          </button>
        </form>
      )}
      {when && (
        <form class="form" method="post" action={`${here}/condition` as Url}>
          <Hidden form="always" lang={lang} />
          <button class="button quiet" type="submit">
            {t('workshop.askAlways')}
          </button>
        </form>
      )}
    </section>
  )
}

/** The answers on which it is asked. */
function Answers({ on, view, attempt }: QuestionPageProps & { on: Asked }): JSX.Element {
  const { definition, lang } = view
  const mine = ofForm(attempt, 'condition')
  const label = nameOf(definition, on.slot, lang)
  if (on.question.type === 'number' || on.question.type === 'computed')
    return (
      <>
        <p>{t('workshop.askedIfNumber', { question: label })}</p>
        <Line
          {...typed(mine, 'above')}
          id="condition-above"
          label={t('workshop.above')}
          inputmode="decimal"
          optional
        />
        <Line
          {...typed(mine, 'below')}
          id="condition-below"
          label={t('workshop.below')}
          inputmode="decimal"
          optional
        />
      </>
    )
  const choices =
    on.question.type === 'yesno'
      ? [
          { value: 'yes', label: t('instruments.yes') },
          { value: 'no', label: t('instruments.no') },
        ]
      : [...(on.question.type === 'matrix' ? [] : (on.choices?.values() ?? []))].map((one) => ({
          value: one.code,
          label: pick(one.label, lang, definition.languages[0])?.text ?? one.code,
        }))
  if (choices.length === 0) return <p>{t('workshop.askedIfAnswered', { question: label })}</p>
  return (
    <Choices
      name="is"
      id="condition-is"
      label={t('workshop.askedIf', { question: label })}
      help={t('workshop.askedIfHelp')}
      several={on.question.type !== 'yesno'}
      choices={choices}
      chosen={[mine?.values.is ?? []].flat()}
      optional="unsaid"
    />
  )
}

/** What it is called where its section is known. */
const nameOf = (definition: Definition, slot: Slot, lang: string): string =>
  pick(lookup(definition).asked.get(slot)?.question.label, lang, definition.languages[0])?.text ?? slot
