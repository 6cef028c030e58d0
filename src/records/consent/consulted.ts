import { z } from 'zod'

/** Who was consulted, counted in three ways: the same people each time. */
export const ways = {
  sex: ['women', 'men', 'other'],
  age: ['under-25', '25-59', '60-and-over', 'unsaid'],
  group: ['land-users', 'experts', 'officials', 'others'],
} as const
export type Way = keyof typeof ways
/** Where those stand who are not counted in another. */
const rest = { sex: 'other', age: 'unsaid', group: 'others' } as const

/** Fewer than so many are not told of: they could be recognised. */
export const fewest = 5

/** As it was counted, for those who write it; a draft keeps this and nothing else does. */
export type Counted = { [W in Way]?: Partial<Record<(typeof ways)[W][number], number>> }

const shown = z.int().min(fewest).nullable()
const cells = <const C extends readonly string[]>(names: C) =>
  z
    .strictObject(
      Object.fromEntries(names.map((name) => [name, shown.optional()])) as Record<
        C[number],
        z.ZodOptional<typeof shown>
      >,
    )
    .optional()

/** As it is told: `null` is fewer than five, or what such a number could be worked out from. */
export const Consulted = z.strictObject({
  total: shown,
  sex: cells(ways.sex),
  age: cells(ways.age),
  group: cells(ways.group),
})
export type Consulted = z.infer<typeof Consulted>

/** What a version before told stands in the draft of the next as it is: the numbers behind it are nowhere there. */
export const isTold = (standing: unknown): standing is Consulted => Consulted.safeParse(standing).success

/** As a version says it, from what stands in its draft. */
export const tellable = (standing: unknown): Consulted | undefined =>
  isTold(standing) ? standing : told((standing ?? {}) as Counted)

const sumOf = (counts: Record<string, number | undefined> = {}): number =>
  Object.values(counts).reduce<number>((sum, n) => sum + (n ?? 0), 0)

/**
 * What may be told of whom was consulted; nothing where nobody was. Numbers under five are hidden, and with
 * them as many others as it takes that none of them follows from the total. Nobody is said to be none.
 */
export function told(counted: Counted): Consulted | undefined {
  const names = Object.keys(ways) as Way[]
  const total = Math.max(...names.map((way) => sumOf(counted[way])))
  if (total === 0) return undefined
  if (total < fewest) return { total: null }
  const all = names.flatMap((way) => {
    const sum = sumOf(counted[way])
    if (sum === 0) return []
    const counts: Record<string, number | undefined> = counted[way] ?? {}
    const filled = { ...counts, [rest[way]]: (counts[rest[way]] ?? 0) + total - sum }
    return [[way, toldOf(filled, ways[way])] as const]
  })
  return { total, ...Object.fromEntries(all) }
}

function toldOf(
  counts: Record<string, number | undefined>,
  names: readonly string[],
): Record<string, number | null> {
  const some = names.flatMap((name): [string, number][] => (counts[name] ? [[name, counts[name]]] : []))
  const hidden = hide(some.map(([, n]) => n))
  return Object.fromEntries(some.map(([name, n]) => [name, hidden.has(n) ? null : n]))
}

/** The numbers that are not told, of these, which sum up to a total that is. */
function hide(counts: number[]): Set<number> {
  const inOrder = counts.toSorted((a, b) => a - b)
  let most = inOrder.findLastIndex((n) => n < fewest)
  if (most < 0) return new Set()
  // Equals stand or fall together, so that one's own name is not what tells them apart.
  const cut = () => inOrder.slice(0, inOrder.lastIndexOf(inOrder[most]!) + 1)
  while (!isSafe(cut()) && cut().length < inOrder.length) most = cut().length
  return new Set(cut())
}

/** Whether what is left of the total leaves each of these open: several, and neither all the least nor all the most they can be. */
const isSafe = (hidden: number[]): boolean => {
  const sum = hidden.reduce((all, n) => all + n, 0)
  return hidden.length > 1 && sum > hidden.length && sum !== hidden.length * (fewest - 1)
}
