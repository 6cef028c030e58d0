import type { Attempt } from '../../../base/http/form.ts'
import { t } from '../../../base/i18n/t.ts'
import type { Lang } from '../../../base/text.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Choices, Line, Lines, Pick, typed } from '../../../ui/parts/Fields.tsx'
import { spoken } from '../../../ui/parts/Words.tsx'
import type { Question } from '../../definition.ts'
import { askable } from '../forms.ts'

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

/** What is asked of a new one besides. */
export const NewFields = ({ form, lang, attempt }: FieldsProps): JSX.Element => {
  const now = (name: string) => ({ ...typed(attempt, name), id: `${form}-${name}` })
  return (
    <>
      <Pick
        {...now('type')}
        label={t('workshop.type')}
        choices={askable.map((value) => ({ value, label: t('instruments.typeText', { type: value }) }))}
      />
      <QuestionFields form={form} lang={lang} attempt={attempt} />
      <Lines
        {...now('choices')}
        label={t('workshop.choices')}
        help={t('workshop.choicesHelp')}
        rows={4}
        spoken={spoken(lang)}
        optional
      />
      <Line {...now('unit')} label={t('workshop.unit')} help={t('workshop.unitHelp')} optional />
    </>
  )
}
