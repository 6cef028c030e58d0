import { expect, test } from 'vitest'
import { loadOrder } from './load-order.ts'

const key = (child: string, parent: string, deferrable = false) => ({
  name: `${child}_${parent}`,
  child,
  parent,
  deferrable,
})

test('what is pointed at comes first', () => {
  const keys = [key('version', 'record'), key('record', 'thing'), key('thing', 'circle')]
  expect(loadOrder(['version', 'thing', 'circle', 'record'], keys)).toEqual({
    order: ['circle', 'thing', 'record', 'version'],
    mustWait: [],
  })
})

test('a table that points at itself, and keys that can wait, hold nothing up', () => {
  const keys = [key('queue', 'queue'), key('record', 'version', true), key('version', 'record')]
  expect(loadOrder(['queue', 'version', 'record'], keys)).toEqual({
    order: ['queue', 'record', 'version'],
    mustWait: [],
  })
})

test('of a ring one key waits', () => {
  const keys = [key('edition', 'instrument'), key('instrument', 'edition'), key('instrument', 'thing')]
  const { order, mustWait } = loadOrder(['instrument', 'edition', 'thing'], keys)
  expect(order[0]).toBe('thing')
  expect(mustWait).toHaveLength(1)
})

test('of rings that hang together some keys wait, and all others find what they point at', () => {
  const keys = [key('a', 'b'), key('b', 'a'), key('c', 'd'), key('d', 'c'), key('c', 'a')]
  const { order, mustWait } = loadOrder(['c', 'd', 'a', 'b'], keys)
  expect(order.toSorted()).toEqual(['a', 'b', 'c', 'd'])
  expect(mustWait.length).toBeLessThan(keys.length)
  for (const { child, parent } of keys.filter((one) => !mustWait.includes(one)))
    expect(order.indexOf(parent), `${child} after ${parent}`).toBeLessThan(order.indexOf(child))
})

test('a key to a table that is not loaded holds nothing up', () => {
  expect(loadOrder(['doc'], [key('doc', 'thing')])).toEqual({ order: ['doc'], mustWait: [] })
})
