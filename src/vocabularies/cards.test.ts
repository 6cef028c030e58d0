import { beforeAll, expect, test } from 'vitest'
import { ownDatabase } from '../../tests/support/database.ts'
import { db } from '../base/database/database.ts'
import { makeThing } from '../base/things/things.ts'
import { stranger, system } from '../base/viewer.ts'
import { topicKind, vocabularyKind } from './cards.ts'
import { importVocabularyFile } from './importing.ts'
import { topicBySlug, topicsByCode, topicsLike } from './topics.ts'

ownDatabase()

const soil = `
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix : <urn:baobab:soil:> .
<urn:baobab:vocabulary:soil> a skos:ConceptScheme .
:erosion skos:prefLabel "Erosion"@en, "تعرية"@ar ; skos:altLabel "Soil loss"@en ; skos:definition "Soil carried away."@en .
:gone skos:prefLabel "Disparu"@fr ; <http://www.w3.org/2002/07/owl#deprecated> true .
`
const ids = async (kind: string): Promise<number[]> =>
  (await db().selectFrom('thing').select('id').where('kind', '=', kind).orderBy('id').execute()).map(
    ({ id }) => id,
  )

beforeAll(async () => {
  await importVocabularyFile(system('test'), { name: 'soil.ttl', bytes: Buffer.from(soil) })
})

test('a topic has a card with its name and definition', async () => {
  const cards = [...(await topicKind.cards(stranger, await ids('topic'))).values()]
  expect(cards).toMatchObject([
    {
      href: '/topics/erosion',
      title: { original: 'en', texts: { ar: 'تعرية' } },
      summary: { texts: { en: 'Soil carried away.' } },
    },
    { href: '/topics/gone', title: { original: 'fr' }, summary: undefined },
  ])
})

test('a topic is found by all its names in each language, one that is gone is not', async () => {
  expect(await topicKind.searchable(await ids('topic'))).toEqual([
    {
      id: expect.any(Number),
      kind: 'topic',
      texts: [
        { lang: 'ar', title: 'تعرية', summary: '', body: '' },
        { lang: 'en', title: 'Erosion', summary: 'Soil carried away.', body: 'Soil loss' },
      ],
    },
  ])
})

test('a vocabulary without a title goes by its slug', async () => {
  const [card] = [...(await vocabularyKind.cards(stranger, await ids('vocabulary'))).values()]
  expect(card).toMatchObject({ href: '/vocabularies/soil', title: { texts: { und: 'soil' } } })
  expect(await vocabularyKind.searchable(await ids('vocabulary'))).toMatchObject([
    { texts: [{ title: 'soil' }] },
  ])
})

test('ids of other things give no card, codes of other forms no topic', async () => {
  const { id } = await makeThing({ kind: 'record' })
  expect((await topicKind.cards(stranger, [id, 0])).size).toBe(0)
  expect([
    ...(
      await topicsByCode(['soil:gone', 'x', ':', 'soil:', 'soil:erosion', 'none:erosion', 'soil:erosion'])
    ).keys(),
  ]).toEqual(['soil:gone', 'soil:erosion'])
  expect(await topicBySlug('none')).toBeUndefined()
  expect((await topicsLike('erosoin')).map(({ slug }) => slug)).toEqual(['erosion'])
})
