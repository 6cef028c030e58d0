import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { newApp } from '../base/http/app.ts'
import { assetPages } from './asset-pages.ts'

const folder = mkdtempSync(join(tmpdir(), 'assets-'))
const css = 'p{color:red}'
writeFileSync(join(folder, 'main-AB.css'), css)
writeFileSync(join(folder, 'main-AB.css.br'), brotliCompressSync(css))
writeFileSync(join(folder, 'main-AB.css.gz'), gzipSync(css))
writeFileSync(join(folder, 'manifest.json'), '{}')
afterAll(() => rmSync(folder, { recursive: true }))

const app = newApp()
assetPages(app, folder)
const get = (path: string, encoding: string) =>
  app.request(path, { headers: { 'accept-encoding': encoding } })

test.each([
  ['gzip, deflate, br', 'br', 'main-AB.css.br'],
  ['gzip;q=0.5', 'gzip', 'main-AB.css.gz'],
  ['br;q=0, gzip;q=0.0', null, 'main-AB.css'],
  ['', null, 'main-AB.css'],
])('accepting "%s" it answers with coding %s', async (header, coding, file) => {
  const answer = await get('/assets/main-AB.css', header)
  expect(answer.headers.get('content-encoding')).toBe(coding)
  expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(answer.headers.get('vary')).toBe('accept-encoding')
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(readFileSync(join(folder, file)))
})

test.each(['nothing.css', 'manifest.json', 'main-AB.css.br', '..%2F..%2Fpackage.json'])(
  '%s is not served',
  async (name) => {
    expect((await get(`/assets/${name}`, '')).status).toBe(404)
  },
)
