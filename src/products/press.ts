import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { log } from '../base/log.ts'
import { refuse } from '../base/refusal.ts'
import { root } from '../base/root.ts'
import type { Answer, CitationOrder, Cited, FileOrder, Order, Printed } from './order.ts'
import { inTurn } from './turns.ts'

/** Megabytes and milliseconds that one file may take, and milliseconds that the process waits for a next. */
const most = { memory: 384, time: 20_000, idle: 30_000 }
const program = join(root, 'src/products/press-child.ts')

let child: ChildProcess | undefined
let resting: NodeJS.Timeout | undefined

/** Products as a file, whose order is put together when its turn has come; the refusals of `made`. */
export const print = (asker: string, order: () => Promise<FileOrder>): Promise<Printed> =>
  made(asker, order, (said) => 'bytes' in said && said)

/** A work in every style there is, the usual ones first; the refusals of `made`. */
export const cite = async (asker: string, work: CitationOrder['work']): Promise<Cited> =>
  (
    await made(
      asker,
      async () => ({ form: 'citations', work }),
      (said) => 'cited' in said && said,
    )
  ).cited

/** A work as reference managers read it; the refusals of `made`. */
export const reference = async (asker: string, order: CitationOrder): Promise<string> =>
  (
    await made(
      asker,
      async () => order,
      (said) => 'text' in said && said,
    )
  ).text

/**
 * What an order asks for, made in a process of its own that begins with the first and ends when none came
 * for a while: what sets type and writes Word files is large, and records are written by anybody. One at
 * a time; the refusals of `inTurn`, and (`conflict`) of what cannot be made.
 */
function made<Part extends Answer>(
  asker: string,
  order: () => Promise<Order>,
  wanted: (said: Answer) => Part | false,
): Promise<Part> {
  return inTurn(asker, async () => {
    getReady()
    const asked = await order()
    const said = await ask(asked)
    const part = wanted(said)
    if (part) return part
    log.error({ fault: 'fault' in said ? said.fault : '', form: asked.form }, 'a product could not be made')
    return refuse('conflict', 'products.notMade')
  })
}

/** Starts the process, if none waits: while it starts the record can be read. */
export function getReady(): void {
  if (child) return
  child = start()
  // One that ended before its rest was over would take this one along.
  clearTimeout(resting)
  resting = setTimeout(stop, most.idle).unref()
}

function ask(order: Order): Promise<Answer> {
  clearTimeout(resting)
  const asked = (child ??= start())
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
