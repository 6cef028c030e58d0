import { expect, test } from 'vitest'
import { asReader, type InterfaceLanguage } from '../base/i18n/reader.ts'
import { readVocabulary } from './reading.ts'

const prefixes = `@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix : <urn:baobab:soil:> .
`
const turtle = (text: string) => readVocabulary(Buffer.from(prefixes + text), { name: 'packs/soil.ttl' })
const codes = (reading: Awaited<ReturnType<typeof turtle>>) =>
  reading.vocabulary?.concepts.map((concept) => concept.code)
const concept = (reading: Awaited<ReturnType<typeof turtle>>, code: string) =>
  reading.vocabulary!.concepts.find((one) => one.code === code)!

test('a small vocabulary is read whole', async () => {
  const reading = await turtle(`
    <urn:baobab:vocabulary:soil> a skos:ConceptScheme ; dct:title "Soil"@en, "Sol"@fr ; dct:description "About soil."@en ;
      dct:license <https://creativecommons.org/licenses/by/4.0/> .
    :erosion a skos:Concept ; skos:inScheme <urn:baobab:vocabulary:soil> ; skos:topConceptOf <urn:baobab:vocabulary:soil> ;
      skos:prefLabel "Erosion"@en, "Érosion"@fr, "تعرية"@ar ; skos:altLabel "Soil loss"@en, "Erosion"@en ; skos:notation "E1" ;
      skos:definition "Soil carried away."@en ; skos:exactMatch <http://example.org/erosion> ; skos:related :slope .
    :gully a skos:Concept ; skos:inScheme <urn:baobab:vocabulary:soil> ; skos:broader :erosion ; skos:prefLabel "Gully"@EN-gb .
    :slope a skos:Concept ; skos:inScheme <urn:baobab:vocabulary:soil> ; skos:narrower :steep ; skos:prefLabel "Slope" .
    :steep a skos:Concept ; skos:prefLabel "Steep slope"@en .`)
  expect(reading.faults).toEqual([])
  expect(reading.whole).toBe(true)
  expect(reading.vocabulary).toMatchObject({
    uri: 'urn:baobab:vocabulary:soil',
    slug: 'soil',
    title: { en: 'Soil', fr: 'Sol' },
    note: { en: 'About soil.' },
    licence: 'https://creativecommons.org/licenses/by/4.0/',
  })
  expect(concept(reading, 'erosion')).toEqual({
    uri: 'urn:baobab:soil:erosion',
    code: 'erosion',
    prefLabels: { ar: 'تعرية', en: 'Erosion', fr: 'Érosion' },
    altLabels: { en: ['Soil loss'] },
    definitions: { en: 'Soil carried away.' },
    notation: 'E1',
    broader: [],
    related: ['urn:baobab:soil:slope'],
    mappings: [{ relation: 'exactMatch', uri: 'http://example.org/erosion' }],
    deprecated: false,
  })
  expect(concept(reading, 'gully').prefLabels).toEqual({ 'en-GB': 'Gully' })
  expect(concept(reading, 'slope').prefLabels).toEqual({ und: 'Slope' })
  expect(concept(reading, 'slope').related).toEqual(['urn:baobab:soil:erosion'])
  expect(concept(reading, 'steep').broader).toEqual(['urn:baobab:soil:slope'])
})

test('a file in another encoding is refused by its line and byte', async () => {
  const bytes = Buffer.concat([
    Buffer.from(`${prefixes}:a skos:prefLabel "été"@fr .\n:b skos:prefLabel "d`),
    Buffer.from([0xe9, 0x67]),
    Buffer.from('radé"@fr .\n'),
  ])
  const { vocabulary, faults, whole } = await readVocabulary(bytes, { name: 'soil.ttl' })
  expect(vocabulary).toBeUndefined()
  expect(whole).toBe(false)
  expect(faults).toHaveLength(1)
  expect(faults[0]!.place).toBe('line 5, byte 21')
  expect(faults[0]!.message).toContain('0xE9')
})

test('of a file with a statement that is not Turtle the rest is kept and the line is named', async () => {
  const reading = await turtle(`:a a skos:Concept ; skos:prefLabel "A"@en .
:b a skos:Concept ; skos:prefLabel "B@en ;
  skos:broader :a .
:c a skos:Concept ; skos:prefLabel "C"@en ; skos:broader :b, :a .
`)
  expect(reading.faults.map((fault) => fault.place)).toEqual(['line 5'])
  expect(codes(reading)).toEqual(['a', 'c'])
  expect(concept(reading, 'c').broader).toEqual(['urn:baobab:soil:a'])
  expect(reading.whole).toBe(false)
})

test('a file of nothing but faults ends after twenty', async () => {
  const { faults, vocabulary } = await turtle('this is : not Turtle .\n'.repeat(40))
  expect(vocabulary).toBeUndefined()
  expect(faults).toHaveLength(21)
  expect(faults.at(-1)!.message).toContain('was not read')
})

