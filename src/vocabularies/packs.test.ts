import { existsSync, globSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ownDatabase } from '../../tests/support/database.ts'
import { root } from '../base/root.ts'
import { system } from '../base/viewer.ts'
import { importVocabularyFile } from './importing.ts'
import { readVocabulary } from './reading.ts'

ownDatabase()

const folder = join(root, 'packs')
const files = existsSync(folder) ? globSync('*/vocabularies/*.ttl', { cwd: folder }).sort() : []

describe.skipIf(files.length === 0)('the vocabularies of the packs', () => {
  test.each(files)('%s comes in without a fault, in three languages, and stays as it is', async (name) => {
    const file = { name: relative(root, join(folder, name)), bytes: readFileSync(join(folder, name)) }
    const { vocabulary } = await readVocabulary(file.bytes, file)
    for (const { code, prefLabels } of vocabulary!.concepts)
      expect(Object.keys(prefLabels), code).toEqual(expect.arrayContaining(['ar', 'en', 'fr']))
    const report = await importVocabularyFile(system('test'), file)
    expect(report.faults).toEqual([])
    expect(report.made).toBeGreaterThan(0)
    expect(await importVocabularyFile(system('test'), file)).toMatchObject({
      made: 0,
      changed: 0,
      faults: [],
    })
  })
})
