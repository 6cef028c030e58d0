import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { demoDatabase } from '../../../tests/support/database.ts'
import { fileOf, press, send } from '../../../tests/support/import-pages.ts'
import { exampleDefinition } from '../../../tests/support/instruments/example.ts'
import { served } from '../../../tests/support/serving.ts'
import { type Visitor, visitor } from '../../../tests/support/visitor.ts'
import { openDoors } from '../../app.ts'
import { db } from '../../base/database/database.ts'
import { type Role, system } from '../../base/viewer.ts'
import { appoint } from '../../people/appointing.ts'
import { addPerson } from '../../people/inviting.ts'
import { exportRecord } from '../exporting.ts'

/** Vocabularies, questionnaires and records in our own form, by page: the test is the worker. */
demoDatabase()
const server = served(openDoors)
const password = 'stone bunds on the slope'

async function signedIn(name: string, role: Role, subject?: string): Promise<Visitor> {
  const email = `${name}@example.net`
  const handle = await addPerson({ name, email, password })
  await appoint(system('test'), { handle, role, subject })
  const who = visitor(server)
  await who.post('/sign-in', { email, password })
  return who
}

let curator: Visitor
let ofNiger: Visitor
let ofSlm: Visitor
let operator: Visitor
beforeAll(async () => {
  curator = await signedIn('curator', 'curator')
  ofNiger = await signedIn('niger', 'curator', '/places/NE')
  ofSlm = await signedIn('slm', 'curator', '/vocabularies/slm')
  operator = await signedIn('operator', 'operator')
})

const soil = (concepts: string): string =>
  `@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix soil: <urn:baobab:soiltest:> .
<urn:baobab:vocabulary:soiltest> a skos:ConceptScheme .
${concepts}`
const sand = 'soil:sand a skos:Concept ; skos:inScheme <urn:baobab:vocabulary:soiltest> ; skos:prefLabel '

/** Whether the report has a line with these words, and which line of the file it names. */
const reported = async (who: Visitor, at: string) => (await who.get(`${at}/report.csv`)).html

