import { stat } from 'node:fs/promises'
import { readApart } from '../../processes/reading-apart.ts'
import { type Parsed, parse } from './parse.ts'

/** In bytes: a message that is larger is taken apart by a process of its own, which may take so much, so long. */
const small = 2_000_000
const most = { megabytes: 512, seconds: 60 }

/**
 * Takes a message apart. A large one by a process of its own: with its words in memory the process that does all other
 * work would end. Throws where that takes too long or too much.
 */
export async function parsedMail(path: string): Promise<Parsed> {
  const { size } = await stat(path)
  return size > small ? parsedApart(path) : parse(path)
}

const parsedApart = (path: string): Promise<Parsed> =>
  new Promise((done, failed) => {
    const child = readApart('src/base/mail/in/parse-child.ts', path, [], most, {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    child.once('message', (parsed) => done(parsed as Parsed))
    child.once('error', failed)
    child.once('exit', (code, signal) =>
      failed(new Error(`a large message could not be taken apart (${signal ?? code})`)),
    )
  })
