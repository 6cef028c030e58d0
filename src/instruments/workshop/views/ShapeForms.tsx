import type { Attempt } from '../../../base/http/form.ts'
import { t } from '../../../base/i18n/t.ts'
import { type Labels, pick } from '../../../base/text.ts'
import type { Child, JSX } from '../../../ui/jsx/elements.ts'
import { Line, Pick, typed } from '../../../ui/parts/Fields.tsx'
import { spoken } from '../../../ui/parts/Words.tsx'
import { type Url, url } from '../../../ui/url.ts'
import { lookup } from '../../lookup.ts'
import { standingOf } from '../seeing.ts'
import { Acts, Hidden, Note, ofForm } from './frame.tsx'
import { FormulaFields, ShapeFields } from './QuestionFields.tsx'
import type { QuestionPageProps } from './QuestionPage.tsx'

type ShapeProps = QuestionPageProps & { here: Url }

/** What a question takes beside words: its unit, rows, columns or total, and another kind of answer. */
export const ShapeForms = (props: ShapeProps): JSX.Element => {
  const { question, rows } = props.asked
  return (
    <>
      {question.type === 'number' && <Unit {...props} />}
      {question.type === 'matrix' && (
        <Parts
          {...props}
          form="rows"
          title={t('workshop.rows')}
          items={[...(rows?.values() ?? [])].map((row) => ({ ...row, id: row.code }))}
          add={t('workshop.addRow')}
        />
      )}
      {question.type === 'table' && (
        <Parts
          {...props}
          form="columns"
          title={t('workshop.columns')}
          items={question.columns ?? []}
          add={t('workshop.addColumn')}
        >
          <ColumnFields attempt={ofForm(props.attempt, 'columns')} />
        </Parts>
      )}
      {question.type === 'computed' && <Formula {...props} />}
      <Kind {...props} />
    </>
  )
}

const Unit = ({ view, asked, attempt, here }: ShapeProps): JSX.Element => {
  const mine = ofForm(attempt, 'unit')
  const before = lookup(view.whole.last).asked.get(asked.slot)?.question
  return (
    <form class="form" method="post" action={`${here}/unit` as Url} novalidate id="unit">
      <h2>{t('workshop.unit')}</h2>
      <Hidden form="unit" lang={view.lang} />
      <Line
        {...typed(mine, 'unit')}
        id="unit-unit"
        value={mine ? typed(mine, 'unit').value : asked.question.unit}
        label={t('workshop.unit')}
        help={t('workshop.unitHelp')}
        optional
      />
      <Pick
        {...typed(mine, 'fate')}
        id="unit-fate"
        label={t('workshop.fate')}
        choices={[
          { value: 'times', label: t('workshop.fateTimes') },
          { value: 'same', label: t('workshop.fateAsIs') },
          { value: 'kept', label: t('workshop.keptBeside') },
        ]}
      />
      <Line
        {...typed(mine, 'times')}
        id="unit-times"
        label={t('workshop.times')}
        help={before?.unit ? t('workshop.timesFrom', { unit: before.unit }) : undefined}
        inputmode="decimal"
        optional
      />
      <Note form="unit" attempt={mine} />
      <Acts words={t('workshop.setUnit')} quiet />
    </form>
  )
}

interface PartsProps extends ShapeProps {
  form: 'rows' | 'columns'
  title: string
  add: string
  items: (Parameters<typeof standingOf>[0] & { id: string; label: Labels })[]
  children?: Child
}

/** Rows or columns: each to name or take out, and a further one. */
const Parts = ({ view, attempt, here, form, title, add, items, children }: PartsProps): JSX.Element => {
  const { lang, definition } = view
  const mine = ofForm(attempt, form)
  return (
    <section class="stack gap-3" id={form}>
      <h2>{title}</h2>
      <p class="help">{t('workshop.partGoes')}</p>
      {items.map((item) => {
        const { id, label } = item
        const own = ofForm(attempt, `${form}-${id}`)
        const said = pick(label, lang, definition.languages[0])?.text ?? id
        return (
          <form class="inline-form" method="post" action={`${here}/${form}${url`/${id}`}` as Url} novalidate>
            <Hidden form={`${form}-${id}`} lang={lang} was={standingOf(item, lang)} />
            <Line
              {...typed(own, 'label')}
              id={`${form}-${id}-label`}
              value={own ? typed(own, 'label').value : (label[lang] ?? said)}
              label={said}
              spoken={spoken(lang)}
            />
            <button class="button quiet" type="submit" name="do" value="name">
              {t('workshop.keep')}
            </button>
            <button class="button quiet grave" type="submit" name="do" value="remove">
              {t('workshop.takeOut')}
            </button>
          </form>
        )
      })}
      <form class="form" method="post" action={`${here}/${form}` as Url} novalidate>
        <Hidden form={form} lang={lang} />
        <Line
          {...typed(mine, 'label')}
          id={`${form}-label`}
          label={t('workshop.label')}
          spoken={spoken(lang)}
        />
        {children}
        <Note form={form} attempt={mine} />
        <Acts words={add} quiet />
      </form>
    </section>
  )
}

const ColumnFields = ({ attempt }: { attempt?: Attempt }): JSX.Element => (
  <div class="pair">
    <Pick
      {...typed(attempt, 'holds')}
      id="columns-holds"
      label={t('workshop.type')}
      choices={(['text', 'number'] as const).map((value) => ({
        value,
        label: t('instruments.typeText', { type: value }),
      }))}
    />
    <Line {...typed(attempt, 'unit')} id="columns-unit" label={t('workshop.unit')} optional />
  </div>
)

const Formula = ({ view, asked, attempt, here }: ShapeProps): JSX.Element => {
  const mine = ofForm(attempt, 'formula')
  return (
    <form class="form" method="post" action={`${here}/formula` as Url} novalidate id="formula">
      <h2>{t('workshop.formula')}</h2>
      <Hidden form="formula" lang={view.lang} />
      <FormulaFields
        form="formula"
        definition={view.definition}
        lang={view.lang}
        attempt={mine}
        question={asked.question}
      />
      <Note form="formula" attempt={mine} />
      <Acts words={t('workshop.setFormula')} quiet />
    </form>
  )
}

/** Another kind of answer takes the place of this one, and what becomes of the answers is chosen. */
const Kind = ({ view, attempt, here }: ShapeProps): JSX.Element => {
  const mine = ofForm(attempt, 'kind')
  return (
    <details class="fold" open={mine !== undefined}>
      <summary>{t('workshop.otherKind')}</summary>
      <form class="form" method="post" action={`${here}/kind` as Url} novalidate id="kind">
        <p class="help">{t('workshop.otherKindHelp')}</p>
        <Hidden form="kind" lang={view.lang} />
        <ShapeFields form="kind" definition={view.definition} lang={view.lang} attempt={mine} />
        <Pick
          {...typed(mine, 'fate')}
          id="kind-fate"
          label={t('workshop.fate')}
          help={t('workshop.fateHelp')}
          choices={[
            { value: 'same', label: t('workshop.fateFits') },
            { value: 'kept', label: t('workshop.keptBeside') },
          ]}
        />
        <Note form="kind" attempt={mine} />
        <Acts words={t('workshop.setKind')} quiet />
      </form>
    </details>
  )
}
