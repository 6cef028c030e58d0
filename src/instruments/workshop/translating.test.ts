import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exampleDefinition } from '../../../tests/support/instruments/example.ts'
import { root } from '../../base/root.ts'
import type { Labels } from '../../base/text.ts'
import { applyChanges } from '../applying.ts'
import { checkDefinition } from '../check.ts'
import type { Definition } from '../definition.ts'
import { pieces, progress, translating } from './translating.ts'

const packed = ['common', 'slm', 'emis'].flatMap((pack): Definition[] => {
  const folder = join(root, 'packs', pack, 'instruments')
  return readdirSync(folder).map(
    (name) => checkDefinition(JSON.parse(readFileSync(join(folder, name), 'utf8'))).definition!,
  )
})
const all = [exampleDefinition(), ...packed]

/** A definition with these languages' words taken out of everything that is words by language. */
function without(value: unknown, langs: string[]): unknown {
  if (Array.isArray(value))
    return value.filter((one) => !langs.includes(one)).map((one) => without(one, langs))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) =>
      langs.includes(key) && typeof one === 'string' ? [] : [[key, without(one, langs)]],
    ),
  )
}

test('a translation changes nothing but words in its own language', () => {
  fc.assert(
    fc.property(fc.nat(all.length - 1), fc.infiniteStream(fc.nat(3)), (which, dice) => {
      const definition = all[which]!
      const words = new Map(
        ['sw', 'ha'].map((lang) => [
          lang,
          new Map(
            pieces(definition).flatMap(({ place }) =>
              dice.next().value === 0 ? [[place, `${lang} ${place}`] as const] : [],
            ),
          ),
        ]),
      )
      const { definition: next, faults } = applyChanges(
        definition,
        definition.edition,
        translating(definition, words),
      )
      expect(faults).toEqual([])
      expect(without(next, ['sw', 'ha'])).toEqual(JSON.parse(JSON.stringify(definition)))
      for (const { place, labels } of pieces(next!))
        for (const lang of ['sw', 'ha']) expect(labels[lang], place).toBe(words.get(lang)!.get(place))
    }),
    { numRuns: 40 },
  )
})

test('all that is said is a piece, once, so that what is wholly translated has no gap', () => {
  for (const definition of packed) {
    const found = pieces(definition)
    expect(new Set(found.map(({ place }) => place)).size).toBe(found.length)
    const words = new Map([['sw', new Map(found.map(({ place }) => [place, 'neno']))]])
    const { definition: next } = applyChanges(definition, '9', translating(definition, words))
    expect(gaps(next!, next!)).toEqual([])
    expect(progress(pieces(next!), 'sw')).toEqual({ said: found.length, of: found.length })
    expect(progress(found, 'sw')).toEqual({ said: 0, of: found.length })
  }
})

/** Words by language that Swahili is not among, but for what nobody is asked. */
function gaps(value: unknown, { languages }: Definition): Labels[] {
  if (Array.isArray(value)) return value.flatMap((one) => gaps(one, { languages } as Definition))
  if (typeof value !== 'object' || value === null || (value as { hidden?: boolean }).hidden) return []
  if (languages[0]! in value) return 'sw' in value ? [] : [value as Labels]
  return Object.entries(value).flatMap(([key, one]) =>
    key === 'lists' ? [] : gaps(one, { languages } as Definition),
  )
}
