import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, expect, test } from 'vitest'
import { served } from '../../../tests/support/serving.ts'
import { bucketStore } from './bucket.ts'
import { keyOf, type Store } from './store.ts'

/** As much of S3 as a store asks for: objects by path, a part of one, a list, and forgetting several. */
const objects = new Map<string, Buffer>()
const asked: (string | undefined)[] = []
const server = served(() =>
  createServer(async (incoming, outgoing) => {
    const { pathname, searchParams } = new URL(incoming.url!, 'http://s3')
    const body = await buffer(incoming)
    asked.push(incoming.headers.authorization)
    if (incoming.method === 'PUT') objects.set(pathname, body)
    else if (searchParams.has('list-type')) {
      const keys = [...objects.keys()]
        .map((path) => path.slice('/bucket/'.length))
        .filter((key) => key.startsWith(searchParams.get('prefix') ?? ''))
      const contents = keys.map((key) => `<Contents><Key>${key}</Key><Size>1</Size></Contents>`).join('')
      return outgoing.end(`<ListBucketResult><IsTruncated>false</IsTruncated>${contents}</ListBucketResult>`)
    } else if (incoming.method === 'POST') {
      for (const [, key] of body.toString().matchAll(/<Key>([^<]+)<\/Key>/g)) objects.delete(`/bucket/${key}`)
      return outgoing.end('<DeleteResult/>')
    } else {
      const found = objects.get(pathname)
      if (!found) return outgoing.writeHead(404).end()
      const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(incoming.headers.range ?? '') ?? []
      const part = from ? found.subarray(Number(from), Number(to) + 1) : found
      outgoing.writeHead(from ? 206 : 200, { 'content-length': part.length })
      return outgoing.end(incoming.method === 'HEAD' ? undefined : part)
    }
    outgoing.end()
  }),
)

const folder = mkdtempSync(join(tmpdir(), 'baobab-bucket-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const hash = 'ab'.repeat(32)

test('a bucket keeps what a folder keeps', async () => {
  const endpoint = encodeURIComponent(server.origin)
  const address = new URL(`s3://key:sec%2Fret@bucket/some/folder?region=auto&endpoint=${endpoint}`)
  const store: Store = await bucketStore(address, (one) => `${one.slice(0, 2)}/${one}`)
  const path = join(folder, 'file')
  writeFileSync(path, '0123456789')
  expect(await store.has(keyOf(hash))).toBe(false)
  await store.place(path, keyOf(hash))
  expect([...objects.keys()]).toEqual([`/bucket/some/folder/ab/${hash}/original`])
  expect(await store.has(keyOf(hash))).toBe(true)
  expect(String(await buffer(await store.read(keyOf(hash))))).toBe('0123456789')
  expect(String(await buffer(await store.read(keyOf(hash), { from: 2, to: 4 })))).toBe('234')
  const borrowed = await store.asFile(keyOf(hash), async (one) => one)
  expect(borrowed).not.toBe(path)
  await store.forget(hash)
  expect(objects.size).toBe(0)
  expect(asked.every((line) => line?.includes('Credential=key/'))).toBe(true)
})
