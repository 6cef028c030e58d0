import { isDeepStrictEqual } from 'node:util'
import { meaning } from './apply-questions.ts'
import { apply } from './applying.ts'
import type { Carrying, Operation } from './changes.ts'
import type { Choice, Definition, Group, Question, Section, Slot } from './definition.ts'
import { groupsIn, newWork, partsOf, type Standing, sectionsOf, type Work } from './work.ts'

/** Finds the operations while it does them, so that each is told where those before it left things. */
interface Finding {
  work: Work
  next: Definition
  found: Operation[]
}

/**
 * The operations that make the new definition of the last one. What has another name or another group now
 * cannot be seen in the definitions alone: `moved` says which slot became which. Of a question that means
 * something else now, answers stay where they are of the same type and unit, as far as they fit.
 */
export function inferOperations(
  last: Definition,
  next: Definition,
  moved: { from: Slot; to: Slot }[] = [],
): Operation[] {
  const finding: Finding = { work: newWork(last), next, found: [] }
  listsAdded(finding)
  sectionsStand(finding, next.sections)
  groupsStand(finding, new Set(moved.map(({ to }) => to)))
  for (const { from, to } of moved) questionMoved(finding, from, to)
  questionsStand(finding)
  partsGo(finding)
  listsChange(finding)
  ownKeys(finding)
  return finding.found
}

function does(finding: Finding, operation: Operation): void {
  finding.work.at = `operations[${finding.found.length}]`
  apply(finding.work, operation)
  finding.found.push(operation)
}

function listsAdded(finding: Finding): void {
  const { work, next } = finding
  for (const [list, choices] of Object.entries(next.lists))
    if (!(list in work.definition.lists)) does(finding, { op: 'add-list', list, choices })
    else
      for (const [i, choice] of choices.entries())
        if (!work.definition.lists[list]!.some(({ code }) => code === choice.code))
          does(finding, {
            op: 'add-choice',
            list,
            choice,
            after: before(work.definition.lists[list]!, choices, i),
          })
}

/** The nearest one before it that is there already; `null` when there is none. */
function before(there: Choice[], choices: Choice[], i: number): string | null {
  for (let at = i - 1; at >= 0; at--)
    if (there.some(({ code }) => code === choices[at]!.code)) return choices[at]!.code
  return null
}

function sectionsStand(finding: Finding, sections: Section[], above?: string): void {
  const { work } = finding
  let after: string | null = null
  for (const { groups: _, sections: within, ...head } of sections) {
    const among = siblings(work, above)
    const known = [...sectionsOf(work.definition.sections)].find(({ id }) => id === head.id)
    const place = { ...(above !== undefined && { in: above }), after }
    if (!known) does(finding, { op: 'add-section', section: head, ...place })
    else {
      // Those that are to go stand in no one's way.
      const standing = among.filter(({ id }) => id === head.id || stays(finding, id))
      const at = standing.findIndex(({ id }) => id === head.id)
      if (at < 0 || (standing[at - 1]?.id ?? null) !== after)
        does(finding, { op: 'move-section', section: head.id, ...place })
      const { groups: _groups, sections: _sections, ...now } = known
      const set = differing(now, head)
      if (Object.keys(set).length) does(finding, { op: 'change-section', section: head.id, set })
    }
    after = head.id
    if (within) sectionsStand(finding, within, head.id)
  }
}

const siblings = (work: Work, above: string | undefined): Section[] =>
  above === undefined
    ? work.definition.sections
    : ([...sectionsOf(work.definition.sections)].find(({ id }) => id === above)?.sections ?? [])

const stays = ({ next }: Finding, section: string): boolean =>
  [...sectionsOf(next.sections)].some(({ id }) => id === section)

/** Keys that differ, as an operation sets them. */
function differing(now: object, then: object): Record<string, never> {
  const [a, b] = [now as Record<string, unknown>, then as Record<string, unknown>]
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])]
  const set = keys.filter((key) => !isDeepStrictEqual(a[key], b[key])).map((key) => [key, b[key] ?? null])
  return Object.fromEntries(set)
}

function groupsStand(finding: Finding, moved: Set<Slot>): void {
  const { work, next } = finding
  for (const section of sectionsOf(next.sections)) {
    let after: string | null = null
    for (const group of section.groups ?? []) {
      const here = groupIn(work, section.id, group.id)
      const elsewhere = here ? undefined : leaving(finding, group.id)
      if (elsewhere)
        does(finding, {
          op: 'move-group',
          group: group.id,
          section: elsewhere.section.id,
          to: section.id,
          after,
        })
      else if (!here) {
        const questions = group.questions.filter(({ id }) => !moved.has(`${group.id}/${id}`))
        does(finding, { op: 'add-group', group: { ...group, questions }, section: section.id, after })
      } else if (beforeGroup(finding, section, group.id) !== after)
        does(finding, { op: 'move-group', group: group.id, section: section.id, after })
      const { questions: _now, ...now } = groupIn(work, section.id, group.id)!
      const { questions: _then, ...then } = group
      const set = differing(now, then)
      if (Object.keys(set).length)
        does(finding, { op: 'change-group', group: group.id, section: section.id, set })
      after = group.id
    }
  }
}

