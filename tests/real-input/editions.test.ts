import { readFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { db } from '../../src/base/database/database.ts'
import { stranger, system } from '../../src/base/viewer.ts'
import { importEditionFile } from '../../src/instruments/edition-files.ts'
import { importInstrumentFile } from '../../src/instruments/importing.ts'
import { editionPages } from '../../src/records/edition-pages.tsx'
import { importRecordFile } from '../../src/records/importing.ts'
import { recordPages } from '../../src/records/pages.tsx'
import { recordFor } from '../../src/records/reading.ts'
import { upgradeRecord } from '../../src/records/upgrading.ts'
import { ownDatabase } from '../support/database.ts'
import { pagesApp } from '../support/pages-app.ts'
import { describeOnRealInput, realInput } from '../support/real-input.ts'

describeOnRealInput('the editions of the SLM technologies, taken in as files', () => {
  ownDatabase()
  const viewer = system('test')
  const app = pagesApp(editionPages, recordPages)
  const file = (name: string) => ({ name, bytes: readFileSync(realInput(`slm/${name}.json`)) })
  const page = async (path: string, lang = 'en') =>
    (await app.request(path, { headers: { 'accept-language': lang } })).text()
  let ref: string

  beforeAll(async () => {
    const told = file('slm-technologies-edition-changes-2015-2018')
    expect((await importEditionFile(viewer, told)).faults[0]!.message).toContain(
      'is not here: take it in first',
    )
    for (const name of ['slm-technologies-2015', 'slm-technologies'])
      expect((await importInstrumentFile(viewer, file(name))).faults).toEqual([])
    const tried = await importEditionFile(viewer, told, { dryRun: true })
    expect(tried).toMatchObject({ changed: 1, faults: [] })
    expect(tried.difference!.length).toBeGreaterThan(200)
    expect(await importEditionFile(viewer, told)).toMatchObject({ changed: 1, faults: [] })
    expect(await importEditionFile(viewer, told)).toMatchObject({ unchanged: 1, faults: [] })
    expect(await importRecordFile(viewer, file('technology-armenia-pile-walls'))).toMatchObject({ made: 1 })
    const row = db().selectFrom('thing').select('ref').where('kind', '=', 'record')
    ref = (await row.executeTakeFirstOrThrow()).ref
  })

  test('what changed is read by section in words, and what it does to the practice', async () => {
    const body = await page('/instruments/slm-technologies/editions/2018')
    expect(body).toContain('What edition 2018 changed since 2015')
    expect(body).toContain('were integrated into 2.5.')
    expect(body).toMatch(
      /One record here answers edition 2015, and stays valid in it\. One of them has answers/,
    )
    expect(await page('/instruments/slm-technologies/editions/2018', 'ar')).toContain('ما غيّرته النسخة 2018')
    expect(brotliCompressSync(body).length).toBeLessThan(15_000)
  })

  test('the practice is brought into 2018, and shows what has no place there', async () => {
    expect(await upgradeRecord(viewer, ref)).toEqual({ number: 2, edition: '2018', kept: 18 })
    const { content } = await recordFor(stranger, ref)
    expect(content.answers.tech_qg_9).toEqual([{ tech_landuse_2018: ['tech_lu_grazingland'] }])
    const body = await page((await app.request(`/records/${ref}`)).headers.get('location')!)
    expect(body).toContain('Answers of an earlier edition')
    expect(body).toContain('0.89-1.30 pasture load/ha')
    expect(body).toContain('Not asked any more under the other answers.')
  })
})