test('a circle is named, its closing edge left out, and everything else kept', async () => {
  const reading = await turtle(`
    :a a skos:Concept ; skos:prefLabel "A"@en ; skos:broader :b .
    :b a skos:Concept ; skos:prefLabel "B"@en ; skos:broader :c, :top .
    :c a skos:Concept ; skos:prefLabel "C"@en ; skos:broader :a .
    :top a skos:Concept ; skos:prefLabel "Top"@en ; skos:broader :top .
    :other a skos:Concept ; skos:prefLabel "Other"@en ; skos:broader :c .`)
  expect(reading.faults.map((fault) => fault.message.match(/: (.*?)\./)?.[1])).toEqual([
    'a > b > c > a',
    'top > top',
  ])
  expect(
    Object.fromEntries(
      reading.vocabulary!.concepts.map((one) => [one.code, one.broader.map((uri) => uri.slice(16))]),
    ),
  ).toEqual({
    a: ['b'],
    b: ['c', 'top'],
    c: [],
    other: ['c'],
    top: [],
  })
})

test('what is wrong with a concept is named, and what is right with it kept', async () => {
  const reading = await turtle(`
    :none a skos:Concept ; skos:altLabel "Nothing preferred"@en .
    :two a skos:Concept ; skos:prefLabel "First"@en, "Second"@en, "Un"@fr ; skos:broader :none, :elsewhere .
    :tag a skos:Concept ; skos:prefLabel "Good"@en ; skos:altLabel "bad"@english ; skos:exactMatch "words", "more words"@en .
    <relative> a skos:Concept ; skos:prefLabel "Where"@en .`)
  expect(reading.faults.map(({ place, message }) => `${place}: ${message}`)).toEqual([
    'relative: A concept needs a whole address of its own, such as urn:baobab:soil:erosion. It was left out.',
    'two: Two preferred labels in “en”: “First” was kept, “Second” became another name.',
    'tag: “english” is not a language tag such as “en” or “pt-BR”: “bad” was left out.',
    'none: It has no preferred label in any language and was left out.',
    'two: Its broader “urn:baobab:soil:elsewhere” is not in this vocabulary and was left out.',
    'tag: Its exactMatch “words” is not an address and was left out.',
    'tag: Its exactMatch “more words” is not an address and was left out.',
  ])
  expect(codes(reading)).toEqual(['tag', 'two'])
  expect(concept(reading, 'two')).toMatchObject({
    prefLabels: { en: 'First', fr: 'Un' },
    altLabels: { en: ['Second'] },
    broader: [],
  })
})

test('two addresses that end alike get codes of their own', async () => {
  const reading = await turtle(`
    <http://example.org/a#1> a skos:Concept ; skos:prefLabel "A"@en .
    <http://example.org/b#1> a skos:Concept ; skos:prefLabel "B"@en .`)
  expect(codes(reading)).toEqual(['1', '1-2'])
  expect(reading.faults).toHaveLength(1)
})

test('characters that no database keeps are taken out of texts', async () => {
  const reading = await turtle(':a a skos:Concept ; skos:prefLabel "A\\u0000b "@en .')
  expect(concept(reading, 'a').prefLabels.en).toBe('Ab')
})

test('labels of SKOS-XL and definitions as nodes are read as plain ones', async () => {
  const reading = await turtle(`
    @prefix xl: <http://www.w3.org/2008/05/skos-xl#> .
    :a a skos:Concept ; xl:prefLabel [ xl:literalForm "A"@en ] ;
      skos:definition [ <http://www.w3.org/1999/02/22-rdf-syntax-ns#value> "First letter."@en ] .`)
  expect(concept(reading, 'a')).toMatchObject({
    prefLabels: { en: 'A' },
    definitions: { en: 'First letter.' },
  })
})

test('of two vocabularies in one file the larger is read and the other named', async () => {
  const reading = await turtle(`
    :a a skos:Concept ; skos:prefLabel "A"@en ; skos:inScheme <urn:one> .
    :b a skos:Concept ; skos:prefLabel "B"@en ; skos:inScheme <urn:one> .
    :c a skos:Concept ; skos:prefLabel "C"@en ; skos:inScheme <urn:two> .`)
  expect(codes(reading)).toEqual(['a', 'b'])
  expect(reading.faults.map((fault) => fault.place)).toEqual(['urn:two'])
})

const json = (document: unknown) =>
  readVocabulary(Buffer.from(JSON.stringify(document)), { name: 'list.json' })

test('JSON-LD is read with its own context; one that would be fetched is refused by its address', async () => {
  const node = { '@id': 'urn:baobab:soil:a', '@type': 'skos:Concept', prefLabel: { en: 'A' } }
  const inlined = {
    skos: 'http://www.w3.org/2004/02/skos/core#',
    prefLabel: { '@id': 'skos:prefLabel', '@container': '@language' },
  }
  expect(codes(await json({ '@context': inlined, '@graph': [node] }))).toEqual(['a'])
  const refused = await json({ '@context': 'https://example.org/skos.jsonld', '@graph': [node] })
  expect(refused.vocabulary).toBeUndefined()
  expect(refused.faults[0]!.message).toContain('https://example.org/skos.jsonld')
  const nested = await json({ '@context': { '@import': 'https://example.org/other.jsonld' }, ...node })
  expect(nested.faults[0]!.message).toContain('https://example.org/other.jsonld')
})

