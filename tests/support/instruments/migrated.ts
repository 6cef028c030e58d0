import { isDeepStrictEqual } from 'node:util'
import type { Answers, Row } from '../../../src/instruments/answer.ts'
import { applyChanges } from '../../../src/instruments/applying.ts'
import type { Change } from '../../../src/instruments/changes.ts'
import type { Definition } from '../../../src/instruments/definition.ts'
import type { Migrated } from '../../../src/instruments/migrating.ts'

/**
 * The answers that are nowhere any more: neither whole in the slot that their fate names nor, whole or in
 * part, among the kept. It counts by hand what the migration says of itself.
 */
export function arrivedOrKept(
  changes: Change[],
  last: Definition,
  answers: Answers,
  { answers: next, kept }: Migrated,
): string[] {
  const left = plain({ kept: kept as unknown as Row[] }).kept as unknown as Migrated['kept']
  const { fates } = applyChanges(last, last.edition, changes)
  const lost: string[] = []
  for (const [group, rows] of Object.entries(plain(answers)))
    for (const [i, row] of rows.entries())
      for (const [id, answer] of Object.entries(row)) {
        const slot = `${group}/${id}`
        if (id === 'id') continue
        const { to } = fates.find((one) => one.slot === slot) ?? {}
        const [toGroup = '', toId = ''] = to?.split('/') ?? []
        const there = (plain(next)[toGroup] ?? []).map((one) => one[toId])
        const beside = left
          .filter((one) => one.slot === slot && (one.row === undefined || one.row === (row.id ?? i + 1)))
          .map((one) => one.answer)
        if (!accounted(answer, there, beside)) lost.push(`${slot} ${JSON.stringify(answer)}`)
      }
  return lost
}

/** As JSON has it: fast-check makes some objects without a prototype. */
const plain = (answers: Answers): Answers => JSON.parse(JSON.stringify(answers))

/** Each part of the answer is in one that arrived or in one that was kept. */
function accounted(answer: unknown, there: unknown[], left: unknown[]): boolean {
  const same = (one: unknown): boolean =>
    [...there, ...left].some(
      (other) =>
        isDeepStrictEqual(other, one) ||
        (Array.isArray(other) && other.some((part) => isDeepStrictEqual(part, one))),
    )
  if (same(answer)) return true
  if (Array.isArray(answer))
    return answer.every((part) => same(part) || (isObject(part) && pairs(part, [...there, ...left].flat())))
  return isObject(answer) && pairs(answer, [...there, ...left])
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const pairs = (answer: object, among: unknown[]): boolean =>
  Object.entries(answer).every(([key, value]) =>
    among.some((one) => isObject(one) && isDeepStrictEqual((one as Record<string, unknown>)[key], value)),
  )
