import { z } from 'zod'
import { Ref } from '../../base/ids.ts'
import { Text } from '../../base/text.ts'

/** What a bundle says of itself; a change to its shape takes another number. */
export const format = 'baobab-bundle/1'

/** One that a later Baobab made, in a shape that is not known here. */
export const isLater = (said: unknown): boolean => {
  const { format: given } = (said ?? {}) as { format?: unknown }
  return typeof given === 'string' && /^baobab-bundle\/\d+$/.test(given) && given !== format
}

/** So much is read of one, and no more. */
export const most = { files: 100_000, json: 50_000_000, bytes: 20_000_000_000, manifest: 50_000_000 }

/** A path within the bundle: it leads nowhere else. */
export const isWithin = (path: string): boolean =>
  path.length <= 400 &&
  !/[\\:\p{Cc}]/u.test(path) &&
  path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')

const BundleFile = z.strictObject({
  path: z.string().refine(isWithin, 'leads out of the bundle'),
  bytes: z.int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Of a record: under which it may be used. */
  licence: z.string().optional(),
})
export type BundleFile = z.infer<typeof BundleFile>

export const Manifest = z.strictObject({
  format: z.literal(format),
  /** The fingerprint of the key of the instance that made it. */
  origin: z.string().regex(/^[0-9a-f]{32}$/),
  made: z.iso.datetime(),
  /** As what whoever made it did. */
  by: z.enum(['facilitator', 'operator']),
  community: z.strictObject({ ref: Ref, slug: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/), name: Text }),
  /** With what is not open to everyone. */
  closed: z.boolean(),
  files: z.array(BundleFile).max(most.files),
})
export type Manifest = z.infer<typeof Manifest>

/** Beside it: who signed it. */
export const Signature = z.strictObject({ key: z.string().max(200), signature: z.string().max(200) })
