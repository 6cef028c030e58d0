import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

/** What a folder that holds a backup says of itself; a change to its shape takes another number. */
export const format = 'baobab-backup/1'

/** A path within the backup: it leads nowhere else. */
const path = z
  .string()
  .refine((said) => said.split('/').every((part) => part !== '' && part !== '.' && part !== '..'))
  .refine((said) => !/[\\\0]/.test(said))
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const count = z.number().int().nonnegative()
const file = z.object({ path, bytes: count, sha256 })
export type KeptFile = z.infer<typeof file>

const table = z.object({
  /** With its schema: `public.thing`. */
  name: z.string().regex(/^[^.]+\.[^.]+$/),
  columns: z.array(z.string().min(1)),
  rows: count,
  /** The sum of the hashes of its rows, whatever order they are in. */
  digest: sha256,
  file,
})
export type KeptTable = z.infer<typeof table>

const sequence = z.object({ name: z.string(), last: z.string().regex(/^-?[0-9]+$/), called: z.boolean() })
export type KeptSequence = z.infer<typeof sequence>

const manifest = z.object({
  format: z.literal(format),
  started: z.iso.datetime(),
  ended: z.iso.datetime(),
  /** The fingerprint of the instance's key; null where none was made yet. */
  origin: z.string().nullable(),
  /** The version of PostgreSQL it was taken from. */
  server: z.string(),
  /** Those the database had run, each with the SHA-256 of its SQL. */
  migrations: z.array(z.object({ name: z.string(), hash: sha256 })),
  tables: z.array(table),
  /** The tables whose rows are not in it. */
  leftOut: z.array(z.string()),
  sequences: z.array(sequence),
  /** Null where files are kept in a bucket, which has versions of its own. */
  files: z.array(file).nullable(),
  secret: file.optional(),
})
export type Manifest = z.infer<typeof manifest>

const sumOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** Writes it last of all, and beside it its own hash in the form that `sha256sum -c` reads. */
export async function writeManifest(folder: string, said: Manifest): Promise<void> {
  const bytes = Buffer.from(`${JSON.stringify(said, null, 1)}\n`)
  const options = { mode: 0o600, flush: true }
  await writeFile(join(folder, 'manifest.json'), bytes, options)
  await writeFile(join(folder, 'manifest.json.sha256'), `${sumOf(bytes)}  manifest.json\n`, options)
}

/** Refuses, in one line, a folder that holds no backup, one of another format, and one that was changed. */
export function readManifest(folder: string): Manifest {
  const bytes = readFrom(folder, 'manifest.json')
  const [sum] = readFrom(folder, 'manifest.json.sha256').toString().split(' ')
  if (sumOf(bytes) !== sum)
    throw new Error(`manifest.json in ${folder} is not what was written: the backup is broken there.`)
  const said = JSON.parse(bytes.toString())
  if (said?.format !== format)
    throw new Error(
      `${folder} is of the format ${JSON.stringify(said?.format)}; this version reads ${format}.`,
    )
  const read = manifest.safeParse(said)
  if (!read.success)
    throw new Error(
      `manifest.json in ${folder} is not as ${format} has it, at ${read.error.issues[0]?.path.join('.')}.`,
    )
  return read.data
}

function readFrom(folder: string, name: string): Buffer {
  try {
    return readFileSync(join(folder, name))
  } catch (error) {
    throw new Error(
      `${folder} holds no whole backup: ${name} cannot be read (${(error as NodeJS.ErrnoException).code}).`,
    )
  }
}

/** Every file of the backup but the manifest. */
export const filesIn = ({ tables, files, secret }: Manifest): KeptFile[] => [
  ...tables.map((table) => table.file),
  ...(files ?? []).map((one) => ({ ...one, path: `files/${one.path}` })),
  ...(secret ? [secret] : []),
]
