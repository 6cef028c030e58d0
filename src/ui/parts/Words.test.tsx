import { expect, test } from 'vitest'
import { asReader, type InterfaceLanguage } from '../../base/i18n/reader.ts'
import type { JSX } from '../jsx/elements.ts'
import { Label, Words } from './Words.tsx'

const read = (lang: InterfaceLanguage, draw: () => JSX.Element | null): string =>
  asReader({ lang, path: '/', query: new URLSearchParams(), saveData: false }, () => String(draw() ?? ''))

const text = { original: 'fr', texts: { fr: 'Demi-lunes', en: 'Half-moons' } }

test('in the reader’s language nothing is marked', () => {
  expect(read('en', () => <Words text={text} />)).toBe('Half-moons')
})

test('in another language the words carry it, and their direction when it differs', () => {
  expect(read('ar', () => <Words text={text} />)).toBe('<bdi lang="fr" dir="ltr">Demi-lunes</bdi>')
  expect(read('fr', () => <Words text={{ original: 'pt', texts: { pt: 'Meias-luas' } }} />)).toBe(
    '<bdi lang="pt">Meias-luas</bdi>',
  )
  expect(read('en', () => <Label of={{ ar: 'تربة' }} />)).toBe('<bdi lang="ar" dir="rtl">تربة</bdi>')
})

test('French signs stay with the word before them', () => {
  const french = { original: 'fr', texts: { fr: 'Demi-lunes : où ?' } }
  for (const lang of ['fr', 'en'] as const)
    expect(read(lang, () => <Words text={french} />)).toContain('Demi-lunes\u00a0: où\u00a0?')
})

test('what is typed is shown and never run', () => {
  const sly = { original: 'en', texts: { en: '<script>alert("x")</script>' } }
  expect(read('en', () => <Words text={sly} />)).toBe('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;')
})

test('a label without words falls back', () => {
  expect(read('en', () => <Label of={{}} fallback="slm-12" />)).toBe('slm-12')
})
