import { formatNumber, t } from '../../../../base/i18n/t.ts'
import type { Lang } from '../../../../base/text.ts'
import type { Asked } from '../../../../instruments/lookup.ts'
import { boundOf, isYear } from '../../../../instruments/measures.ts'
import type { Names } from '../../../../instruments/views/Value.tsx'
import type { Child } from '../../../../ui/jsx/elements.ts'
import type { FieldProps } from '../../../../ui/parts/FieldFrame.tsx'
import type { Choice } from '../../../../ui/parts/Fields.tsx'
import { Label } from '../../../../ui/parts/Words.tsx'
import type { Url } from '../../../../ui/url.ts'
import type { Typed } from '../../filling-fields.ts'

/** What the controls of one question are drawn from. */
export interface Control {
  asked: Asked
  path: string
  langs: Lang[]
  places: Choice[]
  names: Names
  filesAt?: Url
  /** Name, label, help and fault, as the parts of a form take them. */
  field: FieldProps
  /** What stands in the control, or in the one for this part of the answer. */
  one: (part?: string) => string
  all: () => string[]
  /** The parts of the answer that are there. */
  parts: string[]
  faultAt: (path: string) => string | undefined
}

interface Given
  extends Pick<Control, 'asked' | 'path' | 'langs' | 'places' | 'names' | 'filesAt' | 'faultAt'> {
  typed: Typed
}

export function controlOf({ typed, ...given }: Given): Control {
  const { asked, path, faultAt } = given
  const { question } = asked
  const at = (part?: string) => [typed[part === undefined ? path : `${path}:${part}`] ?? []].flat()
  const hint = hintOf(asked)
  return {
    ...given,
    field: {
      name: path,
      label: (
        <>
          <Label of={question.label} fallback={question.id} />
          {question.required && <span class="soft"> {t('writing.needed')}</span>}
        </>
      ),
      help: (question.help || hint) && (
        <>
          {question.help && (
            <p>
              <Label of={question.help} />
            </p>
          )}
          {hint && <p>{hint}</p>}
        </>
      ),
      fault: faultAt(path),
      optional: 'unsaid',
    },
    one: (part) => at(part).at(-1) ?? '',
    all: () => at(),
    parts: Object.keys(typed).flatMap((name) =>
      name.startsWith(`${path}:`) ? name.slice(path.length + 1) : [],
    ),
  }
}

/** The field of one part of an answer. */
export const partOf = ({ path }: Control, part: string, label: Child, help?: Child): FieldProps => ({
  name: `${path}:${part}`,
  label,
  help,
  optional: 'unsaid',
})

/** Words that may be longer than this are seldom too long; those that are, are told so. */
const soon = 500

/** What is expected, where the question itself does not say. */
function hintOf({ question, choices, rows }: Asked): string {
  const { type, maxLength, maxChoices } = question
  switch (type) {
    case 'text':
    case 'longtext':
      return maxLength === undefined || maxLength > soon
        ? ''
        : t('writing.atMostLetters', { most: maxLength })
    case 'number':
    case 'money':
      return [range(question), decimals(question)].filter(Boolean).join(' ')
    case 'date':
      return t('writing.dateHint')
    case 'choices':
      return maxChoices === undefined || maxChoices >= choices!.size
        ? ''
        : t('writing.atMostChoices', { most: maxChoices })
    case 'ranking':
      return t('writing.rankHint')
    case 'matrix':
      return rows?.size ? t('writing.matrixHint') : ''
    case 'geometry':
      return t('writing.pointHint')
    default:
      return ''
  }
}

function range(question: Asked['question']): string {
  const { min, max: bound } = question
  const max = bound === 'this-year' ? new Date().getUTCFullYear() : bound
  if (min !== undefined && max !== undefined)
    return t('writing.fromTo', { least: boundOf(question, min), most: boundOf(question, max) })
  if (min !== undefined) return t('writing.atLeast', { least: boundOf(question, min) })
  return max === undefined ? '' : t('writing.atMost', { most: boundOf(question, max) })
}

/** A year is whole as everybody knows. */
function decimals(question: Asked['question']): string {
  if (question.decimals === undefined || isYear(question)) return ''
  return t('writing.decimals', { decimals: question.decimals, example: formatNumber(1.5) })
}
