import type { Attempt } from '../../../base/http/form.ts'
import { reader } from '../../../base/i18n/reader.ts'
import { t } from '../../../base/i18n/t.ts'
import type { Lang } from '../../../base/text.ts'
import { shapeOf } from '../../../instruments/answer-shapes.ts'
import type { QuestionType } from '../../../instruments/definition.ts'
import type { Asked } from '../../../instruments/lookup.ts'
import { measure } from '../../../instruments/measures.ts'
import { readValue } from '../../../instruments/values.ts'
import { InLine, type Names } from '../../../instruments/views/Value.tsx'
import type { Child, JSX } from '../../../ui/jsx/elements.ts'
import type { Choice } from '../../../ui/parts/Fields.tsx'
import type { Url } from '../../../ui/url.ts'
import type { Clash } from '../clashes.ts'
import { filled, isWords, pathsOf, placeOf, type Typed } from '../filling-fields.ts'
import { ClashNotice } from './ClashNotice.tsx'
import { ChoiceField, ChoicesField, PlaceField, RankingField, YesNoField } from './fields/ChoiceField.tsx'
import { type Control, controlOf } from './fields/control.tsx'
import { DateField, LinkField, MoneyField, NumberField } from './fields/LineField.tsx'
import { MatrixField } from './fields/MatrixField.tsx'
import {
  FileField,
  GeometryField,
  OrganisationField,
  PersonField,
  RecordField,
} from './fields/NamedFields.tsx'
import { ScaleField } from './fields/ScaleField.tsx'
import { TableField } from './fields/TableField.tsx'
import { WordsField } from './fields/WordsField.tsx'

interface FieldProps {
  asked: Asked
  /** The id of the row it stands in; `only` where its group does not repeat. */
  row: string
  /** As it is put together: words by language. For what is computed, the number. */
  answer?: unknown
  /** The languages that the draft is written in, the first first. */
  langs: Lang[]
  /** Of `placeChoices`, made once for the page. */
  places: Choice[]
  names?: Names
  /** Where files are sent to, that answers may name. */
  filesAt?: Url
  /** Where the form did not go through: what it held stands in the place of the answer. */
  attempt?: Attempt
  /** Of the draft; those of this question stand under it. */
  clashes?: Clash[]
  /** What settles a clash. */
  settle?: (clash: Clash) => Child
}

/** One question as it is asked: its label, its controls by the paths of its answer, help, and what is wrong. */
export function Field(props: FieldProps): JSX.Element | null {
  const { asked, row, answer, langs, places, names = {}, filesAt, attempt, clashes = [] } = props
  if (asked.question.hidden) return null
  const path = placeOf(asked, row)
  const typed = attempt?.values ?? filled(asked, path, answer)
  const faultAt = (at: string) => attempt?.errors.find(({ field }) => field === at)?.message
  const control = controlOf({ asked, path, langs, places, names, filesAt, typed, faultAt })
  const paths = pathsOf(asked, row, langs)
  return (
    <>
      <Controls control={control} typed={typed} answer={answer} />
      {clashes
        .filter((clash) => paths.includes(clash.path))
        .map((clash) => (
          <Beside clash={clash} {...props} />
        ))}
    </>
  )
}

interface ControlsProps {
  control: Control
  typed: Typed
  answer: unknown
}

function Controls({ control, typed, answer }: ControlsProps): JSX.Element {
  const { type } = control.asked.question
  if (type === 'text' || type === 'longtext')
    return <WordsField control={control} typedAt={(at) => [typed[at] ?? ''].flat().at(-1) ?? ''} />
  if (type === 'computed') return <Computed control={control} answer={answer} />
  const Drawn = drawn[type]
  return <Drawn control={control} />
}

type Plain = Exclude<QuestionType, 'text' | 'longtext' | 'computed'>

const drawn: Record<Plain, (props: { control: Control }) => JSX.Element> = {
  link: LinkField,
  yesno: YesNoField,
  number: NumberField,
  money: MoneyField,
  date: DateField,
  choice: ChoiceField,
  choices: ChoicesField,
  ranking: RankingField,
  scale: ScaleField,
  matrix: MatrixField,
  place: PlaceField,
  geometry: GeometryField,
  person: PersonField,
  organisation: OrganisationField,
  record: RecordField,
  file: FileField,
  image: FileField,
  table: TableField,
}

const Computed = ({ control, answer }: { control: Control; answer: unknown }): JSX.Element => {
  const { unit, decimals } = control.asked.question
  return (
    <div class="field">
      <p class="asked">{control.field.label}</p>
      <output id={control.path}>
        {typeof answer === 'number' ? measure(answer, unit, decimals) : t('writing.notYet')}
      </output>
      <div class="help">
        {control.field.help}
        <p>{t('writing.workedOut')}</p>
      </div>
    </div>
  )
}

/** What somebody else answered at the same time. */
function Beside({ clash, asked, names = {}, settle }: FieldProps & { clash: Clash }): JSX.Element {
  const lang = clash.path.split('/')[3]
  const value = isWords(asked) ? { [lang!]: clash.value } : clash.value
  const { success } = shapeOf(asked).schema.safeParse(value)
  const languages = { wanted: lang ?? reader().lang, definition: 'en' }
  return (
    <ClashNotice clash={clash} settle={settle}>
      {success ? (
        <InLine value={readValue(asked, value, languages)} names={names} />
      ) : (
        <code>{JSON.stringify(clash.value)}</code>
      )}
    </ClashNotice>
  )
}
