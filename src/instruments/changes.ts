import { z } from 'zod'
import { Labels } from '../base/text.ts'
import { Choice, Condition, Definition, Group, Question, Slot } from './definition.ts'

/**
 * What a new edition does to the last: a list of changes, each with a release note in words and the
 * operations that carry it out, one after another. An operation names things as those before it left them.
 */
const Id = z.string().min(1)

/** Where it stands among its like: after which one, `null` for the first place; left out: the last. */
const after = Id.nullable().optional()
/** The section its group stands in, where the group stands in several; left out: in all of them. */
const section = Id.optional()

/** Some keys of a part and what they shall be; `null` takes one away. */
const settable = (shape: z.ZodRawShape) =>
  z.strictObject(
    Object.fromEntries(
      Object.entries(shape).map(([key, type]) => [key, (type as z.ZodType).nullable().optional()]),
    ),
  )

const head = { title: Labels, number: z.string(), help: Labels, when: Condition }
const { id: _question, ...questionKeys } = Question.shape
const { id: _group, questions: _questions, ...groupKeys } = Group.shape
const { code: _choice, ...choiceKeys } = Choice.shape
const {
  format: _format,
  slug: _slug,
  edition: _edition,
  lists: _lists,
  sections: _sections,
  ...ownKeys
} = Definition.shape

/**
 * What becomes of answers whose question means something else now. `same`: they stay, as far as they
 * fit. `kept`: none can be carried. `codes`: old code to new, `null` for one that cannot be carried, what
 * is not named stays; of a yes-or-no question the codes are `yes` and `no`, and `true` or `false` may be
 * what becomes of a code. `rows`: the same for the rows of a matrix. `times`, then `plus`: old unit to new.
 */
export const Carrying = z.union([
  z.literal('same'),
  z.literal('kept'),
  z.strictObject({
    codes: z.record(z.string(), z.union([z.string(), z.boolean(), z.null()])).optional(),
    rows: z.record(z.string(), z.union([z.string(), z.null()])).optional(),
  }),
  z.strictObject({ times: z.number(), plus: z.number().optional() }),
])
export type Carrying = z.infer<typeof Carrying>

const op = <N extends string, S extends z.ZodRawShape>(name: N, shape: S) =>
  z.strictObject({
    op: z.literal(name),
    /** Where operations under several notes build on each other: the lowest is done first. */
    step: z.int().optional(),
    ...shape,
  })

export const Operation = z.discriminatedUnion('op', [
  op('add-section', {
    section: z.strictObject({
      id: Id,
      title: Labels,
      number: head.number.optional(),
      help: Labels.optional(),
      when: Condition.optional(),
    }),
    in: Id.optional(),
    after,
  }),
  op('remove-section', { section: Id }),
  op('move-section', { section: Id, in: Id.optional(), after }),
  op('change-section', { section: Id, set: settable(head) }),
  op('add-group', { group: Group.extend({ questions: z.array(Question) }), section: Id, after }),
  op('remove-group', { group: Id, section }),
  op('move-group', { group: Id, section, to: Id.optional(), after }),
  op('rename-group', { group: Id, to: Id }),
  op('change-group', { group: Id, section, set: settable(groupKeys) }),
  op('add-question', { question: Question, group: Id, section, after }),
  op('remove-question', { slot: Slot, section }),
  op('move-question', { slot: Slot, to: Slot.optional(), section, after }),
  op('change-question', { slot: Slot, section, set: settable(questionKeys), answers: Carrying.optional() }),
  op('add-list', { list: Id, choices: z.array(Choice).min(1) }),
  op('remove-list', { list: Id }),
  op('add-choice', { list: Id, choice: Choice, after }),
  op('remove-choice', { list: Id, code: Id }),
  op('move-choice', { list: Id, code: Id, after }),
  op('change-choice', { list: Id, code: Id, set: settable(choiceKeys) }),
  op('rename-choice', { list: Id, code: Id, to: Id }),
  op('merge-choices', { list: Id, codes: z.array(Id).min(1), into: Id }),
  /** Answers become `answers`, one of the new codes; without it nobody can say which was meant. */
  op('split-choice', { list: Id, code: Id, into: z.array(Choice).min(2), answers: Id.optional() }),
  op('change-instrument', { set: settable(ownKeys) }),
])
export type Operation = z.infer<typeof Operation>
export type OperationOf<N extends Operation['op']> = Extract<Operation, { op: N }>

export const Change = z.strictObject({
  /** What changed and why, for those who answer; without one the operations speak for themselves. */
  note: Labels.optional(),
  operations: z.array(Operation),
})
export type Change = z.infer<typeof Change>

/** The file in which a new edition travels. */
export const EditionFile = z.strictObject({
  format: z.literal('baobab-edition/1'),
  instrument: Definition.shape.slug,
  /** The edition that it changes, and what the new one is called. */
  from: Definition.shape.edition,
  edition: Definition.shape.edition,
  changes: z.array(Change).optional(),
  /** The whole new definition: the changes must lead to it; without changes they are found from it. */
  definition: z.unknown().optional(),
})
export type EditionFile = z.infer<typeof EditionFile>