test('what is neither JSON nor a vocabulary says so', async () => {
  const read = (text: string) => readVocabulary(Buffer.from(text), { name: 'list.json' })
  expect((await read('{"terms": [1,\n2,,]}')).faults[0]!.place).toBe('list')
  expect((await read('{"terms": [1,\n2')).faults[0]!.place).toBe('line 2')
  const long = `{"terms": [${'1,\n'.repeat(500)},${'\n2'.repeat(500)}]}`
  expect((await read(long)).faults[0]!.place).toBe('line 501')
  expect((await read('{"a": 1}')).faults[0]!.message).toContain('no concept')
  expect((await read('3')).faults).toHaveLength(1)
  expect((await read('')).faults[0]!.message).toContain('no concept')
  expect((await read('<?xml version="1.0"?><rdf:RDF/>')).faults[0]!.message).toContain('RDF as XML')
  expect((await read(`${'['.repeat(100_000)}`)).faults).toHaveLength(1)
})

test('every fault is told in the language of who reads it, at the same place', async () => {
  const broken = Buffer.concat([Buffer.from('a b\n'), Buffer.from([0xe9])])
  const told = async (lang: InterfaceLanguage) =>
    asReader({ lang, path: '/', query: new URLSearchParams(), saveData: false }, async () => {
      const all = [
        await turtle(`
          :none a skos:Concept ; skos:altLabel "Nothing preferred"@en .
          :two a skos:Concept ; skos:prefLabel "First"@en, "Second"@en ; skos:broader :two, :elsewhere ; skos:notation "1", "2" .
          :tag a skos:Concept ; skos:prefLabel "Good"@en, "bad"@english ; skos:exactMatch "words" .
          <urn:other#two> a skos:Concept ; skos:prefLabel "Alike"@en .
          <relative> a skos:Concept ; skos:prefLabel "Where"@en .
          <urn:third> a skos:ConceptScheme . <urn:fourth> a skos:ConceptScheme .`),
        await turtle('this is : not Turtle .\n'.repeat(40)),
        await turtle(':a skos:prefLabel "never ends .'),
        await turtle(''),
        await readVocabulary(broken, { name: 'x.ttl' }),
        await readVocabulary(Buffer.from('<?xml version="1.0"?><rdf:RDF/>'), { name: 'x.ttl' }),
        await readVocabulary(Buffer.from('{"terms": [1,\n2'), { name: 'x.json' }),
        await readVocabulary(Buffer.from('3'), { name: 'x.json', format: 'json' }),
        await json({ '@context': 'https://example.org/skos.jsonld' }),
        await json({ '@id': 3 }),
        await json({
          title: 'Words',
          terms: [{ term: 'Slope' }, { term: { en: 'A' } }, { term: { en: 'A' } }],
        }),
        await json({ scheme: 'http://example.org/s', concepts: Array(2).fill({ id: 'b', uri: 'urn:b' }) }),
      ]
      return all.flatMap(({ faults }) => faults)
    })
  const english = await told('en')
  expect(new Set(english.map(({ message }) => message)).size).toBeGreaterThan(18)
  expect(english.map(({ message }) => message)).toContain(
    'Not JSON-LD: the standard calls this fault “invalid @id value”.',
  )
  for (const lang of ['fr', 'es', 'pt', 'ar', 'ru'] as const) {
    const others = await told(lang)
    expect(others.map(({ place }) => place)).toEqual(english.map(({ place }) => place))
    for (const [i, { message }] of others.entries()) expect(message, lang).not.toBe(english[i]!.message)
  }
})

test('an entry of a term list that does not fit is named by its place, the others are kept', async () => {
  const reading = await json({
    title: 'Words',
    terms: [
      { term: { en: 'Soil' } },
      { term: 'Slope' },
      { term: { en: 'Soil' }, definition: { en: 'Again.' } },
    ],
  })
  expect(codes(reading)).toEqual(['soil', 'soil-2'])
  expect(reading.faults.map((fault) => fault.place)).toEqual(['terms[1].term'])
  const concepts = await json({
    scheme: 'http://example.org/s',
    concepts: [
      { id: 'a', uri: 'http://example.org/s/a', prefLabel: { en: 'A' }, broader: ['b'], related: ['zzz'] },
      { id: 'b', uri: 'http://example.org/s/b', prefLabel: { en: 'B' } },
      { id: 'b', uri: 'http://example.org/s/b', prefLabel: { en: 'B again' } },
    ],
  })
  expect(concept(concepts, 'a').broader).toEqual(['http://example.org/s/b'])
  expect(concepts.faults.map((fault) => fault.place)).toEqual(['b', 'a'])
})
