import type { Definition, Slot } from './definition.ts'
import { type Asked, lookup, slotsIn, sourcesOf } from './lookup.ts'

const orders = new WeakMap<Definition, Asked[]>()

/** What must be known before it is known whether a question is asked and what is computed. */
export const needsOf = (asked: Asked): Slot[] => [
  ...asked.conditions.flatMap(slotsIn),
  ...(asked.question.computed ? sourcesOf(asked.question.computed) : []),
]

/** Every question after those its conditions and its computation ask about. */
export function inOrder(definition: Definition): Asked[] {
  let order = orders.get(definition)
  if (!order) orders.set(definition, (order = make(definition)))
  return order
}

function make(definition: Definition): Asked[] {
  const { asked } = lookup(definition)
  const waiting = new Set(asked.values())
  const order: Asked[] = []
  const take = (one: Asked): void => {
    if (!waiting.delete(one)) return
    for (const slot of needsOf(one)) if (asked.has(slot)) take(asked.get(slot)!)
    order.push(one)
  }
  for (const one of asked.values()) take(one)
  return order
}
