import fc from 'fast-check'
import { beforeAll, expect, test, vi } from 'vitest'
import { alphabet, newRef } from '../ids.ts'
import { firstWord, yesOrNo } from './in/answering.ts'

let addresses: typeof import('./addresses.ts')
beforeAll(async () => {
  vi.stubEnv('MAIL_DOMAIN', 'baobab.example.org')
  vi.resetModules()
  addresses = await import('./addresses.ts')
})

test('an address says what it is for, in small or capital letters, and its local part is one', () => {
  const words = [newRef(), newRef()]
  const address = addresses.signedAddress('reply', words, 30)!
  expect(address).toMatch(/^[a-z0-9.]{1,64}@baobab\.example\.org$/)
  expect(addresses.ourAddress(address.toUpperCase())).toEqual({ way: 'reply', words, over: false })
})

test('past its last day it is over', () => {
  const address = addresses.signedAddress('follow', [newRef()], -1)!
  expect(addresses.ourAddress(address)).toMatchObject({ way: 'follow', over: true })
})

test('whoever changes a letter of it has none of ours', () => {
  const address = addresses.signedAddress('stop', [newRef(), newRef()], 30)!
  fc.assert(
    fc.property(fc.nat(address.indexOf('@') - 1), fc.constantFrom(...alphabet), (at, letter) => {
      fc.pre(address[at] !== letter)
      const changed = address.slice(0, at) + letter + address.slice(at + 1)
      expect(addresses.ourAddress(changed)).toBeUndefined()
    }),
  )
})

test('a community has an address that people know, and what they want stands after a plus', () => {
  expect(addresses.ourAddress(addresses.namedAddress('soil-health')!)).toEqual({
    ...{ way: 'named', name: 'soil-health', wish: '' },
  })
  expect(addresses.ourAddress('Soil-Health+Join@baobab.example.org')).toEqual({
    ...{ way: 'named', name: 'soil-health', wish: 'join' },
  })
  expect(addresses.ourAddress('soil-health@elsewhere.example')).toBeUndefined()
})

test('whatever stands in a header, reading it is no fault', () => {
  fc.assert(fc.property(fc.string(), (text) => void addresses.ourAddress(`${text}@baobab.example.org`)))
})

test('what an answer says on its first line is read however it is written, in their language or in English', () => {
  for (const words of ['yes', ' YES!\n\nWith pleasure', '*Yes.*', '“yes”', '\n\nYés'])
    expect(firstWord(words, yesOrNo).word, words).toBe('yes')
  for (const words of ['yes please', 'yesterday', '', 'I say yes', '…'])
    expect(firstWord(words, yesOrNo), words).toEqual({ rest: words })
  expect(firstWord('No\nNot this time', yesOrNo)).toEqual({ word: 'no', rest: 'Not this time' })
})
