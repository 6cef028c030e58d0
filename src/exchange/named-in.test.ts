import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { demoDatabase } from '../../tests/support/database.ts'
import { db } from '../base/database/database.ts'
import { stranger } from '../base/viewer.ts'
import { namedIn } from './named-in.ts'

demoDatabase()

/** Slugs and codes of what is named. */
async function named(lang: string, title: string, words: string, minded: string[] = []): Promise<string[]> {
  const { rows } = await sql<{ id: number; name: string }>`
    select thing as id, slug as name from concept union all select thing, code from place`.execute(db())
  const ids = rows.filter(({ name }) => minded.includes(name)).map(({ id }) => id)
  const { topics, places } = await namedIn(stranger, { title, words, langs: [lang, 'en'] }, ids)
  return [...topics, ...places].map((id) => rows.find((row) => row.id === id)!.name)
}

test('topics are found by whole names in any language; a single word only where it can be nothing else', async () => {
  expect(await named('en', 'Who can help?', 'We built stone bunds.')).toEqual(['stone-bunds'])
  expect(await named('fr', 'Érosion hydrique', 'Des cordons pierreux')).toEqual([
    'soil-erosion-water',
    'stone-bunds',
  ])
  expect(await named('sw', 'Msaada', 'эрозия почв')).toEqual(await named('ru', 'Помощь', 'эрозия почв'))
  expect(await named('en', 'Drought', '')).toEqual(['drought'])
  expect(await named('en', 'Gullies: who has filled one?', '')).toEqual(['gully-erosion'])
  expect(await named('en', 'Somebody who has seen a drought', '')).toEqual([])
  expect(await named('en', 'Somebody who has seen a drought', '', ['drought'])).toEqual(['drought'])
  for (const [lang, title, words] of [
    ['en', 'Reading a first draft', 'Thanks for reading. No funding, no policy, no training, no soil.'],
    ['en', '2 km of bunds', 'An ai for us, and 5 km'],
    ['fr', 'Quel genre de haie ?', 'Le suivi, la formation, les délais, ce genre de sol.'],
    ['es', 'Una oportunidad', 'Gracias por la asistencia y el seguimiento.'],
    ['ar', 'نحتاج مرشدا', 'الدقة والتكرار والجسور'],
  ] as const)
    expect([title, await named(lang, title, words)]).toEqual([title, []])
})

test('places are found by their capitals within a sentence, alone; of several within each other the nearest', async () => {
  expect(await named('en', 'Help', 'We are in Niger, and in Burkina Faso.')).toEqual(['NE', 'BF'])
  expect(await named('pt', 'Ajuda', 'Vamos ao Brasil e a Moçambique.')).toEqual(['BR', 'MZ'])
  expect(await named('ru', 'Помощь', 'Мы в Нигере.')).toEqual([])
  expect(await named('ru', 'Помощь', 'Мы в Мали.')).toEqual(['ML'])
  expect(await named('ar', 'مساعدة', 'نعمل في النيجر')).toEqual(['NE'])
  expect(await named('en', 'Help in Malawi', 'Our road is near Balaka.')).toEqual(['MW-BA'])
  expect(await named('fr', 'Aide', 'Nous allons dans le Nord.')).toEqual([])
  expect(await named('fr', 'Aide', 'Nous allons dans le Nord.', ['BF'])).toEqual(['BF-10'])
  for (const [lang, title, words] of [
    ['en', 'Turkey eggs', 'a turkey, a jersey, guinea fowl, Lake Chad, the Republic of Congo, Jordan Smith'],
    ['es', 'Reunión del martes', 'Gracias. Reunión a las ocho.'],
    ['pt', 'Reunião de terça', 'Camarões ao jantar.'],
    ['ru', 'Того, кто знает', 'Того же мы ждём.'],
    ['ar', 'خبير', 'مشروع مالي، قطر الأنبوب متران'],
    ['en', 'See https://example.org/Niger', 'write to Niger@example.org or Niger-based'],
  ] as const)
    expect([title, await named(lang, title, words)]).toEqual([title, []])
})
