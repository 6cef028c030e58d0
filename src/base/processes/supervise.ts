import { type ChildProcess, fork } from 'node:child_process'
import { log } from '../log.ts'

export interface Child {
  role: string
  /** When it has said that it is ready for work: where it can be reached, if it can. */
  ready: Promise<string>
  stop: () => Promise<void>
}

/** What a child says to its parent. */
interface Word {
  ready?: string
  failure?: string
}

/** After this long a child that does not stop is made to. */
const patience = 25_000

/**
 * A server lives on machines with little memory: young objects are swept early instead of piling up, and
 * the C library keeps two arenas (MALLOC_ARENA_MAX) instead of one for each thread that compresses.
 * Measured with `bench pages`, which prints the memory of the web process.
 */
const lean = ['--max-semi-space-size=2', '--max-old-space-size=160']

/**
 * Runs this program once more, in that role, and again whenever it dies, waiting longer each time it
 * dies young. Ctrl-C reaches children too, but only the parent decides when they stop: they ignore it.
 */
export function keepRunning(script: string, role: string, env: Record<string, string>): Child {
  let child: ChildProcess | undefined
  let stopping = false
  let wait = 250
  const { promise: ready, resolve: isReady, reject: failed } = Promise.withResolvers<string>()
  // Whoever stops before it is ready does not wait for it any more.
  ready.catch(() => undefined)
  let wasReady = false
  const run = () => {
    const began = Date.now()
    child = fork(script, [], {
      env: { ...process.env, ...env, BAOBAB_ROLE: role, MALLOC_ARENA_MAX: '2' },
      execArgv: [...process.execArgv, ...lean],
    })
    child.on('message', ({ ready, failure }: Word) => {
      if (ready !== undefined) {
        wasReady = true
        isReady(ready)
      } else if (wasReady) log.error({ role, error: failure }, 'a process cannot go on')
      else failed(new Error(failure))
    })
    child.on('error', (error) => log.error({ role, error: error.message }, 'a process could not be reached'))
    child.on('exit', (code, signal) => {
      if (stopping) return
      if (!wasReady)
        return failed(new Error(`The ${role} process stopped (${signal ?? code}) before it was ready.`))
      wait = Date.now() - began > 60_000 ? 250 : Math.min(wait * 2, 30_000)
      log.error({ role, code, signal, again: wait }, 'a process died and is started again')
      setTimeout(() => !stopping && run(), wait)
    })
  }
  run()
  return {
    role,
    ready,
    stop: () =>
      new Promise((done) => {
        stopping = true
        if (!child || child.exitCode !== null || child.signalCode !== null) return done()
        const force = setTimeout(() => child?.kill('SIGKILL'), patience)
        child.once('exit', () => {
          clearTimeout(force)
          done()
        })
        if (child.connected) child.send('stop')
      }),
  }
}

/** In a child: tells the parent it is ready, and stops when told to or when the parent is gone. */
export function asChild(stop: () => Promise<void>): { ready: (address?: string) => void } {
  // A terminal sends these to every process at once.
  for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined)
  let stopping: Promise<void> | undefined
  const end = () => {
    stopping ??= stop().catch((error) => log.error({ error: String(error) }, 'stopping did not go well'))
    void stopping.then(() => process.exit(0))
  }
  process.on('message', (message) => message === 'stop' && end())
  process.on('disconnect', end)
  process.on('SIGTERM', end)
  return { ready: (address = '') => say({ ready: address }) }
}

/** In a child that cannot start: the one line the parent prints. */
export function cannotStart(error: unknown): never {
  // Of several addresses that were tried, the last says enough.
  const one = error instanceof AggregateError ? error.errors.at(-1) : error
  say({ failure: one instanceof Error ? one.message : String(one) })
  process.exit(1)
}

const say = (word: Word): void => void process.send?.(word)
