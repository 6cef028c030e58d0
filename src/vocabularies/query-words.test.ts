import { beforeAll, expect, test } from 'vitest'
import { ownDatabase } from '../../tests/support/database.ts'
import { countingQueries } from '../base/database/database.ts'
import { system } from '../base/viewer.ts'
import { importVocabularyFile } from './importing.ts'
import { labelsForQuery } from './query-words.ts'

ownDatabase()

const vocabulary = `
@prefix s: <http://www.w3.org/2004/02/skos/core#> .
@prefix : <urn:baobab:words:> .
:erosion a s:Concept ; s:prefLabel "soil erosion"@en, "Érosion du sol"@fr, "تَعْرِيَة التربة"@ar, "эрозия почв"@ru, "土壤侵蚀"@zh ;
  s:altLabel "washing away"@en .
:soil a s:Concept ; s:prefLabel "soils"@en, "sol"@fr, "ดิน"@th .
:land a s:Concept ; s:prefLabel "การจัดการที่ดิน"@th, "land management"@en .
`
beforeAll(async () => {
  await importVocabularyFile(system('test'), { name: 'words.ttl', bytes: Buffer.from(vocabulary) })
})

const named = async (query: string) =>
  (await labelsForQuery(query)).map(({ matched, labels }) => `${matched}: ${labels.en?.[0]}`)

test('a topic is named in any language, inflected, without accents, in capitals', async () => {
  expect(await named('SOIL EROSION')).toEqual(['SOIL EROSION: soil erosion'])
  expect(await named('erosion des sols au Sahel')).toEqual(['erosion des sols: soil erosion'])
  expect(await named('мерами против ЭРОЗИИ ПОЧВ')).toEqual(['ЭРОЗИИ ПОЧВ: soil erosion'])
  expect(await named('تعرية التربة')).toEqual(['تعرية التربة: soil erosion'])
  expect(await named('防治土壤侵蚀')).toEqual(['土壤侵蚀: soil erosion'])
  expect(await named('การจัดการที่ดินในไทย')).toEqual(['การจัดการที่ดิน: land management'])
  expect(await named('keep it from washing away')).toEqual(['washing away: soil erosion'])
})

test('the longest name counts, and each name of a query', async () => {
  expect(await named('soil erosion and land management of poor soil')).toEqual([
    'soil erosion: soil erosion',
    'land management: land management',
    'soil: soils',
  ])
})

test('all labels come along, the preferred first', async () => {
  const [erosion] = await labelsForQuery('soil erosion')
  expect(erosion!.labels).toEqual({
    ar: ['تَعْرِيَة التربة'],
    en: ['soil erosion', 'washing away'],
    fr: ['Érosion du sol'],
    ru: ['эрозия почв'],
    zh: ['土壤侵蚀'],
  })
})

test('a query of nothing, of little words or of anything at all names nothing, in one query', async () => {
  for (const query of [
    '',
    '   ',
    'the of and',
    '\' " \\ \0 % _ & | !',
    '\u{1F600}',
    'x'.repeat(10_000),
    'a '.repeat(5000),
  ])
    expect(await labelsForQuery(query)).toEqual([])
  expect((await countingQueries(() => labelsForQuery('soil erosion'))).queries).toBe(1)
})
