import { type ChildProcess, type ForkOptions, fork } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../root.ts'

/**
 * Begins a program of ours, below the root, that reads one file somebody sent: with little memory (in megabytes), a time
 * to be done by (in seconds), nothing of our settings, and leave to read that file and our own alone. It is given the
 * path first, and then these words.
 */
export const readApart = (
  program: string,
  path: string,
  words: string[],
  { megabytes, seconds }: { megabytes: number; seconds: number },
  options: Pick<ForkOptions, 'stdio' | 'serialization'>,
): ChildProcess =>
  fork(join(root, program), [path, ...words], {
    ...options,
    execArgv: [
      `--max-old-space-size=${megabytes}`,
      '--permission',
      `--allow-fs-read=${root}/*`,
      `--allow-fs-read=${path}`,
      '--disable-warning=ExperimentalWarning',
    ],
    env: { PATH: process.env.PATH },
    timeout: seconds * 1_000,
    killSignal: 'SIGKILL',
  })