const groupIn = (work: Work, section: string, group: string): Group | undefined =>
  [...sectionsOf(work.definition.sections)]
    .find(({ id }) => id === section)
    ?.groups?.find(({ id }) => id === group)

/** Where it stands now and will not stand: it has moved from there. */
const leaving = ({ work, next }: Finding, group: string): Standing | undefined =>
  standing(work, group).find(
    ({ section }) =>
      ![...sectionsOf(next.sections)]
        .find(({ id }) => id === section.id)
        ?.groups?.some(({ id }) => id === group),
  )

const standing = (work: Work, group: string): Standing[] =>
  [...sectionsOf(work.definition.sections)].some(({ groups }) => groups?.some(({ id }) => id === group))
    ? groupsIn(work, group)
    : []

/** The group before it in its section, those that are to go left out. */
function beforeGroup({ work }: Finding, section: Section, group: string): string | null {
  const now = [...sectionsOf(work.definition.sections)].find(({ id }) => id === section.id)!.groups!
  const staying = now.filter(({ id }) => section.groups!.some((one) => one.id === id))
  return staying[staying.findIndex(({ id }) => id === group) - 1]?.id ?? null
}

function questionMoved(finding: Finding, from: Slot, to: Slot): void {
  const { group, id } = partsOf(to)
  const [target] = standing({ ...finding.work, definition: finding.next }, group)
  const mates = groupIn(finding.work, target!.section.id, group)!.questions
  const then = target!.group.questions
  const at = then.findIndex((one) => one.id === id)
  const after = then.slice(0, at).findLast((one) => mates.some((mate) => mate.id === one.id))?.id ?? null
  does(finding, { op: 'move-question', slot: from, to, after })
}

function questionsStand(finding: Finding): void {
  const { work, next } = finding
  for (const section of sectionsOf(next.sections))
    for (const group of section.groups ?? []) {
      const here = () => groupIn(work, section.id, group.id)!.questions
      for (const { id } of [...here()])
        if (!group.questions.some((one) => one.id === id))
          does(finding, { op: 'remove-question', slot: `${group.id}/${id}`, section: section.id })
      for (const [i, question] of group.questions.entries()) {
        const after = group.questions[i - 1]?.id ?? null
        const slot = `${group.id}/${question.id}`
        const at = here().findIndex(({ id }) => id === question.id)
        if (at < 0)
          does(finding, { op: 'add-question', question, group: group.id, section: section.id, after })
        else if ((here()[at - 1]?.id ?? null) !== after)
          does(finding, { op: 'move-question', slot, section: section.id, after })
        questionChanged(finding, slot, section.id, question)
      }
    }
}

function questionChanged(finding: Finding, slot: Slot, section: string, then: Question): void {
  const { group, id } = partsOf(slot)
  const now = groupIn(finding.work, section, group)!.questions.find((one) => one.id === id)!
  const set = differing(now, then)
  if (Object.keys(set).length === 0) return
  const answers = meaning.some((key) => key in set) ? likely(now, then) : undefined
  does(finding, { op: 'change-question', slot, section, set, ...(answers && { answers }) })
}

/** A number in another unit says nothing; codes that are still there are taken to say the same. */
const likely = (now: Question, then: Question): Carrying =>
  now.unit === then.unit && !then.computed ? 'same' : 'kept'

/** What the new edition has no more: groups, then the sections they were in. */
function partsGo(finding: Finding): void {
  const { work, next } = finding
  for (const section of [...sectionsOf(work.definition.sections)]) {
    const then = [...sectionsOf(next.sections)].find(({ id }) => id === section.id)
    for (const { id } of [...(section.groups ?? [])])
      if (!then?.groups?.some((group) => group.id === id))
        does(finding, { op: 'remove-group', group: id, section: section.id })
  }
  for (const { id } of [...sectionsOf(work.definition.sections)].reverse())
    if (!stays(finding, id)) does(finding, { op: 'remove-section', section: id })
}

function listsChange(finding: Finding): void {
  const { work, next } = finding
  for (const [list, choices] of Object.entries(work.definition.lists)) {
    const then = next.lists[list]
    if (!then) {
      does(finding, { op: 'remove-list', list })
      continue
    }
    for (const { code } of [...choices])
      if (!then.some((one) => one.code === code)) does(finding, { op: 'remove-choice', list, code })
    for (const [i, { code, ...choice }] of then.entries()) {
      const after = then[i - 1]?.code ?? null
      const at = choices.findIndex((one) => one.code === code)
      if ((choices[at - 1]?.code ?? null) !== after) does(finding, { op: 'move-choice', list, code, after })
      const { code: _, ...now } = choices.find((one) => one.code === code)!
      const set = differing(now, choice)
      if (Object.keys(set).length) does(finding, { op: 'change-choice', list, code, set })
    }
  }
}

function ownKeys(finding: Finding): void {
  const { lists: _l, sections: _s, edition: _e, format: _f, slug: _g, ...now } = finding.work.definition
  const { lists: _a, sections: _b, edition: _c, format: _d, slug: _h, ...then } = finding.next
  const set = differing(now, then)
  if (Object.keys(set).length) does(finding, { op: 'change-instrument', set })
}
