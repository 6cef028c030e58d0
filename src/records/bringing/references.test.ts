import { expect, test } from 'vitest'
import { done, linesIn, previewed, sent } from '../../../tests/support/bringing.ts'
import { demoDatabase } from '../../../tests/support/database.ts'
import { stranger, system } from '../../base/viewer.ts'
import { recordFor } from '../reading.ts'
import { runFor } from './runs.ts'
import { run, undo } from './steps.ts'
import { doWork } from './work.ts'

demoDatabase()

const bibtex = (doi: string, title: string, more = '') =>
  `@article{k${doi.replace(/\W/g, '')},\n  author = {Sow, Awa and Ndiaye, Moussa and others},\n  title = {${title}},\n  year = {2019},\n  journal = {Sahel Notes},\n  doi = {${doi}}${more}\n}\n`

test('one broken entry is a fault with its line, and the others come in', async () => {
  const file = `${bibtex('10.5555/one', 'Bunds one')}\n@article{broken,\n  title = {Never ends\n  year = 2020\n\n${bibtex('10.5555/two', 'Bunds two')}`
  const ref = await sent('bibliography', file)
  const seen = await previewed(ref)
  expect(seen).toMatchObject({ state: 'previewed', reading: { format: 'bibtex', encoding: 'utf-8' } })
  expect(seen.counts).toEqual({ new: 2, changed: 0, unchanged: 0, fault: 1 })
  const broken = (await linesIn(ref))[1]!
  expect(broken).toMatchObject({ line: 9, outcome: 'fault', reasons: [expect.stringMatching(/line \d+/)] })
  expect((await done(ref)).counts).toMatchObject({ new: 2, fault: 1 })
  const { ref: record } = (await linesIn(ref))[0]!
  const kept = await recordFor(stranger, record!)
  expect(kept).toMatchObject({ kind: 'report', instrument: 'report', reviewed: false })
  expect(kept.content).toMatchObject({
    title: { original: 'en', texts: { en: 'Bunds one' } },
    summary: { texts: { en: 'Sahel Notes, 2019' } },
    identifiers: [{ scheme: 'doi', value: '10.5555/one' }],
    answers: {
      question: [{ kind: 'article', published: '2019', where_read: 'https://doi.org/10.5555/one' }],
    },
  })
  expect(kept.credits).toEqual([
    { role: 'author', shown: 'named', name: 'Awa Sow' },
    { role: 'author', shown: 'named', name: 'Moussa Ndiaye' },
    { role: 'author', shown: 'group', name: 'et al.' },
  ])
})

test('what is here already is unchanged, by DOI, address or title and year; what says more changes it', async () => {
  const ref = await sent('bibliography', bibtex('10.5555/three', 'Bunds three'))
  await previewed(ref)
  await done(ref)
  const again = await sent('bibliography', bibtex('10.5555/THREE', 'Bunds three'))
  expect((await previewed(again)).counts).toMatchObject({ unchanged: 1, new: 0 })
  const ris = 'TY  - RPRT\nAU  - Sow, Awa\nTI  - Bunds: three!\nPY  - 2019\nPB  - Sahel Press\nER  - \n'
  const third = await sent('bibliography', ris)
  expect((await previewed(third)).counts).toMatchObject({ changed: 1 })
  const [line] = await linesIn(third)
  expect(line!.differences).toContainEqual({ what: 'Published by', after: 'Sahel Press' })
  await done(third)
  const { ref: record } = (await linesIn(ref))[0]!
  expect(await recordFor(stranger, record!)).toMatchObject({ number: 2 })
})

