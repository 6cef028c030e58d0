import { sql } from 'kysely'
import { atomically, db } from '../database/database.ts'
import type { JobKind } from '../jobs.ts'
import { log } from '../log.ts'
import { announce } from '../outbox/announce.ts'
import { readApart } from '../processes/reading-apart.ts'
import { scaled } from './scaling.ts'
import { keyOf, store } from './store.ts'
import { typeNamed } from './types.ts'
import { mostWords } from './uses.ts'

/** What one document may take: documents come from anybody, and some are made to take everything. */
const most = { megabytes: 256, seconds: 60 }

/**
 * Reads the words of a file for search, and scales a picture, so that its first readers need not wait.
 * A document that cannot be read, takes too long or too much is kept all the same, without words.
 */
export async function readFile(hash: string): Promise<void> {
  const { rows } = await sql<{ type: string; width: number | null }>`
    select type, width from file where hash = ${hash} and words_read is null`.execute(db())
  const [file] = rows
  if (!file) return
  if (file.width) await scaled({ hash, width: file.width })
  const kind = typeNamed(file.type)?.kind
  const hasWords = kind === 'text' || kind === 'document' || kind === 'office'
  const words = hasWords ? await (await store()).asFile(keyOf(hash), (path) => wordsIn(path, file.type)) : ''
  await atomically(async () => {
    await sql`update file set words = ${words || null}, words_read = now() where hash = ${hash}`.execute(db())
    const { rows: uses } = await sql<{ thing: number }>`
      select distinct thing from file_use where hash = ${hash} and removed is null`.execute(db())
    if (words && uses.length) await announce('thing.changed', { ids: uses.map(({ thing }) => thing) })
  })
}

/**
 * The words of a document, read by a process of its own: with little memory, a time to be done by,
 * nothing of our settings, and leave to read files only.
 */
function wordsIn(path: string, type: string): Promise<string> {
  return new Promise((done) => {
    const child = readApart('src/base/files/extract.ts', path, [type, String(mostWords)], most, {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    const chunks: Buffer[] = []
    let bytes = 0
    child.stdout!.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      // Four bytes a character at most.
      if (bytes > mostWords * 4) child.kill('SIGKILL')
      else chunks.push(chunk)
    })
    let complaint = ''
    child.stderr!.on('data', (chunk: Buffer) => {
      complaint = (complaint + chunk).slice(0, 500)
    })
    child.on('error', () => done(''))
    child.on('close', (code) => {
      if (code === 0) return done(clean(Buffer.concat(chunks).toString('utf8')))
      log.info({ type, code, complaint }, 'the words of a document could not be read')
      done('')
    })
  })
}

/** PostgreSQL holds no NUL and no half of a character. */
const clean = (words: string): string => words.replaceAll('\0', '').toWellFormed().slice(0, mostWords)

export const readJob: JobKind = {
  name: 'files.read',
  run: async (data) => readFile((data as { hash: string }).hash),
}
