import type { Attempt } from '../../../base/http/form.ts'
import { t } from '../../../base/i18n/t.ts'
import { type Lang, pick } from '../../../base/text.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Choices, Line, Lines, Pick, typed } from '../../../ui/parts/Fields.tsx'
import { spoken } from '../../../ui/parts/Words.tsx'
import type { Definition, Question } from '../../definition.ts'
import { type Asked, lookup } from '../../lookup.ts'
import { askable, ways } from '../forms.ts'

interface FieldsProps {
  /** Of the form, so that names of several forms on a page do not meet. */
  form: string
  lang: Lang
  attempt?: Attempt
  /** The one that is changed; else a new one. */
  question?: Question
}

/** What a question says and whether it must be answered. */
export const QuestionFields = ({ form, lang, attempt, question }: FieldsProps): JSX.Element => {
  const now = (name: string, value: string | undefined) => {
    const field = typed(attempt, name)
    return { ...field, id: `${form}-${name}`, value: attempt ? field.value : value }
  }
  const numeric = !question || question.type === 'number'
  return (
    <>
      <Line {...now('label', question?.label[lang])} label={t('workshop.label')} spoken={spoken(lang)} />
      <Lines
        {...now('help', question?.help?.[lang])}
        label={t('workshop.help')}
        rows={2}
        spoken={spoken(lang)}
        optional
      />
      {(numeric || question?.type === 'computed') && (
        <Line
          {...now('decimals', question?.decimals?.toString())}
          label={t('workshop.decimals')}
          inputmode="numeric"
          optional
        />
      )}
      {numeric && question?.max !== 'this-year' && (
        <div class="pair">
          <Line
            {...now('min', question?.min?.toString())}
            label={t('workshop.least')}
            inputmode="decimal"
            optional
          />
          <Line
            {...now('max', question?.max?.toString())}
            label={t('workshop.greatest')}
            inputmode="decimal"
            optional
          />
        </div>
      )}
      <Choices
        name="required"
        id={`${form}-required`}
        label={t('workshop.mustIt')}
        several
        choices={[{ value: 'on', label: t('workshop.required') }]}
        chosen={attempt ? [typed(attempt, 'required').value ?? ''] : question?.required ? ['on'] : []}
        optional="unsaid"
      />
    </>
  )
}

type ShapeFieldsProps = FieldsProps & { definition: Definition }

/** What is asked of a new one besides. */
export const NewFields = (props: ShapeFieldsProps): JSX.Element => (
  <ShapeFields {...props}>
    <QuestionFields form={props.form} lang={props.lang} attempt={props.attempt} />
  </ShapeFields>
)

/** Its kind of answer, and what each kind needs: choices, a unit, rows, columns, how a total is made. */
export const ShapeFields = ({
  children,
  ...props
}: ShapeFieldsProps & { children?: JSX.Element }): JSX.Element => {
  const { form, lang, attempt } = props
  const now = (name: string) => ({ ...typed(attempt, name), id: `${form}-${name}` })
  const lines = (name: string) => ({ ...now(name), rows: 4, spoken: spoken(lang), optional: true })
  const kind = now('type').value
  return (
    <>
      <Pick
        {...now('type')}
        label={t('workshop.type')}
        choices={askable.map((value) => ({ value, label: t('instruments.typeText', { type: value }) }))}
      />
      {children}
      <Lines {...lines('choices')} label={t('workshop.choices')} help={t('workshop.choicesHelp')} />
      <Line {...now('unit')} label={t('workshop.unit')} help={t('workshop.unitHelp')} optional />
      <details class="fold" open={kind === 'matrix' || kind === 'table'}>
        <summary>{t('workshop.forTables')}</summary>
        <div class="stack">
          <Lines {...lines('rows')} label={t('workshop.rows')} help={t('workshop.rowsHelp')} />
          <Lines {...lines('columns')} label={t('workshop.columns')} help={t('workshop.columnsHelp')} />
        </div>
      </details>
      <details class="fold" open={kind === 'computed'}>
        <summary>{t('workshop.forTotals')}</summary>
        <div class="stack">
          <FormulaFields {...props} />
        </div>
      </details>
    </>
  )
}

/** How a total is made: of which questions, and for a ratio by which it is divided. */
export const FormulaFields = ({
  form,
  definition,
  lang,
  attempt,
  question,
}: ShapeFieldsProps): JSX.Element => {
  const now = (name: string) => ({ ...typed(attempt, name), id: `${form}-${name}` })
  const computed = attempt ? undefined : question?.computed
  const named = [...lookup(definition).asked.values()].filter((one) => one.question !== question)
  const choice = ({ slot, question: { label } }: Asked) => ({
    value: slot,
    label: pick(label, lang, definition.languages[0])?.text ?? slot,
  })
  const numbers = named.filter((one) => ['number', 'computed'].includes(one.question.type))
  const countable = named.filter((one) => one.group.repeat && !numbers.includes(one))
  return (
    <>
      <Pick
        {...now('how')}
        value={now('how').value ?? (computed && Object.keys(computed)[0])}
        label={t('workshop.formulaHow')}
        choices={ways.map((way) => ({ value: way, label: t('workshop.formulaWay', { way }) }))}
      />
      <Choices
        {...now('parts')}
        label={t('workshop.formulaOf')}
        help={t('workshop.formulaHelp')}
        several
        find={t('workshop.formulaFind')}
        choices={[...numbers, ...countable].map(choice)}
        chosen={attempt ? [attempt.values.parts ?? []].flat() : partsOf(computed)}
        optional="unsaid"
      />
      <Pick
        {...now('under')}
        value={now('under').value ?? (computed && 'ratio' in computed ? computed.ratio[1] : undefined)}
        label={t('workshop.formulaUnder')}
        choices={[{ value: '', label: t('workshop.formulaNone') }, ...numbers.map(choice)]}
        optional
      />
    </>
  )
}

const partsOf = (computed: Question['computed']): string[] => {
  if (!computed) return []
  if ('sum' in computed) return [computed.sum].flat()
  if ('product' in computed) return computed.product
  return 'count' in computed ? [computed.count] : [computed.ratio[0]]
}
