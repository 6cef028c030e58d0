import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { log } from '../base/log.ts'
import { refuse } from '../base/refusal.ts'
import { root } from '../base/root.ts'
import type { Answer, CitationOrder, Cited, FileOrder, Order, Printed } from './order.ts'

/** Megabytes and milliseconds that one file may take, milliseconds that the process waits for a next, and orders that wait. */
const most = { memory: 384, time: 20_000, idle: 30_000, waiting: 8 }
const program = join(root, 'src/products/press-child.ts')

let child: ChildProcess | undefined
let resting: NodeJS.Timeout | undefined
let last: Promise<unknown> = Promise.resolve()
let waiting = 0

/** Products as a file; the refusals of `made`. */
export const print = (order: FileOrder): Promise<Printed> => made(order, (said) => 'bytes' in said && said)

/** A work in every style there is, the usual ones first; the refusals of `made`. */
export const cite = async (work: CitationOrder['work']): Promise<Cited> =>
  (await made({ form: 'citations', work }, (said) => 'cited' in said && said)).cited

/** A work as reference managers read it; the refusals of `made`. */
export const reference = async (order: CitationOrder): Promise<string> =>
  (await made(order, (said) => 'text' in said && said)).text

/**
 * What an order asks for, made in a process of its own that begins with the first and ends when none came
 * for a while: what sets type and writes Word files is large, and records are written by anybody. One at
 * a time; refuses (`too-many`) when too many wait, and (`conflict`) what cannot be made.
 */
async function made<Part extends Answer>(
  order: Order,
  wanted: (said: Answer) => Part | false,
): Promise<Part> {
  if (waiting >= most.waiting) refuse('too-many', 'products.busy', { seconds: 10 })
  waiting++
  const before = last
  const turn = Promise.withResolvers<void>()
  last = turn.promise
  try {
    await before
    const said = await ask(order)
    const part = wanted(said)
    if (part) return part
    log.error({ fault: 'fault' in said ? said.fault : '', form: order.form }, 'a product could not be made')
    return refuse('conflict', 'products.notMade')
  } finally {
    waiting--
    turn.resolve()
  }
}

function ask(order: Order): Promise<Answer> {
  clearTimeout(resting)
  child ??= start()
  const asked = child
  return new Promise((done) => {
    const timer = setTimeout(() => asked.kill('SIGKILL'), most.time)
    const answered = (said: Answer) => {
      clearTimeout(timer)
      asked.off('message', heard)
      asked.off('exit', ended)
      resting = setTimeout(stop, most.idle).unref()
      done(said)
    }
    const heard = (said: unknown) => answered(said as Answer)
    const ended = () => answered({ fault: 'it took too long or too much' })
    asked.once('message', heard)
    asked.once('exit', ended)
    asked.send(order, (error) => error && answered({ fault: error.message }))
  })
}

function start(): ChildProcess {
  const started = fork(program, {
    execArgv: [
      `--max-old-space-size=${most.memory}`,
      '--permission',
      '--allow-addons',
      `--allow-fs-read=${root}/*`,
      '--disable-warning=ExperimentalWarning',
      '--disable-warning=SecurityWarning',
    ],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // Nothing of ours is in it.
    env: {},
  })
  const forget = () => {
    if (child === started) child = undefined
  }
  started.once('exit', forget)
  started.once('error', forget)
  // It never holds up the end of the process that it works for.
  started.unref()
  started.channel?.unref()
  return started
}

function stop(): void {
  child?.disconnect()
  child = undefined
}
