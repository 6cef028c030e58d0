import { message } from '../../base/i18n/messages.ts'
import { isInterfaceLanguage } from '../../base/i18n/reader.ts'
import type { Labels, Lang } from '../../base/text.ts'
import type { Choice, Condition, Definition, Group, Section } from '../../instruments/definition.ts'
import { type Asked, lookup } from '../../instruments/lookup.ts'
import { type FormNames, fieldKey, formNames } from './form-names.ts'
import { computationPath, conditionPath, constraintPath } from './xpath.ts'

/** A row of the sheet `survey`: what is not said is empty. */
export interface SurveyRow {
  type: string
  name?: string
  label?: Labels
  hint?: Labels
  required?: boolean
  relevant?: string
  constraint?: string
  calculation?: string
  appearance?: string
  parameters?: string
}

interface Form {
  definition: Definition
  names: FormNames
}

/** Everything that a questionnaire asks, as a form asks it: each question once. */
export function surveyRows(definition: Definition): SurveyRow[] {
  const form = { definition, names: formNames(definition) }
  return definition.sections.flatMap((section) => sectionRows(form, section))
}

function sectionRows(form: Form, section: Section): SurveyRow[] {
  const inside = [
    ...(section.groups ?? []).flatMap((group) => groupRows(form, section, group)),
    ...(section.sections ?? []).flatMap((one) => sectionRows(form, one)),
  ]
  if (inside.length === 0) return []
  return wrapped('group', inside, {
    name: form.names.sections.get(section.id),
    label: section.title,
    hint: section.help,
    ...when(form, section.when),
  })
}

function groupRows(form: Form, section: Section, group: Group): SurveyRow[] {
  const { asked } = lookup(form.definition)
  const inside = group.questions.flatMap((question) => {
    const one = asked.get(`${group.id}/${question.id}`)
    // Where its group stands twice it is asked where it stands last.
    return one?.question === question && one.number !== undefined ? questionRows(form, one) : []
  })
  if (inside.length === 0) return []
  return wrapped(group.repeat ? 'repeat' : 'group', inside, {
    name: form.names.groups.get(`${section.id} ${group.id}`),
    label: group.title,
    hint: group.help,
    ...when(form, group.when),
  })
}

const wrapped = (
  what: 'group' | 'repeat',
  inside: SurveyRow[],
  head: Omit<SurveyRow, 'type'>,
): SurveyRow[] => [{ type: `begin_${what}`, ...head }, ...inside, { type: `end_${what}` }]

const when = ({ definition }: Form, condition: Condition | undefined): Pick<SurveyRow, 'relevant'> =>
  condition ? { relevant: conditionPath(definition, condition) } : {}

function questionRows(form: Form, asked: Asked): SurveyRow[] {
  const { definition, names } = form
  const { question, slot } = asked
  const name = names.fields.get(slot)!
  const head = { name, label: question.label, hint: question.help, ...when(form, question.when) }
  const part = (key: string) => names.fields.get(fieldKey(slot, key))!
  const row: SurveyRow = {
    ...shape(form, asked),
    ...head,
    ...(question.required && { required: true }),
    ...(constraintPath(question) && { constraint: constraintPath(question) }),
  }
  const beside = (key: string, label: Labels, more: Partial<SurveyRow> = {}): SurveyRow[] => [
    row,
    { type: 'text', name: part(key), label, ...when(form, question.when), ...more },
  ]
  switch (question.type) {
    case 'money':
      return beside('currency', saidIn(definition, 'writing.currency'), {
        relevant: `\${${name}} != ''`,
        constraint: "regex(., '^[A-Z]{3}$')",
      })
    case 'person':
      return beside('organisation', saidIn(definition, 'writing.theirOrganisation'))
    case 'record':
      return beside('url', saidIn(definition, 'writing.recordAddress'))
    case 'geometry':
      return beside('shape', saidIn(definition, 'writing.otherShapes'), { type: 'geoshape' })
    case 'matrix':
      return wrapped(
        'group',
        [...(asked.rows?.values() ?? [])].map(({ code, label }) => ({
          ...{ type: `select_one ${listName(form, asked)}`, name: part(`row:${code}`), label },
          ...(question.required && { required: true }),
        })),
        { ...head, appearance: 'table-list' },
      )
    case 'table':
      return wrapped(
        'repeat',
        (question.columns ?? []).map(({ id, label, type }) => ({
          ...{ type: type === 'number' ? 'decimal' : 'text', name: part(`column:${id}`), label },
        })),
        head,
      )
    case 'computed':
      return [
        { ...head, type: 'calculate', calculation: computationPath(definition, question, asked.group.id) },
      ]
    default:
      return [row]
  }
}

function shape(form: Form, asked: Asked): Pick<SurveyRow, 'type' | 'appearance' | 'parameters'> {
  const list = listName(form, asked)
  switch (asked.question.type) {
    case 'longtext':
      return { type: 'text', appearance: 'multiline' }
    case 'yesno':
      return { type: 'select_one yes_no' }
    case 'number':
      return { type: asked.question.decimals === 0 ? 'integer' : 'decimal' }
    case 'money':
      return { type: 'decimal' }
    case 'date':
      return { type: 'date' }
    case 'choice':
      return { type: `select_one ${list}` }
    case 'choices':
      return { type: `select_multiple ${list}` }
    case 'ranking':
      return { type: `rank ${list}` }
    case 'scale':
      return { type: `select_one ${list}`, appearance: 'likert' }
    case 'geometry':
      return { type: 'geopoint' }
    case 'image':
      // As large as a page shows it: what is larger only costs those on a poor line.
      return { type: 'image', parameters: 'max-pixels=2048' }
    case 'file':
      return { type: 'file' }
    default:
      return { type: 'text' }
  }
}

const listName = ({ names }: Form, { question, slot }: Asked): string =>
  names.lists.get(question.fromGroups ? `from ${slot}` : (question.list ?? '')) ?? ''

/** Words of ours in each language of the questionnaire. */
type Ours =
  | 'writing.currency'
  | 'writing.theirOrganisation'
  | 'writing.recordAddress'
  | 'writing.otherShapes'
  | 'instruments.yes'
  | 'instruments.no'

function saidIn({ languages }: Definition, key: Ours): Labels {
  const say = (lang: Lang): string => String(message(isInterfaceLanguage(lang) ? lang : 'en', key).format())
  return Object.fromEntries(languages.map((lang) => [lang, say(lang)]))
}

export interface ChoiceRow {
  list: string
  name: string
  label: Labels
}

/** The rows of the sheet `choices`: every list that the form asks from, and yes and no. */
export function choiceRows(definition: Definition): ChoiceRow[] {
  const { asked, lists } = lookup(definition)
  const names = formNames(definition)
  const used = new Map<string, Iterable<Choice>>()
  for (const one of asked.values()) {
    if (one.number === undefined || !one.choices) continue
    const key = one.question.fromGroups ? `from ${one.slot}` : one.question.list!
    used.set(names.lists.get(key)!, one.question.fromGroups ? one.choices.values() : lists.get(key)!.values())
  }
  return [
    { list: 'yes_no', name: 'yes', label: saidIn(definition, 'instruments.yes') },
    { list: 'yes_no', name: 'no', label: saidIn(definition, 'instruments.no') },
    ...[...used].flatMap(([list, choices]) =>
      [...choices].map(({ code, label }) => ({ list, name: code, label })),
    ),
  ]
}
