import { alsoDrop } from '../base/cache/kept-pages.ts'
import { whenStopping } from '../base/processes/stopping.ts'
import { refuse } from '../base/refusal.ts'

/** Lines that one process keeps open, and of one network among them. */
const most = { all: 2_000, each: 300 }
/** Closed after so long, in milliseconds: whoever asks again is looked at again. */
const longest = 5 * 60_000
/** Between two signs of life, in milliseconds, or what stands between takes the line for dead. */
const beat = 25_000

class Line {
  readonly thread: string
  readonly network: string
  #controller: ReadableStreamDefaultController<Uint8Array>
  #timers: NodeJS.Timeout[]

  constructor(thread: string, network: string, controller: ReadableStreamDefaultController<Uint8Array>) {
    this.thread = thread
    this.network = network
    this.#controller = controller
    this.#timers = [
      setInterval(() => this.say(': \n\n'), beat).unref(),
      setTimeout(() => this.close(), longest).unref(),
    ]
    lines.add(this)
    this.say('retry: 3000\n\n')
  }

  say(words: string): void {
    // Whoever does not read is not waited for: they ask again.
    if ((this.#controller.desiredSize ?? 0) < -100) this.close()
    else this.#controller.enqueue(encoder.encode(words))
  }

  close(): void {
    if (this.forget()) this.#controller.close()
  }

  forget(): boolean {
    for (const timer of this.#timers) clearTimeout(timer)
    return lines.delete(this)
  }
}

const encoder = new TextEncoder()
const lines = new Set<Line>()

/** One listener for all lines of a process: it is told of every change there is. */
alsoDrop((tags) => {
  for (const line of lines)
    if (tags.includes(line.thread) || tags.includes('*')) line.say('event: changed\ndata:\n\n')
})

// Whoever listens asks again, and reaches the process that takes over.
whenStopping(() => {
  for (const line of lines) line.close()
})

/**
 * A stream of server-sent events (HTML, 9.2) that says when a thread changed and nothing else: what is new is
 * asked for as everything is. Whoever calls has checked that it may be seen. Refuses more lines than are kept.
 */
export function eventsOf(thread: string, network: string): ReadableStream<Uint8Array> {
  const theirs = [...lines].filter((line) => line.network === network).length
  if (lines.size >= most.all || theirs >= most.each) refuse('too-many', 'base.tooMany', { seconds: 60 })
  let line: Line
  return new ReadableStream<Uint8Array>({
    start: (controller) => {
      line = new Line(thread, network, controller)
    },
    cancel: () => void line.forget(),
  })
}
