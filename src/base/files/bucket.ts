import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Range, Store } from './store.ts'

/**
 * A store in a bucket: `s3://key:secret@bucket/folder?region=…&endpoint=https://…`. Without a key in
 * the address the usual places of AWS are asked for one; `endpoint` is for everyone else who speaks S3.
 */
export async function bucketStore(address: URL, folderOf: (hash: string) => string): Promise<Store> {
  // Loaded only here: nobody without a bucket pays for it.
  const { S3Client, GetObjectCommand } = await import('@aws-sdk/client-s3')
  const { S3Driver } = await import('flydrive/drivers/s3')
  const { Disk } = await import('flydrive')
  const endpoint = address.searchParams.get('endpoint')
  const client = new S3Client({
    region: address.searchParams.get('region') ?? process.env.AWS_REGION ?? 'us-east-1',
    ...(endpoint && { endpoint, forcePathStyle: true }),
    ...(address.username && {
      credentials: {
        accessKeyId: decodeURIComponent(address.username),
        secretAccessKey: decodeURIComponent(address.password),
      },
    }),
    // What others than AWS understand too.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
  const bucket = address.hostname
  const disk = new Disk(new S3Driver({ client, bucket, visibility: 'private', supportsACL: false }))
  const prefix = decodeURIComponent(address.pathname).replace(/^\/+|\/+$/g, '')
  const within = (key: string): string => (prefix ? `${prefix}/${key}` : key)
  const incoming = join(tmpdir(), `baobab-incoming-${process.pid}`)
  await mkdir(incoming, { recursive: true, mode: 0o700 })
  const read = async (key: string, range?: Range): Promise<Readable> => {
    if (!range) return disk.getStream(within(key))
    const asked = { Bucket: bucket, Key: within(key), Range: `bytes=${range.from}-${range.to}` }
    return (await client.send(new GetObjectCommand(asked))).Body as Readable
  }
  return {
    incoming,
    has: (key) => disk.exists(within(key)),
    place: async (path, key) => {
      await disk.putStream(within(key), createReadStream(path))
      await rm(path)
    },
    read,
    asFile: async (key, work) => {
      const path = join(incoming, randomUUID())
      try {
        await pipeline(await read(key), createWriteStream(path, { mode: 0o600 }))
        return await work(path)
      } finally {
        await rm(path, { force: true })
      }
    },
    forget: (hash) => disk.deleteAll(`${within(folderOf(hash))}/`),
  }
}
