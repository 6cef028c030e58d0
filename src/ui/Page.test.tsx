import { expect, test } from 'vitest'
import { asReader, type Reader } from '../base/i18n/reader.ts'
import { Page } from './Page.tsx'
import { setSite } from './site.ts'
import { url } from './url.ts'

const plain: Reader = { lang: 'en', path: '/places/NER', query: new URLSearchParams(), saveData: false }
const draw = (reader: Partial<Reader> = {}): string =>
  asReader({ ...plain, ...reader }, () =>
    String(
      <Page title="Niger" description={'What is known "there"'} canonical={url`/places/NER`}>
        <h1>{'<Niger>'}</h1>
      </Page>,
    ),
  )

test('it is a whole document with one way past the bar', () => {
  const html = draw()
  expect(html.startsWith('<!doctype html><html lang="en" dir="ltr"><head><meta charset="utf-8"/>')).toBe(true)
  expect(html).toContain('<title>Niger · Baobab</title>')
  expect(html).toContain('<a class="skip" href="#main">')
  expect(html).toContain('<h1>&lt;Niger&gt;</h1>')
  expect(html).toContain('content="What is known &quot;there&quot;"')
  expect(html.match(/<main /g)).toHaveLength(1)
})

test('nothing stands inline that the policy would refuse', () => {
  const html = draw()
  expect(html).not.toMatch(/\sstyle=|<style|\son\w+=|javascript:/)
  expect([...html.matchAll(/<script[^>]*>(.*?)<\/script>/g)].map((script) => script[1])).toEqual([''])
})

test('the bar knows where the reader is', () => {
  expect(draw()).toContain('<a href="/places" aria-current="true">')
  expect(draw({ path: '/places' })).toContain('<a href="/places" aria-current="page">')
  expect(draw({ path: '/records/abc?x=1' })).toContain('<a href="/search" aria-current="true">')
  expect(draw({ path: '/placesx' })).not.toMatch(/href="\/places" aria-current/)
})

test('who asked for little gets no font and no script', () => {
  const html = draw({ saveData: true })
  expect(html).toContain('class="save-data"')
  expect(html).not.toMatch(/<script|as="font"/)
  expect(draw()).toMatch(/<script type="module"[\s\S]*as="font"|as="font"[\s\S]*<script type="module"/)
})

test('in Arabic it runs from the right, and another language is a link that keeps the question', () => {
  const html = draw({ lang: 'ar', query: new URLSearchParams('q=stone&lang=ar') })
  expect(html).toContain('<html lang="ar" dir="rtl">')
  expect(html).toContain('href="?q=stone&amp;lang=fr"')
  expect(html).toContain('rel="alternate" hreflang="fr" href="http://127.0.0.1:3000/places/NER?lang=fr"')
})

test('a demo says so on every page; an address is whole where the instance knows its own', () => {
  expect(draw()).not.toContain('class="banner"')
  setSite({ demo: true, origin: 'https://baobab.example' })
  expect(draw()).toContain('<p class="banner">A demo:')
  expect(draw()).toContain('no real ministry speaks, scores or decides')
  expect(draw()).toContain('rel="canonical" href="https://baobab.example/places/NER"')
  setSite({ demo: false, origin: '' })
})
