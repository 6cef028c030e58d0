import { formatList, t } from '../base/i18n/t.ts'
import { type Labels, type Lang, pick } from '../base/text.ts'
import type { Operation } from './changes.ts'
import type { Definition } from './definition.ts'
import { lookup, titleOf } from './lookup.ts'
import { sectionsOf } from './work.ts'

/** An operation as one would say it: “Type of measure” is no longer asked. Labels are in `lang`. */
export function operationInWords(
  operation: Operation,
  last: Definition,
  next: Definition,
  lang: Lang,
): string {
  const says = (labels: Labels | undefined, id: string): string =>
    isolated(pick(labels, lang, next.languages[0])?.text || id)
  const names = namesIn([next, last], says)
  const [verb = ''] = operation.op.split('-')
  switch (operation.op) {
    case 'add-section':
      return t('instruments.opAdded', {
        kind: 'section',
        name: says(operation.section.title, operation.section.id),
      })
    case 'add-group':
      return t('instruments.opAdded', {
        kind: 'group',
        name: says(titleOf(operation.group), operation.group.id),
      })
    case 'add-question':
      return t('instruments.opAdded', {
        kind: 'question',
        name: says(operation.question.label, operation.question.id),
      })
    case 'add-list':
      return t('instruments.opAdded', { kind: 'list', name: names.list(operation.list) })
    case 'add-choice':
      return t('instruments.opChoiceAdded', {
        name: says(operation.choice.label, operation.choice.code),
        list: names.list(operation.list),
      })
    case 'remove-choice':
    case 'move-choice':
      return t('instruments.opChoice', {
        verb,
        name: names.choice(operation.list, operation.code),
        list: names.list(operation.list),
      })
    case 'merge-choices':
      return t('instruments.opMerged', {
        names: formatList(operation.codes.map((code) => names.choice(operation.list, code))),
        into: names.choice(operation.list, operation.into),
      })
    case 'split-choice':
      return t('instruments.opSplit', {
        name: names.choice(operation.list, operation.code),
        into: formatList(operation.into.map(({ code, label }) => says(label, code))),
      })
    case 'remove-list':
      return t('instruments.opDone', { verb, kind: 'list', name: names.list(operation.list) })
    case 'change-instrument':
      return t('instruments.opWhole', { keys: formatList(Object.keys(operation.set)) })
    case 'change-choice':
    case 'rename-choice':
      return t('instruments.opChoice', {
        verb: 'change',
        name: names.choice(operation.list, operation.code),
        list: names.list(operation.list),
      })
    default:
      return t('instruments.opDone', { verb, ...named(operation, names) })
  }
}

type Names = ReturnType<typeof namesIn>

/** What something is called, in the first of the definitions that has it. */
function namesIn(definitions: Definition[], says: (labels: Labels | undefined, id: string) => string) {
  const first = <T>(find: (one: Definition) => T | undefined): T | undefined =>
    definitions.map(find).find((one) => one !== undefined)
  const asking = (list: string) =>
    first((one) =>
      [...lookup(one).asked.values()].find(
        ({ question }) => question.list === list || question.rows === list,
      ),
    )
  return {
    section: (id: string) =>
      says(first((one) => [...sectionsOf(one.sections)].find((section) => section.id === id))?.title, id),
    group: (id: string) => {
      const part = first((one) => lookup(one).parts.find(({ group }) => group.id === id))
      return says(part && titleOf(part.group), id)
    },
    question: (slot: string) => {
      const asked = first((one) => lookup(one).asked.get(slot))
      return says(asked?.question.label, asked ? (pick(titleOf(asked.group), 'en')?.text ?? slot) : slot)
    },
    choice: (list: string, code: string) =>
      says(first((one) => one.lists[list]?.find((choice) => choice.code === code))?.label, code),
    list: (list: string) => says(asking(list)?.question.label, list),
  }
}

function named(operation: Operation, names: Names): { kind: string; name: string } {
  if ('slot' in operation) return { kind: 'question', name: names.question(operation.slot) }
  if ('group' in operation && typeof operation.group === 'string')
    return { kind: 'group', name: names.group(operation.group) }
  return {
    kind: 'section',
    name:
      'section' in operation && typeof operation.section === 'string' ? names.section(operation.section) : '',
  }
}

/** Unicode's first-strong isolate: a label of another script keeps its place in the sentence. */
const isolated = (words: string): string => `\u2068${words}\u2069`
