import { expect, test } from 'vitest'
import { excerpt, excerptOf } from './excerpt.ts'
import { nameFor } from './names.ts'
import { slipsBetween } from './spelling.ts'
import { phrase, singles, tokens, vector } from './tokens.ts'

const words = (text: string) => tokens(text).map((token) => token.word)

test('words are found whatever the script and the case, with their places', () => {
  expect(words("L’eau, l'EAU – “École” 15.3.1")).toEqual(['l', 'eau', 'l', 'eau', 'école', '15', '3', '1'])
  expect(tokens('a Soil')).toEqual([
    { word: 'a', start: 0, end: 1 },
    { word: 'soil', start: 2, end: 6 },
  ])
  expect(words('النقاط،')).toEqual(['النقاط'])
  expect(words('تَعْلِيمٌ ـــ عربـي')).toEqual(['تعليم', 'عربي'])
  expect(words('हिन्दी')).toEqual(['हिन्दी'])
  expect(words('')).toEqual([])
  expect(words('\0\ufffd —')).toEqual([])
})

test('scripts without spaces become pairs of characters', () => {
  expect(words('水土保持 WOCAT技术')).toEqual(['水土', '土保', '保持', 'wocat', '技术'])
  expect(words('水')).toEqual(['水'])
  expect(singles('水土 a')).toEqual(['水', '土'])
  expect(words('ดิน')).toEqual(['ดิน'])
  expect(words('ที่ดิน').every((word) => [...word].length >= 2)).toBe(true)
})

test('a vector holds places and fields, and no phrase runs over a field', () => {
  expect(vector({ title: 'Soil', summary: 'soil', body: 'a soil' })).toBe(`'soil':1A,22B,44 'a':43`)
  const long = vector({
    title: '',
    summary: '',
    body: Array.from({ length: 200_000 }, (_, i) => `w${i}`).join(' '),
  })
  expect(Buffer.byteLength(long)).toBeLessThan(3_000_000)
  expect(phrase(['soil', 'loss'])).toBe(`'soil' <-> 'loss'`)
  expect(phrase(['soil'])).toBe('')
})

test('a name is its words without signs and accents', () => {
  expect(nameFor('  Dégradation: des TERRES! ')).toBe('degradation des terres')
})

test('slips are letters left out, added, changed or swapped', () => {
  expect(slipsBetween('erosion', 'erosion')).toBe(0)
  expect(slipsBetween('erosoin', 'erosion')).toBe(1)
  expect(slipsBetween('erosin', 'erosion')).toBe(1)
  expect(slipsBetween('erozion', 'erosion')).toBe(1)
  expect(slipsBetween('', 'ab')).toBe(2)
})

test('an excerpt is where most of what was looked for stands', () => {
  const text = `${'Nothing here at all. '.repeat(60)}Stone bunds slow the water. ${'And nothing more. '.repeat(60)}`
  const pieces = excerpt(text, new Set(['stone', 'bunds', 'water']))
  expect(pieces.filter((piece) => piece.marked).map((piece) => piece.text)).toEqual([
    'Stone',
    'bunds',
    'water',
  ])
  expect(pieces.map((piece) => piece.text).join('').length).toBeLessThan(320)
  expect(pieces[0]!.text).toBe('… ')
  expect(excerptOf({ summary: 'Of water.', body: 'NE' }, new Set(['x']))).toEqual([
    { text: 'Of water.', marked: false },
  ])
  expect(excerptOf({ summary: '', body: 'NE NER' }, new Set(['x']))).toEqual([])
  const chinese = excerpt('梯田水土保持', new Set(['水土', '土保', '保持']))
  expect(
    chinese
      .filter((piece) => piece.marked)
      .map((piece) => piece.text)
      .join(''),
  ).toBe('水土保持')
})
