import { fork } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '../../root.ts'
import { type Parsed, parse } from './parse.ts'

/** In bytes: a message that is larger is taken apart by a process of its own, which may take so much, so long. */
const small = 2_000_000
const mostSeconds = 60
const mostMegabytes = 512

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
    const child = fork(join(root, 'src/base/mail/in/parse-child.ts'), [path], {
      execArgv: [
        `--max-old-space-size=${mostMegabytes}`,
        '--permission',
        `--allow-fs-read=${root}/*`,
        `--allow-fs-read=${path}`,
        '--disable-warning=ExperimentalWarning',
      ],
      env: { PATH: process.env.PATH },
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      timeout: mostSeconds * 1_000,
      killSignal: 'SIGKILL',
    })
    child.once('message', (parsed) => done(parsed as Parsed))
    child.once('error', failed)
    child.once('exit', (code, signal) =>
      failed(new Error(`a large message could not be taken apart (${signal ?? code})`)),
    )
  })
