import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { demoTemplate, freshDatabase, onServer, template } from '../../../tests/support/cluster.ts'
import { connect, disconnect } from '../../base/database/database.ts'
import { forgetOrigin } from '../../base/origin.ts'
import { system } from '../../base/viewer.ts'
import { registerEveryKind } from '../../kinds.ts'
import { loadPacks } from '../../packs.ts'
import { setSite } from '../../ui/site.ts'
import { importBundle } from './taking.ts'
import { writeBundle } from './writing.ts'

const folder = mkdtempSync(join(tmpdir(), 'baobab-bundle-'))
const names = ['test_bundle_from', 'test_bundle_into']
const urls: string[] = []
process.env.DATA_DIR = join(folder, 'data')

const on = async <T>(url: string, work: () => Promise<T>): Promise<T> => {
  await disconnect()
  forgetOrigin()
  connect(url, { max: 4 })
  return work()
}
beforeAll(async () => {
  registerEveryKind()
  setSite({ origin: 'https://old.example' })
  urls.push(await freshDatabase(inject('server'), names[0]!, demoTemplate))
  urls.push(await freshDatabase(inject('server'), names[1]!, template))
  await on(urls[1]!, () => loadPacks({ demo: false }))
})
afterAll(async () => {
  await disconnect()
  for (const name of names)
    await onServer(inject('server'), (client) => client.query(`drop database if exists ${name} with (force)`))
  rmSync(folder, { recursive: true, force: true })
})

const dataOf = (at: string): Record<string, unknown> =>
  Object.fromEntries(
    readdirSync(join(at, 'data'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.json') && !name.includes('files/'))
      .sort()
      .map((name) => [name, JSON.parse(readFileSync(join(at, 'data', name), 'utf8'))]),
  )

describe('a community taken along', () => {
  test('reads the same where it was never before', async () => {
    for (const slug of ['school-data-network', 'land-degradation-neutrality-in-practice']) {
      const [first, second] = [join(folder, `${slug}-1`), join(folder, `${slug}-2`)]
      await on(urls[0]!, () => writeBundle(system('test'), slug, first, { closed: true, by: 'operator' }))
      const report = await on(urls[1]!, () => importBundle(system('test'), first))
      console.log(slug, report)
      await on(urls[1]!, () => writeBundle(system('test'), slug, second, { closed: true, by: 'operator' }))
      expect(dataOf(second)).toEqual(dataOf(first))
      expect(Object.keys(dataOf(first)).length).toBeGreaterThan(10)
    }
  })
})
