import { t } from '../../base/i18n/t.ts'
import { faultsOf, shapeOf } from '../../instruments/answer-shapes.ts'
import type { Definition } from '../../instruments/definition.ts'
import { lookup } from '../../instruments/lookup.ts'
import { Consent } from '../interchange.ts'
import { unstorable } from '../storable.ts'
import type { Draft } from './drafts.ts'
import { isWords } from './filling-fields.ts'
import { isOfAdaptation } from './head.ts'
import { head, parsePath } from './path.ts'
import { readHead } from './reading-head.ts'

type Fitted = { value: unknown } | { fault: string }

/**
 * An answer that a program sends, as it is kept: what its question takes, with topics and places by their
 * codes. `null` clears it. What no form would keep is none: the fault says why.
 */
export async function fittedAt(
  { definition, adapts }: Pick<Draft, 'definition' | 'adapts'>,
  path: string,
  value: unknown,
): Promise<Fitted> {
  const parts = parsePath(definition, path)
  if (!parts || (parts.group === head && isOfAdaptation(parts.question ?? '') && !adapts))
    return { fault: t('api.noSuchPath') }
  if (value === null) return { value }
  const [unkept] = unstorable(value)
  if (unkept) return { fault: unkept.message }
  const { group, question, lang } = parts
  if (question === undefined) return typeof value === 'number' ? { value } : { fault: t('api.rowTakes') }
  if (group === head) return fittedHead(definition, path, question, value)
  const asked = lookup(definition).groups.get(group)!.get(question)!
  if (isWords(asked) && typeof value !== 'string') return { fault: t('instruments.answerText') }
  const shape = shapeOf(asked)
  const read = shape.schema.safeParse(lang === undefined ? value : { [lang]: value })
  return read.success ? { value } : { fault: faultsOf(shape, read.error).join(' ') }
}

/** What every record has comes as words or as a list of codes, and is read as a form is. */
async function fittedHead(
  definition: Definition,
  path: string,
  question: string,
  value: unknown,
): Promise<Fitted> {
  if (question === 'consent') {
    const read = Consent.safeParse(value)
    return read.success ? { value: read.data } : { fault: read.error.issues[0]!.message }
  }
  const sent = [value].flat()
  const isOne = typeof value === 'string'
  const lists = ['places', 'topics', 'organisations'].includes(question)
  if (isOne === lists || !sent.every((one) => typeof one === 'string'))
    return { fault: lists ? t('api.listTakes') : t('api.partTakes', { wants: 'string' }) }
  const { answers, faults } = await readHead(definition, { [path]: sent })
  if (answers[0]) return { value: answers[0].value }
  return { fault: faults[0]?.message ?? t('api.noSuchPath') }
}
