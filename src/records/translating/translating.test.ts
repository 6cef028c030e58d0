import { beforeAll, expect, test } from 'vitest'
import { sentBy } from '../../../tests/support/controls.ts'
import { demoDatabase } from '../../../tests/support/database.ts'
import { signedIn } from '../../../tests/support/member.ts'
import { served } from '../../../tests/support/serving.ts'
import { type Visitor, visitor } from '../../../tests/support/visitor.ts'
import { sendForm } from '../../../tests/support/writing.ts'
import { openDoors } from '../../app.ts'
import { drain } from '../../base/outbox/dispatch.ts'
import { system } from '../../base/viewer.ts'
import { reactions } from '../../reactions.ts'
import { exportRecord } from '../exporting.ts'

demoDatabase()
const server = served(openDoors)

/** A story of the demo that is there in English only. */
const ref = 'c7208bd5t96n'
const at = `/records/${ref}/translation/es`
let ines: Visitor
let curator: Visitor
beforeAll(async () => {
  ines = await signedIn(server, 'Ines')
  curator = await signedIn(server, 'Curator', 'curator')
}, 60_000)

const plain = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const title = '@record/only/title'
const read = async (lang: string) => plain((await visitor(server).get(`/records/${ref}?read=${lang}`)).html)

test('a member translates text by text, and readers see it with who made it', async () => {
  const before = await exportRecord(system('test'), ref)
  expect((await ines.get('/translations?to=es')).html).toContain('/translation/es"')
  const page = await ines.get(at)
  const done = await sendForm(ines, page, { [title]: 'Los cuarenta y un nombres' })
  expect(done.status).toBe(200)
  expect(sentBy(done.html)[title]).toBe('Los cuarenta y un nombres')
  const seen = await read('es')
  expect(seen).toContain('Los cuarenta y un nombres')
  expect(seen).toContain('Translated by Ines')
  expect(seen).toContain('Not yet confirmed.')
  await curator.post(`${at}/check`)
  expect(await read('es')).toContain('Read and confirmed by who keeps it.')
  // The record itself is what it was, for whoever takes it along.
  expect(await exportRecord(system('test'), ref)).toEqual(before)
  await drain(reactions)
  expect(plain((await visitor(server).get('/search?q=cuarenta+nombres&lang=es')).html)).toContain(
    'cuarenta y un nombres',
  )
})

test('when the original moves on, the translation says so and shows what it was made from', async () => {
  const { at: draft } = await curator.post(`/records/${ref}/changes`)
  await sendForm(curator, await curator.get(`${draft}/essentials`), {
    '@record/only/title/en': 'The forty-two names',
  })
  expect((await curator.post(`${draft}/publication`, { note: 'One more.' })).status).toBe(200)
  expect(await read('es')).toContain('The original has changed since.')
  const page = await ines.get(at)
  expect(plain(page.html)).toContain('One text was translated from words that have changed since.')
  expect(page.html).toMatch(/<del>.*forty-one.*<\/del>/is)
  await sendForm(ines, page, { [title]: 'Los cuarenta y dos nombres' })
  expect(await read('es')).not.toContain('The original has changed since.')
})

test('strangers, what is no language and the language it was written in are refused', async () => {
  expect((await visitor(server).get(at)).status).toBe(403)
  expect((await ines.get(`/records/${ref}/translation/no language`)).status).toBe(422)
  expect(
    (await ines.post(`/records/${ref}/translation/en`, { page: '1', [`of:${title}`]: 'x', [title]: 'Mine' }))
      .status,
  ).toBe(422)
  expect((await ines.post(`${at}/check`)).status).toBe(403)
})

test('two who translate at the same time do not write over each other, and one text says nothing of the others', async () => {
  const into = `/records/${ref}/translation/pt`
  const [first, second] = [await ines.get(into), await curator.get(into)]
  const basis = '@record/only/summary'
  await sendForm(ines, first, { [title]: 'Os quarenta e um nomes' })
  await sendForm(curator, second, { [basis]: 'Um resumo.' })
  const both = sentBy((await ines.get(into)).html)
  expect(both).toMatchObject({ [title]: 'Os quarenta e um nomes', [basis]: 'Um resumo.' })
  const clash = await sendForm(curator, second, { [title]: 'Outro' })
  expect(clash.status).toBe(409)
  expect(plain(clash.html)).toContain('Somebody wrote here meanwhile: “Os quarenta e um nomes”')
  expect(sentBy(clash.html)[title]).toBe('Outro')
  const settled = await sendForm(curator, clash)
  expect(sentBy(settled.html)[title]).toBe('Outro')
})
