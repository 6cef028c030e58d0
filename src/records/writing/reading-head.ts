import { t } from '../../base/i18n/t.ts'
import type { Definition } from '../../instruments/definition.ts'
import { placesByCode } from '../../places/places.ts'
import { topicNamed, topicsByCode } from '../../vocabularies/topics.ts'
import type { Typed } from './filling-fields.ts'
import { headQuestions, headWords, type WordsHead } from './head.ts'
import { head, parsePath } from './path.ts'
import type { ReadFields } from './reading-fields.ts'

type Result = { value: unknown } | { fault: string }

/** Reads what a form sent of what every record has, the reverse of `<HeadFields>`. A topic is found by its name. */
export async function readHead(definition: Definition, form: Typed): Promise<ReadFields> {
  const read: ReadFields = { answers: [], faults: [] }
  const parts = Map.groupBy(Object.keys(form), (name) => name.split(':')[0]!)
  for (const [path, names] of parts) {
    const { group, question = '' } = parsePath(definition, path) ?? {}
    const asked = headQuestions.find((one) => one === question)
    if (group !== head || !asked) continue
    const sent = names.flatMap((name) => form[name]!).map((one) => one.replace(/\r\n?/g, '\n').trim())
    const result = await readers[asked](sent.filter(Boolean))
    if ('fault' in result) read.faults.push({ field: path, message: result.fault })
    else read.answers.push({ path, value: result.value })
  }
  return read
}

const words =
  (question: WordsHead) =>
  ([text]: string[]): Result => {
    const most = headWords[question]
    if (text && text.length > most) return { fault: t('records.faultLong', { most }) }
    return { value: text ?? null }
  }

const oneOf =
  (known: readonly string[]) =>
  ([code]: string[]): Result =>
    code && !known.includes(code) ? { fault: t('writing.notAmongThem') } : { value: code ?? null }

const orNull = (values: string[]): unknown[] | null => (values.length ? [...new Set(values)] : null)

const readers: Record<(typeof headQuestions)[number], (sent: string[]) => Result | Promise<Result>> = {
  title: words('title'),
  summary: words('summary'),
  changed: words('changed'),
  failed: words('failed'),
  basis: words('basis'),
  knowledge: oneOf(['research', 'experience']),
  // A record may have come with another than those that are offered.
  licence: ([said]) =>
    said && said.length > 200 ? { fault: t('records.faultLong', { most: 200 }) } : { value: said ?? null },
  places: async (sent) => {
    const codes = sent.map((code) => code.toUpperCase())
    const places = await placesByCode(codes)
    const unknown = codes.find((code) => !places.has(code))
    return unknown ? { fault: t('records.noPlace', { code: unknown }) } : { value: orNull(codes) }
  },
  topics: async (sent) => {
    const asked = sent
      .flatMap((one) => one.split(/[,;،\n]/))
      .map((one) => one.trim())
      .filter(Boolean)
    const byCode = await topicsByCode(asked)
    const codes: string[] = []
    for (const one of asked) {
      const topic = byCode.get(one) ?? (await topicNamed(one))
      if (!topic) return { fault: t('writing.noTopic', { words: one }) }
      codes.push(topic.code)
    }
    return { value: orNull(codes) }
  },
  organisations: (sent) => ({
    value: orNull(
      sent
        .flatMap((one) => one.split('\n'))
        .map((one) => one.trim())
        .filter(Boolean),
    ),
  }),
}

/** Nothing but what a page says: the label that stands above one. */
export const headLabel = (question: (typeof headQuestions)[number]): string => labels[question]()

const labels: Record<(typeof headQuestions)[number], () => string> = {
  title: () => t('writing.title'),
  summary: () => t('writing.summary'),
  changed: () => t('writing.adaptationChanged'),
  failed: () => t('writing.adaptationFailed'),
  places: () => t('writing.places'),
  topics: () => t('writing.topics'),
  knowledge: () => t('writing.knowledge'),
  basis: () => t('writing.basis'),
  organisations: () => t('writing.organisations'),
  licence: () => t('writing.licence'),
}
