import { randomBytes } from 'node:crypto'
import { z } from 'zod'

/** Crockford's base 32 in lower case: no letter that is read as another. */
export const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** What the world calls a thing: twelve random characters, 60 bits. */
export const Ref = z.string().regex(/^[0-9a-hjkmnp-tv-z]{12}$/, 'not a reference of 12 characters')
export type Ref = z.infer<typeof Ref>

export const newRef = (): Ref => refFrom(randomBytes(12))

/** The reference that these bytes, twelve or more, stand for. */
export const refFrom = (bytes: Uint8Array): Ref =>
  Array.from(bytes.subarray(0, 12), (byte) => alphabet[byte & 31]).join('')

export const isRef = (value: string): value is Ref => Ref.safeParse(value).success