test('an import is taken back: what it made is withdrawn, what it changed reads as before', async () => {
  const first = await sent('bibliography', bibtex('10.5555/four', 'Bunds four'))
  await previewed(first)
  await done(first)
  const second = await sent(
    'bibliography',
    bibtex('10.5555/four', 'Bunds four', ',\n  publisher = {Press}') + bibtex('10.5555/five', 'Bunds five'),
  )
  await previewed(second)
  expect((await done(second)).counts).toMatchObject({ new: 1, changed: 1 })
  const [changed, made] = await linesIn(second)
  await expect(undo(system('test'), first)).rejects.toMatchObject({
    key: 'imports.changedSince',
    values: { titles: expect.stringContaining('Bunds four') },
  })
  await undo(system('test'), second)
  await doWork(second)
  expect((await runFor(system('test'), second)).state).toBe('undone')
  await expect(recordFor(stranger, made!.ref!)).rejects.toMatchObject({ kind: 'gone' })
  const restored = await recordFor(stranger, changed!.ref!)
  expect(restored.number).toBe(3)
  expect(restored.content.answers.question![0]).not.toHaveProperty('published_by')
  // What was withdrawn is no longer in the way.
  const third = await sent('bibliography', bibtex('10.5555/five', 'Bunds five'))
  expect((await previewed(third)).counts).toMatchObject({ new: 1 })
})

test('a stale preview asks to preview again, and changes nothing', async () => {
  const first = await sent('bibliography', bibtex('10.5555/six', 'Bunds six'))
  await previewed(first)
  await done(first)
  const late = await sent('bibliography', bibtex('10.5555/six', 'Bunds six', ',\n  publisher = {Late}'))
  await previewed(late)
  const between = await sent('bibliography', bibtex('10.5555/six', 'Bunds six', ',\n  publisher = {Between}'))
  await previewed(between)
  await done(between)
  await expect(run(system('test'), late)).rejects.toMatchObject({ key: 'imports.stale' })
  expect((await runFor(system('test'), late)).state).toBe('previewed')
  expect((await previewed(late)).counts).toMatchObject({ changed: 1 })
  expect((await linesIn(late))[0]!.differences).toContainEqual({
    what: 'Published by',
    before: 'Between',
    after: 'Late',
  })
})

test('what two imports would make is made once', async () => {
  const refs = [
    await sent('bibliography', bibtex('10.5555/seven', 'Bunds seven')),
    await sent('bibliography', bibtex('10.5555/seven', 'Bunds seven')),
  ]
  for (const ref of refs) await previewed(ref)
  const first = await done(refs[0]!)
  expect((await linesIn(refs[0]!))[0]!.reasons.join()).toBe('')
  expect(first.counts).toMatchObject({ new: 1 })
  expect((await done(refs[1]!)).counts).toMatchObject({ new: 0, fault: 1 })
  expect((await linesIn(refs[1]!))[0]!.reasons.join()).toContain('since the preview')
})

test('two who run the same import at once run it once', async () => {
  const ref = await sent('bibliography', bibtex('10.5555/eight', 'Bunds eight'))
  await previewed(ref)
  const asked = await Promise.allSettled([run(system('a'), ref), run(system('b'), ref)])
  expect(asked.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  await Promise.all([doWork(ref), doWork(ref)])
  expect((await runFor(system('test'), ref)).counts).toMatchObject({ new: 1, fault: 0 })
})

test('a file of another kind says so', async () => {
  const ref = await sent('bibliography', 'Dear all, here is the list.')
  expect(await runFor(system('test'), ref)).toMatchObject({
    state: 'failed',
    error: expect.stringContaining('neither BibTeX'),
  })
})

test('a file in JSON loses only what is broken in it', async () => {
  const json = `[
  { "type": "book", "title": "A book", "issued": { "date-parts": [["2013"]] }, "ISBN": "978-3-642-32156-6" },
  { "type": "book", "title": "Broken, "issued": 3 },
  { "type": "webpage", "title": "<i>A</i> page", "URL": "https://example.org/a" }
]`
  const ref = await sent('bibliography', json)
  expect((await previewed(ref)).counts).toMatchObject({ new: 2, fault: 1 })
  expect((await linesIn(ref)).map(({ line, title }) => [line, title])).toEqual([
    [2, 'A book'],
    [3, ''],
    [4, 'A page'],
  ])
})
