import { expect, test } from 'vitest'
import { inTurn } from './turns.ts'

/** Work that is done when it is told to be, and says when it began. */
function works() {
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const ask = (asker: string, name: string) =>
    inTurn(asker, async () => {
      begun.push(name)
      await new Promise<void>((end) => ends.set(name, end))
    })
  const end = async (name: string) => {
    ends.get(name)!()
    await new Promise((done) => setImmediate(done))
  }
  return { begun, ask, end }
}

test('whoever asks for much waits for one of every other asker between two of their own', async () => {
  const { begun, ask, end } = works()
  const all = [ask('much', 'm1'), ask('much', 'm2'), ask('much', 'm3'), ask('one', 'o1'), ask('two', 't1')]
  for (const name of ['m1', 'm2', 'o1', 't1', 'm3']) {
    expect(begun.at(-1)).toBe(name)
    await end(name)
  }
  await Promise.all(all)
})

test('one asker has three waiting at most, and all together two dozen; what fails gives its place back', async () => {
  const { ask, end } = works()
  const own = ['a', 'b', 'c'].map((name) => ask('much', name))
  await expect(ask('much', 'd')).rejects.toMatchObject({
    kind: 'too-many',
    key: 'products.enough',
    values: { seconds: 5 },
  })
  const others = Array.from({ length: 21 }, (_, i) => ask(`asker ${i}`, `${i}`))
  await expect(ask('late', 'l')).rejects.toMatchObject({ kind: 'too-many', key: 'products.busy' })
  for (const name of ['a', 'b', ...others.keys(), 'c']) await end(`${name}`)
  await Promise.all([...own, ...others])
  const fails = () => inTurn('much', () => Promise.reject(new Error('no')))
  for (let n = 0; n < 30; n++) await expect(fails()).rejects.toThrow('no')
})
