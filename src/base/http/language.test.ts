import { expect, test } from 'vitest'
import { reader } from '../i18n/reader.ts'
import { accepted } from './accepting.ts'
import { newApp } from './app.ts'
import { readers } from './language.ts'

test.each([
  ['fr', 'fr'],
  ['fr-CA,en;q=0.8', 'fr'],
  ['de,sw;q=0.9,ar;q=0.5,en;q=0.4', 'ar'],
  ['en;q=0.1, fr;q=0.2', 'fr'],
  ['en;q=0,fr;q=0.001', 'fr'],
  ['EN ; Q=0.5 , AR;q=0.4', 'en'],
  ['en; q = 0.3, fr ;q=0.9', 'fr'],
  ['fr;q=2, ar', 'ar'],
  ['fr;q=abc, ar', 'ar'],
  ['fr;q=-1', undefined],
  ['*', undefined],
  ['', undefined],
  [undefined, undefined],
  [',,;q=,=;-', undefined],
  ['constructor, __proto__, toString', undefined],
  ['english', undefined],
  [`${'x,'.repeat(5_000)}ar`, 'ar'],
])('Accept-Language "%s" is read as %s', (header, lang) => {
  expect(accepted(header)).toBe(lang)
})

const app = newApp()
app.use(readers)
app.get('*', (c) => c.json({ lang: reader().lang, path: reader().path, saveData: reader().saveData }))

const ask = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await app.request(path, { headers })
  return { ...(await answer.json()), cookie: answer.headers.get('set-cookie') }
}

test('the shared address comes before the choice, the choice before the browser, and English is last', async () => {
  const all = { cookie: 'lang=fr', 'accept-language': 'en' }
  expect(await ask('/x?lang=ar', all)).toMatchObject({ lang: 'ar', path: '/x?lang=ar' })
  expect(await ask('/x', all)).toMatchObject({ lang: 'fr', cookie: null })
  expect(await ask('/x', { 'accept-language': 'ar' })).toMatchObject({ lang: 'ar', cookie: null })
  expect(await ask('/x')).toMatchObject({ lang: 'en', cookie: null })
})

test('what is not a language of ours is passed over', async () => {
  expect(await ask('/x?lang=de', { cookie: 'lang=toString', 'accept-language': 'fr' })).toMatchObject({
    lang: 'fr',
    cookie: null,
  })
  expect(await ask('/x?lang=', { cookie: 'lang=%E0%A4%A; other' })).toMatchObject({ lang: 'en' })
  expect(await ask('/x?lang=fr&lang=ar')).toMatchObject({ lang: 'fr' })
})

test('a shared language is remembered, once, where scripts cannot read it', async () => {
  expect((await ask('/x?lang=fr')).cookie).toBe('lang=fr; Max-Age=31536000; Path=/; HttpOnly; SameSite=Lax')
  expect((await ask('https://baobab.example/x?lang=fr')).cookie).toContain('Secure')
  expect((await ask('/x?lang=fr', { cookie: 'lang=fr' })).cookie).toBeNull()
})

test('who asks for little is known', async () => {
  expect(await ask('/x', { 'save-data': 'On' })).toMatchObject({ saveData: true })
  expect(await ask('/x', { 'save-data': 'off' })).toMatchObject({ saveData: false })
})
