import type { Shown } from '../base/text.ts'
import type { ReadGroup, Reading, ReadSection } from '../instruments/reading.ts'

/** What is asked, as a comparison sets it: a question, or a group that repeats and so stays whole. */
export interface Asked {
  key: string
  /** The slot that says where it stands in the questionnaire. */
  first: string
  /** The outermost section it is asked in. */
  section: Shown
  question: Shown
}

export interface ComparedAnswer extends Asked {
  /** Of a question that does not repeat, one row with one answer. */
  group: ReadGroup
}

/** Everything that a record answers, in its own order. */
export const answersOf = ({ sections }: Reading): ComparedAnswer[] =>
  sections.flatMap((section) => within(section, section.title))

const within = (section: ReadSection, outermost: Shown): ComparedAnswer[] => [
  ...section.groups.flatMap((group) => (group.repeats ? whole : oneByOne)(group, section, outermost)),
  ...section.sections.flatMap((one) => within(one, outermost)),
]

function whole(group: ReadGroup, { title }: ReadSection, section: Shown): ComparedAnswer[] {
  const [answer] = group.rows[0]!.answers
  const { title: own, ...rest } = group
  return [
    {
      key: group.id,
      first: answer!.slot,
      section,
      question: own ?? answer!.label ?? title,
      group: rest,
    },
  ]
}

const oneByOne = (group: ReadGroup, { title }: ReadSection, section: Shown): ComparedAnswer[] =>
  group.rows.flatMap((row) =>
    row.answers.map((answer) => ({
      key: answer.slot,
      first: answer.slot,
      section,
      question: answer.label ?? group.title ?? title,
      group: { id: group.id, repeats: false, numbered: false, rows: [{ ...row, answers: [answer] }] },
    })),
  )
