import type { Labels, Lang } from '../../base/text.ts'
import type { Change, Operation, OperationOf } from '../changes.ts'
import type { Definition, Group, Question } from '../definition.ts'
import { sectionsOf } from '../work.ts'
import { piecesOfQuestion, withWords } from './question-words.ts'

/** One piece of words in a definition: a title, a label or help. */
export interface Piece {
  /** `question/group/question/label`, `choice/list/code/help`, `section/id/title`; `instrument/title`. */
  place: string
  labels: Labels
  /** It may be several lines. */
  long: boolean
  /** The outermost section that it stands in or, of a list, that first asks for it. */
  section?: string
  /** What it is said of, and by which key. */
  of: object
  key: string
}

const keys = {
  section: ['title', 'help'],
  group: ['title', 'help'],
  choice: ['label', 'help'],
  instrument: ['title', 'summary'],
} as const

/** Everything in a definition that is said in words, in the order one meets it, each once. */
export function pieces(definition: Definition): Piece[] {
  const found = new Map<string, Piece>()
  const add = (name: string, key: string, labels: Labels | undefined, of: object, section?: string) => {
    const place = `${name}/${key}`
    const long = key === 'help' || key === 'summary'
    if (labels && !found.has(place)) found.set(place, { place, labels, long, section, of, key })
  }
  const take = (kind: keyof typeof keys, name: string, of: object, section?: string) => {
    for (const key of keys[kind]) add(name, key, (of as Record<string, Labels | undefined>)[key], of, section)
  }
  const list = (name: string | undefined, section: string) => {
    for (const choice of (name !== undefined && definition.lists[name]) || [])
      take('choice', `choice/${name}/${choice.code}`, choice, section)
  }
  const several = standingSeveral(definition)
  take('instrument', 'instrument', definition)
  for (const outermost of definition.sections)
    for (const section of sectionsOf([outermost])) {
      take('section', `section/${section.id}`, section, outermost.id)
      for (const group of section.groups ?? []) {
        // Where it stands several times it may be called otherwise in each.
        const name = several.has(group.id) ? `${group.id}@${section.id}` : group.id
        take('group', `group/${name}`, group, outermost.id)
        for (const question of group.questions) {
          if (question.hidden) continue
          for (const { key, labels } of piecesOfQuestion(question))
            add(`question/${name}/${question.id}`, key, labels, question, outermost.id)
          list(question.list, outermost.id)
          list(question.rows, outermost.id)
        }
      }
    }
  return [...found.values()]
}

function standingSeveral({ sections }: Definition): Set<string> {
  const groups = [...sectionsOf(sections)].flatMap((section): Group[] => section.groups ?? [])
  return new Set(groups.filter(({ again }) => again).map(({ id }) => id))
}

/** How much of a definition is said in a language, the words of a proposal counted. */
export function progress(
  all: Piece[],
  lang: Lang,
  words: Map<string, string> = new Map(),
): { said: number; of: number } {
  const said = all.filter(({ place, labels }) => words.get(place) || labels[lang])
  return { said: said.length, of: all.length }
}

/**
 * The changes by which a definition says these words, by language and then by place: labels and help only.
 * A language that it had not is added to its languages. What has no place in it any more is left out.
 */
export function translating(definition: Definition, words: Map<string, Map<string, string>>): Change[] {
  const changes: { piece: Piece; labels: Labels }[] = []
  for (const piece of pieces(definition)) {
    const said = [...words].flatMap(([lang, inside]) => {
      const text = inside.get(piece.place)
      return text && piece.labels[lang] !== text ? [[lang, text] as const] : []
    })
    if (said.length) changes.push({ piece, labels: { ...piece.labels, ...Object.fromEntries(said) } })
  }
  const operations = [...Map.groupBy(changes, ({ piece }) => piece.of)].map(([of, some]) =>
    operationFor(
      some[0]!.piece.place,
      of,
      Object.fromEntries(some.map(({ piece, labels }) => [piece.key, labels])),
    ),
  )
  const langs = [...words.keys()].filter(
    (lang) => !definition.languages.includes(lang) && changes.some(({ labels }) => labels[lang]),
  )
  if (langs.length) addLanguages(operations, [...definition.languages, ...langs])
  return operations.map((operation) => ({ operations: [operation] }))
}

function addLanguages(operations: Operation[], languages: Lang[]): void {
  const whole = operations.find(
    (one): one is OperationOf<'change-instrument'> => one.op === 'change-instrument',
  )
  if (whole) Object.assign(whole.set, { languages })
  else operations.push({ op: 'change-instrument', set: { languages } })
}

function operationFor(place: string, of: object, set: Record<string, Labels>): Operation {
  const [kind, first = '', second = ''] = place.split('/')
  const [group = '', section] = first.split('@')
  const where = section === undefined ? {} : { section }
  switch (kind) {
    case 'section':
      return { op: 'change-section', section: first, set }
    case 'group':
      return { op: 'change-group', group, ...where, set }
    case 'question':
      return {
        op: 'change-question',
        slot: `${group}/${second}`,
        ...where,
        ...withWords(of as Question, set),
      }
    case 'choice':
      return { op: 'change-choice', list: first, code: second, set }
    default:
      return { op: 'change-instrument', set }
  }
}
