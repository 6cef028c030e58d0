import type { Attempt } from '../../../base/http/form.ts'
import { reader } from '../../../base/i18n/reader.ts'
import { inReach, t } from '../../../base/i18n/t.ts'
import type { Text } from '../../../base/text.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Choices, Line, Lines, Pick, Several, typed } from '../../../ui/parts/Fields.tsx'
import { languageChoices } from '../../../ui/parts/languages.ts'
import { spoken } from '../../../ui/parts/Words.tsx'
import type { Url } from '../../../ui/url.ts'
import { typedNumber } from '../../writing/number-notation.ts'
import { outcomeName } from '../names.ts'
import { figureRows, outcomes, type Use } from '../use.ts'

interface UseFormProps {
  action: Url
  attempt?: Attempt
  speaksFor?: { slug: string; name: Text }[]
  /** What is said again otherwise, with the code of its place. */
  use?: Use & { at?: string; named: boolean }
}

/** Two fields, and the rest behind one line for whoever wishes to say more. */
export const UseForm = ({ action, attempt, speaksFor = [], use }: UseFormProps): JSX.Element => {
  const lang = use?.note.original ?? reader().lang
  const now = (name: string, value?: string | null) => {
    const field = typed(attempt, name)
    return { ...field, value: field.value ?? value ?? undefined }
  }
  const written = (text: Text | null | undefined) => text?.texts[lang]
  const outcome = now('outcome', use?.outcome)
  return (
    <form class="form" method="post" action={action} novalidate>
      <Choices
        name="outcome"
        fault={outcome.fault}
        label={t('evidence.howItWent')}
        choices={outcomes.map((value) => ({ value, label: outcomeName(value) }))}
        chosen={outcome.value ? [outcome.value] : []}
      />
      <Lines
        {...now('note', written(use?.note))}
        label={t('evidence.whatHappened')}
        spoken={spoken(lang)}
        help={t('evidence.whatHappenedHelp')}
        rows={4}
      />
      {speaksFor.length > 0 && (
        <Pick
          {...now('organisation')}
          label={t('evidence.forWhom')}
          help={t('evidence.forWhomHelp')}
          choices={[
            { value: '', label: t('evidence.forMyself') },
            ...speaksFor.map(({ slug, name }) => ({ value: slug, label: inReach(name).text })),
          ]}
        />
      )}
      <details class="asking" open={use !== undefined || attempt !== undefined}>
        <summary>{t('evidence.sayMore')}</summary>
        <div class="form">
          <Line
            {...now('place', use?.at)}
            label={t('evidence.where')}
            help={t('evidence.whereHelp')}
            optional
          />
          <Line
            {...now('happened', use?.happened)}
            label={t('evidence.when')}
            help={t('evidence.whenHelp')}
            optional
          />
          <Lines
            {...now('conditions', written(use?.conditions))}
            label={t('evidence.conditions')}
            spoken={spoken(lang)}
            help={t('evidence.conditionsHelp')}
            rows={3}
            optional
          />
          <Lines
            {...now('adaptation', written(use?.adaptation))}
            label={t('evidence.adaptation')}
            spoken={spoken(lang)}
            help={t('evidence.adaptationHelp')}
            rows={3}
            optional
          />
          <Figures attempt={attempt} use={use} />
          <Choices
            name="named"
            label={t('evidence.yourName')}
            choices={[
              { value: 'yes', label: t('evidence.withName') },
              { value: 'no', label: t('evidence.withoutName') },
            ]}
            chosen={[now('named', use?.named === false ? 'no' : 'yes').value!]}
          />
          <Pick {...now('lang', lang)} label={t('evidence.language')} choices={languageChoices()} />
        </div>
      </details>
      <p class="help">{t('evidence.forAll')}</p>
      <button class="button" type="submit">
        {use ? t('evidence.save') : t('evidence.say')}
      </button>
    </form>
  )
}

const Figures = ({ attempt, use }: Pick<UseFormProps, 'attempt' | 'use'>): JSX.Element => (
  <Several name="figures" label={t('evidence.figures')} help={t('evidence.figuresHelp')} optional>
    {figureRows.map((row, i) => {
      const figure = use?.figures[i]
      const field = (name: string, value: string | undefined) => {
        const said = typed(attempt, `${name}-${row}`)
        return { ...said, value: said.value ?? value, optional: 'unsaid' as const }
      }
      return (
        <div class="figure-row">
          <Line {...field('what', figure?.what)} label={t('evidence.figureWhat', { row })} />
          <Line
            {...field('value', figure && typedNumber(figure.value))}
            label={t('evidence.figureValue', { row })}
            inputmode="decimal"
          />
          <Line {...field('unit', figure?.unit)} label={t('evidence.figureUnit', { row })} />
        </div>
      )
    })}
  </Several>
)