describe('a vocabulary', () => {
  test('is previewed topic by topic, taken in, brought on, and taken back', async () => {
    const first = await send(
      curator,
      fileOf(
        'vocabulary',
        'soil.ttl',
        soil(`${sand}"Sand"@en .\nsoil:clay a skos:Concept ; skos:prefLabel "Clay"@en .`),
      ),
    )
    const seen = await curator.get(first)
    expect(seen.html).toContain('2 new topics, none changed.')
    expect(seen.html).toContain('Name in English')
    expect(seen.html).toContain('Line 4')
    expect((await visitor(server).get('/topics/sand')).status).toBe(404)
    await press(curator, first, 'run')
    expect((await curator.get(first)).html).toContain('Brought in')
    expect((await visitor(server).get('/topics/sand')).html).toContain('Sand')

    const second = await send(
      curator,
      fileOf(
        'vocabulary',
        'soil.ttl',
        soil(
          `${sand}"Sandy soil"@en .\nsoil:loam a skos:Concept ; skos:prefLabel "Loam"@en ; skos:broader soil:sand .`,
        ),
      ),
    )
    const { html } = await curator.get(second)
    expect(html).toContain('1 new topic, 2 changed or gone.')
    expect(html).toMatch(/<s><bdi>Sand<\/bdi><\/s>/)
    expect(html).toContain('<bdi>no longer</bdi>')
    expect(html).toContain('gives the topics it changed their former words again')
    await press(curator, second, 'run')
    expect((await visitor(server).get('/topics/sand')).html).toContain('Sandy soil')
    // A later version stands on this one: it is not taken back under it.
    expect((await press(curator, first, 'undoing')).html).toContain(
      'changed since, so nothing was taken back',
    )
    await press(curator, second, 'undoing')
    expect((await curator.get(second)).html).toContain('Taken back')
    expect((await visitor(server).get('/topics/sand')).html).not.toContain('Sandy soil')
    const { rows } = await sql<{ code: string; deprecated: boolean }>`
      select code, deprecated from concept where uri like 'urn:baobab:soiltest:%' order by code`.execute(db())
    expect(rows).toEqual([
      { code: 'clay', deprecated: false },
      { code: 'loam', deprecated: true },
      { code: 'sand', deprecated: false },
    ])
  })

  test('names every fault with its line: what cannot be read, what has no name, and circles', async () => {
    const at = await send(
      curator,
      fileOf(
        'vocabulary',
        'faults.ttl',
        `@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix f: <urn:baobab:faulttest:> .
<urn:baobab:vocabulary:faulttest> a skos:ConceptScheme .
f:a a skos:Concept ; skos:prefLabel "A"@en ; skos:broader f:b .
f:b a skos:Concept ; skos:prefLabel "B"@en ; skos:broader f:a .
f:c a skos:Concept .
f:d a skos:Concept ; skos:prefLabel "D@en .
`,
      ),
    )
    const { html } = await curator.get(`${at}?outcome=fault`)
    expect(html).toContain('Line 7')
    expect(html).toContain('Line 6')
    expect(html).toContain('no preferred label')
    const report = await reported(curator, at)
    expect(report).toMatch(/\r\n7,left out,/)
    expect(report).toMatch(/\r\n6,left out,c,/)
    await curator.get('/imports?lang=fr')
    const enFrançais = await send(
      curator,
      fileOf('vocabulary', 'fautes.ttl', soil('soil:a a "Jamais fini .')),
    )
    await curator.get('/imports?lang=en')
    expect((await curator.get(`${enFrançais}?outcome=fault`)).html).toContain('La phrase qui l’entoure')
  })

  test('is read in any encoding, and as JSON-LD', async () => {
    const text = soil(`${sand}"Sable d’été"@fr .`)
    const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le')
    for (const content of [Buffer.from(text), utf16, Buffer.from(text.replace('’', "'"), 'latin1')]) {
      const { html } = await curator.get(
        await send(curator, fileOf('vocabulary', 'soil.ttl', new Uint8Array(content))),
      )
      expect(html).toMatch(/Sable d(’|&#39;|')été/)
    }
    const jsonLd = await (await fetch(`${server.origin}/vocabularies/knowledge.jsonld`)).text()
    const { html } = await curator.get(await send(curator, fileOf('vocabulary', 'k.jsonld', jsonLd)))
    expect(html).toContain('No new topic, none changed.')
  })

  test('is for whoever curates everything or that vocabulary', async () => {
    const slm = await (await fetch(`${server.origin}/vocabularies/slm.ttl`)).text()
    const changed = slm.replace(/(skos:prefLabel [^;]*?)"[^"]+"@en\b/, '$1"Called otherwise"@en')
    for (const who of [ofSlm, operator]) {
      const at = await send(who, fileOf('vocabulary', 'slm.ttl', changed))
      expect((await who.get(at)).html).toContain('Called otherwise')
    }
    for (const [who, text] of [
      [ofNiger, changed],
      [ofSlm, soil(`${sand}"Mine now"@en .`)],
    ] as const) {
      const at = await send(who, fileOf('vocabulary', 'other.ttl', text))
      expect((await who.get(at)).html).toContain('Only those who curate everything, or this vocabulary')
      expect((await press(who, at, 'run')).status).toBe(422)
    }
    expect((await visitor(server).get('/topics/sand')).html).not.toContain('Mine now')
  })

  test('that would do something else by now is previewed again and says so', async () => {
    const at = await send(curator, fileOf('vocabulary', 'soil.ttl', soil(`${sand}"Sand again"@en .`)))
    const other = await send(curator, fileOf('vocabulary', 'soil.ttl', soil(`${sand}"Sand meanwhile"@en .`)))
    await press(curator, other, 'run')
    await press(curator, at, 'run')
    const { html } = await curator.get(at)
    expect(html).toContain('Something changed since the preview')
    expect(html).toContain('Sand meanwhile')
    await press(curator, at, 'run')
    expect((await visitor(server).get('/topics/sand')).html).toContain('Sand again')
  })
})

describe('a questionnaire', () => {
  const definition = exampleDefinition((d) => {
    d.slug = 'by-page'
  })
  const edition = (to: string) => ({
    format: 'baobab-edition/1',
    instrument: 'by-page',
    from: '1',
    edition: '2',
    changes: [
      {
        note: { en: 'Area is now called extent.', fr: 'La surface s’appelle étendue.' },
        operations: [{ op: 'move-question', slot: 'basics/area', to }],
      },
    ],
  })

  test('is checked, previewed, taken in, brought on by an edition, and says before and after that it stays', async () => {
    const at = await send(curator, fileOf('instrument', 'q.json', JSON.stringify(definition)))
    const seen = await curator.get(at)
    expect(seen.html).toContain('A new questionnaire.')
    expect(seen.html).toContain('An edition of a questionnaire that was taken in stays')
    await press(curator, at, 'run')
    expect((await visitor(server).get('/instruments/by-page')).status).toBe(200)
    const done = await curator.get(at)
    expect(done.html).toContain('An edition of a questionnaire that was taken in stays')
    expect(done.html).not.toContain(`${at}/undoing`)
    expect((await press(curator, at, 'undoing')).status).toBe(422)

    const next = await send(curator, fileOf('instrument', 'e.json', JSON.stringify(edition('basics/extent'))))
    const { html } = await curator.get(next)
    expect(html).toContain('Area is now called extent.')
    expect(html).toContain('Answers so far')
    await press(curator, next, 'run')
    expect((await visitor(server).get('/instruments/by-page/editions/2')).status).toBe(200)
    const again = await send(
      curator,
      fileOf('instrument', 'e.json', JSON.stringify(edition('basics/extent'))),
    )
    expect((await curator.get(again)).html).toContain('It would change nothing.')
  })

  test('with a fault is left out whole, each fault with its place or line', async () => {
    const broken = structuredClone(definition) as unknown as { edition: string; sections: { id?: string }[] }
    broken.edition = '9'
    delete broken.sections[0]!.id
    const at = await send(curator, fileOf('instrument', 'q.json', JSON.stringify(broken)))
    const { html } = await curator.get(at)
    expect(html).toMatch(/sections\[0\] &gt; id/)
    expect(html).not.toContain(`${at}/run`)
    const text = JSON.stringify(definition, null, 1).replace('"edition": "1",', '"edition": "1"')
    const noJson = await send(curator, fileOf('instrument', 'q.json', text))
    expect(await reported(curator, noJson)).toMatch(/\r\n\d+,left out,,"?It stops being JSON here/)
  })

  test('is for whoever curates everything or that questionnaire', async () => {
    const text = JSON.stringify({ ...definition, edition: '3' })
    const of = await signedIn('bypage', 'curator', '/instruments/by-page')
    const at = await send(of, fileOf('instrument', 'q.json', text))
    expect((await of.get(at)).html).toContain('A new edition')
    const refused = await send(ofNiger, fileOf('instrument', 'q.json', text))
    expect((await ofNiger.get(refused)).html).toContain('Only those who curate this questionnaire')
  })
})

describe('records in our own form', () => {
  const ref = '568qx7fefd72'
  const given = async (change: (record: Awaited<ReturnType<typeof exportRecord>>) => void) => {
    const record = await exportRecord(system('test'), ref)
    change(record)
    return record
  }
  const addVersion = (title: string) => (record: Awaited<ReturnType<typeof exportRecord>>) => {
    const last = record.versions.at(-1)!
    record.versions.push({
      ...structuredClone(last),
      number: last.number + 1,
      content: {
        ...last.content,
        title: { ...last.content.title, texts: { ...last.content.title.texts, fr: title } },
      },
    })
  }

  test('are previewed, taken in, reported and taken back', async () => {
    const changed = await given(addVersion('Cordons autrement'))
    const fresh = await given((record) => {
      record.ref = 'fresh0000000'
      record.files = []
    })
    const unfit = { ...fresh, ref: 'unf0t0000000', kind: 'nonsense' }
    const list = `[\n${[changed, fresh, unfit].map((one) => JSON.stringify(one)).join(',\n')}\n]`
    const at = await send(curator, fileOf('record', 'records.json', list))
    const { html } = await curator.get(at)
    expect(html).toContain('1 new record, 1 changed.')
    expect(html).toContain('Cordons autrement')
    expect((await curator.get(`${at}?outcome=fault`)).html).toContain('kind')
    expect(await reported(curator, at)).toMatch(/\r\n4,left out,/)
    await press(curator, at, 'run')
    expect((await visitor(server).get(`/records/${ref}`)).html).toContain('Cordons autrement')
    expect((await visitor(server).get('/records/fresh0000000')).status).toBe(200)
    await press(curator, at, 'undoing')
    expect((await visitor(server).get(`/records/${ref}`)).html).not.toContain('Cordons autrement')
    expect((await visitor(server).get('/records/fresh0000000')).status).toBe(410)
  })

  test('are for whoever curates what they are about, before and after', async () => {
    const { rows } = await sql<{ ref: string }>`
      select thing.ref from record join thing on thing.id = record.thing where thing.state = 'published' and circle = 1
        and not exists (select from about join within on within.thing = about.subject join place on place.thing = within.ancestor
          where about.thing = thing.id and code = 'NE') limit 1`.execute(db())
    const elsewhere = await exportRecord(system('test'), rows[0]!.ref)
    // It says that it is about Niger now: what stands is not theirs to change.
    elsewhere.versions.at(-1)!.content.places = ['NE']
    elsewhere.versions.at(-1)!.number += 1
    const own = await given((record) => {
      record.ref = 'n0ger0000000'
      record.files = []
      record.reviewed = true
      for (const version of record.versions) version.content.places = ['NE']
    })
    const at = await send(ofNiger, fileOf('record', 'r.json', JSON.stringify([elsewhere, own])))
    const { html } = await ofNiger.get(at)
    expect(html).toContain('1 new record, none changed.')
    expect(html).toContain('what you do not curate')
    expect(html).toContain('only a reviewer may say')
    await press(ofNiger, at, 'run')
    const { rows: kept } = await sql<{ reviewed: boolean }>`
      select reviewed from record join thing on thing.id = record.thing where ref = 'n0ger0000000'`.execute(
      db(),
    )
    expect(kept).toEqual([{ reviewed: false }])
  })

  test('keep the mark of a review only as long as they say what was reviewed', async () => {
    const mine = await given((record) => {
      record.ref = 'rev0ewed0000'
      record.files = []
      record.reviewed = true
      for (const version of record.versions) version.content.places = ['NE']
    })
    const first = await send(curator, fileOf('record', 'r.json', JSON.stringify(mine)))
    await press(curator, first, 'run')
    const reviewed = async () =>
      (
        await sql<{ reviewed: boolean }>`
          select reviewed from record join thing on thing.id = record.thing where ref = 'rev0ewed0000'`.execute(
          db(),
        )
      ).rows[0]!.reviewed
    expect(await reviewed()).toBe(true)
    // What stands beside it may change under the mark, what it says may not.
    const kept = await send(
      ofNiger,
      fileOf('record', 'r.json', JSON.stringify({ ...mine, custodian: 'Amina Sow' })),
    )
    await press(ofNiger, kept, 'run')
    expect(await reviewed()).toBe(true)
    const last = mine.versions.at(-1)!
    const title = { original: 'en', texts: { en: 'Burn the stubble' } }
    mine.versions.push({ ...last, number: last.number + 1, content: { ...last.content, title } })
    const at = await send(ofNiger, fileOf('record', 'r.json', JSON.stringify(mine)))
    expect((await ofNiger.get(at)).html).toContain('only a reviewer may say')
    await press(ofNiger, at, 'run')
    expect((await visitor(server).get('/records/rev0ewed0000')).html).toContain('Burn the stubble')
    expect(await reviewed()).toBe(false)
  })

  test('bring no file that is here for another', async () => {
    const { rows } = await sql<{ hash: string }>`select hash from file_use limit 1`.execute(db())
    const thief = await given((record) => {
      record.ref = 'th0ef0000000'
      record.files = [
        { ref: 'f0000000000z', name: 'x.png', type: 'image/png', size: 1, sha256: rows[0]!.hash },
      ]
    })
    const at = await send(curator, fileOf('record', 'r.json', JSON.stringify(thief)))
    expect((await curator.get(at)).html).toContain('a file does not come along this way')
    await press(curator, at, 'run')
    const { rows: uses } = await sql`
      select from file_use join thing on thing.id = file_use.thing where thing.ref = 'th0ef0000000'`.execute(
      db(),
    )
    expect(uses).toEqual([])
  })
})

test('a file of the wrong kind is answered in plain words', async () => {
  const picture = new Uint8Array(Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))
  const packed = new Uint8Array(Buffer.from('504b0304140000000800', 'hex'))
  for (const kind of ['table', 'bibliography', 'record', 'vocabulary', 'instrument']) {
    const { html } = await curator.get(await send(curator, fileOf(kind, 'x', picture)))
    expect(html, kind).toContain('This is no text')
  }
  for (const kind of ['record', 'vocabulary', 'instrument']) {
    const { html } = await curator.get(await send(curator, fileOf(kind, 'x', packed)))
    expect(html, kind).toContain('This is no text')
  }
  const csv = `Title,Place\n${'Ours,NE\n'.repeat(20)}`
  expect((await curator.get(await send(curator, fileOf('record', 'x.csv', csv)))).html).toContain(
    'There is no record in this file',
  )
  for (const kind of ['vocabulary', 'instrument']) {
    const { html } = await curator.get(await send(curator, fileOf(kind, 'x.csv', csv)))
    expect(html, kind).toContain('Line 1')
    expect(html, kind).not.toContain('/run"')
  }
})
