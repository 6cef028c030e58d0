import { label, t } from '../../base/i18n/t.ts'
import { faultsOf, shapeOf } from '../../instruments/answer-shapes.ts'
import type { Definition } from '../../instruments/definition.ts'
import { type Asked, lookup } from '../../instruments/lookup.ts'
import { isWords, type Typed } from './filling-fields.ts'
import { parsePath } from './path.ts'
import { isFault, readTyped, type Sent } from './reading-typed.ts'

export interface ReadFields {
  /** The value as the definition has it; `null` where nothing was typed. */
  answers: { path: string; value: unknown }[]
  /** What cannot be read, by path, as an attempt at a form has it. */
  faults: { field: string; message: string }[]
}

/**
 * Reads the answers at these paths out of what a form sent, the reverse of `<Field>`. Numbers are read as
 * the reader's language writes them. A path of which the form held no control is left out, so that half a
 * form clears nothing; so is one that no question of the definition stands at.
 */
export function readFields(definition: Definition, paths: string[], form: Typed): ReadFields {
  const read: ReadFields = { answers: [], faults: [] }
  const parts = Map.groupBy(Object.keys(form), (name) => name.split(':')[0]!)
  for (const path of paths) {
    const asked = askedAt(definition, path)
    const names = parts
      .get(path.split(':')[0]!)
      ?.filter((name) => name === path || name.startsWith(`${path}:`))
    if (!asked || !names?.length) continue
    const result = fitted(asked, path, sentAt(path, names, form))
    if (isFault(result)) {
      const message = t('instruments.labelled', { label: label(asked.question.label), words: result.fault })
      read.faults.push({ field: path, message })
    } else read.answers.push({ path, value: result.value })
  }
  return read
}

function askedAt(definition: Definition, path: string): Asked | undefined {
  const { group = '', question = '' } = parsePath(definition, path) ?? {}
  const asked = lookup(definition).groups.get(group)?.get(question)
  return asked?.question.hidden ? undefined : asked
}

/** The controls of one answer, by what stands behind its path. Lines end as they do in what is kept. */
function sentAt(path: string, names: string[], form: Typed): Sent {
  const plain = (text: unknown) => (typeof text === 'string' ? text.replace(/\r\n?/g, '\n') : '')
  const all = new Map(names.map((name) => [name.slice(path.length + 1), [form[name]!].flat().map(plain)]))
  return {
    parts: [...all.keys()],
    all: (part) => all.get(part) ?? [],
    one: (part) => all.get(part)?.at(-1) ?? '',
  }
}

/** What was typed as an answer that fits its question. */
function fitted(asked: Asked, path: string, sent: Sent): { value: unknown } | { fault: string } {
  const read = readTyped(asked, sent)
  if (isFault(read) || read.value === null) return read
  const shape = shapeOf(asked)
  const value = isWords(asked) ? { [path.split('/').at(-1)!]: read.value } : read.value
  const parsed = shape.schema.safeParse(value)
  return parsed.success ? read : { fault: faultsOf(shape, parsed.error)[0]! }
}
