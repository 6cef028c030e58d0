import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type CslItem, recordFromCsl } from '../../src/records/bringing/csl.ts'
import { referenceFormatOf, referencesIn } from '../../src/records/bringing/files/references.ts'
import { Matching } from '../../src/records/bringing/run.ts'
import { linesOf } from '../../src/records/bringing/runs.ts'
import { done, importer, linesIn, previewed, sent } from '../support/bringing.ts'
import { demoDatabase } from '../support/database.ts'
import { describeOnRealInput, readRealInput, realInput } from '../support/real-input.ts'

interface Expected {
  title?: string
  DOI?: string
  date?: string
  creators?: { creatorType: string }[]
}

const plain = (words = '') =>
  words
    .normalize('NFKC')
    .replace(/<[^>]+>/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase()

/** Forms of every type filled in with the names of their fields, where nothing is a date or a person. */
const forms = ['RIS/03.ris', 'RIS/05.ris']

describeOnRealInput('references made by others', () => {
  demoDatabase()
  const folder = 'standards/citations'
  const samples = ['BibTeX', 'RIS', 'CSL_JSON'].flatMap((kind) =>
    readdirSync(realInput(`${folder}/${kind}`))
      .filter((name) => /^\d+\.(bib|ris|json)$/.test(name))
      .map((name) => `${kind}/${name}`),
  )
  const read = (name: string) => {
    const text = readRealInput(`${folder}/${name}`)
    const expected: Expected[] = JSON.parse(
      readRealInput(`${folder}/${name.replace(/\.\w+$/, '.expected.zotero.json')}`),
    )
    return { expected, lines: referencesIn(text, referenceFormatOf(text)!) }
  }

  test('every sample has as many items as are expected of it', () => {
    const counts = samples.map((name) => ({ name, ...read(name) }))
    expect(counts.length).toBe(37)
    expect(counts.reduce((all, { expected }) => all + expected.length, 0)).toBe(133)
    expect(counts.filter(({ expected, lines }) => expected.length !== lines.length)).toEqual([])
    const faults = counts.flatMap(({ name, lines }) =>
      lines.filter(({ fault }) => fault).map(({ line }) => `${name}:${line}`),
    )
    // One without a comma between its fields; three without a title.
    const untitled = ['RIS/05.ris:565', 'RIS/05.ris:592', 'RIS/10.ris:20']
    expect(faults).toEqual(['BibTeX/09.bib:27', ...untitled])
  })

  test('title, year, DOI and the number of authors are those expected', () => {
    const differing: string[] = []
    for (const name of samples.filter((one) => !forms.includes(one))) {
      const { expected, lines } = read(name)
      for (const [i, { given, fault }] of lines.entries()) {
        if (fault) continue
        const { content } = recordFromCsl(given as CslItem, Matching.parse({}))
        const { title, DOI, date, creators = [] } = expected[i]!
        const named = content.contributors!.filter(({ shown }) => shown === 'named').length
        const persons = creators.filter(({ creatorType }) =>
          ['author', 'editor', 'translator', 'inventor'].includes(creatorType),
        )
        const year = /"published":"(\d{4})/.exec(JSON.stringify(content.answers))?.[1]
        const doi = content.identifiers!.find(({ scheme }) => scheme === 'doi')?.value
        if (plain(Object.values(content.title!.texts)[0]) !== plain(title))
          differing.push(`${name} ${i} title`)
        if (DOI && doi !== DOI.toLowerCase()) differing.push(`${name} ${i} DOI`)
        if (/\d{4}/.exec(date ?? '')?.[0] !== year) differing.push(`${name} ${i} year ${date} ${year}`)
        if (named !== persons.length) differing.push(`${name} ${i} authors ${persons.length} ${named}`)
      }
    }
    // A patent: the day it was filed is no day of publication there, and whom it was given to no author.
    expect(differing).toEqual(['RIS/02.ris 0 year undefined 1990', 'RIS/02.ris 0 authors 2 3'])
  })

  test('194 references come in from BibTeX, and from RIS they are there already', async () => {
    const bib = await sent('bibliography', readFileSync(realInput('bibliography/nbs-land.bib')))
    const seen = await previewed(bib)
    expect(seen.lines).toBe(194)
    const kept = await done(bib)
    const ris = await sent('bibliography', readFileSync(realInput('bibliography/nbs-land.ris')))
    const again = await previewed(ris)
    const { lines } = await linesOf(importer, again, { outcome: 'changed', page: 1 })
    expect({ first: kept.counts, again: again.counts }).toEqual({
      first: { new: 194, changed: 0, unchanged: 0, fault: 0 },
      again: { new: 0, changed: 1, unchanged: 193, fault: 0 },
    })
    // In BibTeX a small letter within a name begins what stands before a family's.
    expect(lines[0]!.differences).toEqual([
      { what: 'Authors', before: 'el Abd-Kader; et al.', after: 'Abd-el-Kader; et al.' },
    ])
  })

  test('a table with every common defect keeps each row that has a title and names what is wrong', async () => {
    const ref = await sent(
      'table',
      readFileSync(realInput('standards/dspace/csv-metadata-quality-test.csv')),
      {
        matching: { instrument: 'report' },
      },
    )
    const columns = ['title', 'question/published', 'issn', 'isbn', 'language', 'topic']
    await previewed(ref, { chosen: { columns } })
    const lines = await linesIn(ref)
    const reasonsOf = (title: string) => lines.find((one) => one.title.startsWith(title))?.reasons.join(' ')
    expect(lines.map(({ title }) => title).slice(0, 3)).toEqual([
      'Leading space',
      'Trailing space',
      'Excessive space',
    ])
    expect(reasonsOf('Invalid ISSN')).toContain('“2321-2302” is no ISSN')
    expect(reasonsOf('Invalid ISBN')).toContain('“978-0-306-40615-6” is no ISBN')
    expect(reasonsOf('Invalid date')).toContain('“2019-07-260”')
    expect(reasonsOf('Multiple valid ISSNs')).toBe('')
    expect(reasonsOf('Invalid ISO 639-2 language')).toContain('“jp” is no language')
    expect(reasonsOf('Invalid language')).toContain('“Span”')
    expect(lines.map(({ outcome }) => outcome)).not.toContain(null)
  })
})
