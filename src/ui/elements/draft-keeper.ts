import { groupAdded, newRow, rowAt } from './drafts/adding.ts'
import { frameOf, pathOf, putBack, sayFault, typedAt, typedBefore } from './drafts/controls.ts'
import { keepPages } from './drafts/pages.ts'
import { redraw } from './drafts/redrawing.ts'
import { keep, letGo, newId, type Waiting, waitingAt, waitingIn } from './drafts/waiting.ts'

interface Answered {
  revision: number
  outcomes: Record<string, 'kept' | 'same' | 'clash' | 'refused'>
  faults: Record<string, string>
  others: string[]
  asked?: string
}

/** After the last key, in milliseconds. */
const pause = 800
/** Between two tries without a line, and between two looks for what others wrote. */
const again = 10_000
/** For an answer of the server, in milliseconds: a line that went meanwhile says nothing by itself for minutes. */
const patience = 30_000

/**
 * `<draft-keeper draft="…" at="…" data-saving data-saved data-kept data-out data-fault data-closed>` in a form of a
 * draft: sends every answer as it is typed, keeps it in the browser until it has arrived, and takes over
 * what others wrote and what applies since. Without script the form is sent by its buttons.
 */
class DraftKeeper extends HTMLElement {
  #form: HTMLFormElement = document.createElement('form')
  #timer = 0
  /** What was noted last, by path. */
  #last = new Map<string, string>()
  #sending = false
  /** Something was to be sent while something else was on its way. */
  #more = false
  #stop = new AbortController()

  connectedCallback(): void {
    const form = this.closest('form')!
    // A form drawn anew takes it over with all that it listens to.
    if (this.#form === form) return
    this.#form = form
    this.setAttribute('role', 'status')
    this.#stop = new AbortController()
    const { signal } = this.#stop
    this.#form.addEventListener('input', (event) => this.#note(event.target), { signal })
    this.#form.addEventListener('change', (event) => this.#note(event.target), { signal })
    this.#form.addEventListener('submit', (event) => this.#submit(event), { signal })
    this.#form.addEventListener('turbo:submit-end', (event) => this.#sent(event as CustomEvent), { signal })
    addEventListener('online', () => void this.#send(), { signal })
    addEventListener('pagehide', () => void this.#send(), { signal })
    const look = setInterval(() => this.#look(), again)
    signal.addEventListener('abort', () => clearInterval(look))
    for (const control of typedBefore(form)) this.#note(control)
    this.#restore()
    drawAnew()
    void this.#send()
    void keepPages()
  }

  disconnectedCallback(): void {
    setTimeout(() => {
      if (!this.isConnected) this.#stop.abort()
    })
  }

  get #draft(): string {
    return this.getAttribute('draft')!
  }
  #hidden(name: string): HTMLInputElement {
    return this.#form.querySelector<HTMLInputElement>(`input[name=${name}]`)!
  }
  get #page(): string {
    return this.#hidden('page').value
  }
  get #revision(): number {
    return Number(this.#hidden('revision').value)
  }

  #note(target: EventTarget | null): void {
    const path = pathOf(target)
    if (!path) return
    const standing = waitingAt(this.#draft, path)
    const typed = typedAt(this.#form, path)
    // Leaving a field says again what its keys have said.
    const words = JSON.stringify(typed)
    if (this.#last.get(path) === words) return
    this.#last.set(path, words)
    // What stands in a frame that was left alone while others wrote is older than the form.
    const drawn = Number(frameOf(this.#form, path)?.dataset.base ?? this.#revision)
    keep(this.#draft, this.#page, { id: newId(), path, base: standing?.base ?? drawn, typed })
    this.#say('saving')
    clearTimeout(this.#timer)
    this.#timer = window.setTimeout(() => void this.#send(), pause)
  }

  /** What waits from before stands in the form again. */
  #restore(): void {
    for (const { path, typed } of [...waitingIn(this.#draft).values()].flat()) {
      rowAt(this.#form, path)
      putBack(this.#form, path, typed)
    }
  }

  #look(): void {
    if (document.visibilityState !== 'visible') return
    const waits = [...waitingIn(this.#draft).values()].flat().some(({ unread }) => !unread)
    if (waits || this.hasAttribute('shared')) void this.#send(true)
  }

  /** All that wait, also from other windows and from before; `ask` even where nothing does. */
  async #send(ask = false): Promise<void> {
    if (this.#sending) {
      this.#more = true
      return
    }
    const all = waitingIn(this.#draft)
    if (ask && !all.has(this.#page)) all.set(this.#page, [])
    this.#sending = true
    try {
      for (const [page, waiting] of all)
        await this.#sendOf(
          page,
          waiting.filter(({ unread }) => !unread),
        )
    } finally {
      this.#sending = false
    }
    if (!this.#more) return
    this.#more = false
    await this.#send()
  }

  async #sendOf(page: string, waiting: Waiting[]): Promise<void> {
    if (waiting.length === 0 && page !== this.#page) return
    const sent = together(waiting)
    const changes = sent.map(({ id, path, base, typed }) => ({ id, path, base, typed }))
    const body = JSON.stringify({ since: this.#revision, page, at: this.getAttribute('at'), changes })
    const late = new AbortController()
    // A poor line takes a kilobyte in a second.
    const waits = setTimeout(() => late.abort(), patience + body.length)
    const answer = await fetch(`/drafts/${this.#draft}/answers`, {
      signal: late.signal,
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body,
      // A browser takes no more than 64 KB along from a page that closes.
      keepalive: document.visibilityState === 'hidden' && body.length < 60_000,
    }).catch(() => undefined)
    clearTimeout(waits)
    if (!answer) return this.#say('kept')
    if (answer.status === 409) return this.#say('closed')
    if (!answer.ok) return this.#say(answer.status === 403 || answer.status === 404 ? 'out' : 'kept')
    await this.#arrived(page, sent, (await answer.json()) as Answered)
    if (sent.length < waiting.length) await this.#sendOf(page, waiting.slice(sent.length))
  }

  async #arrived(
    page: string,
    waiting: Waiting[],
    { outcomes, faults, others, asked }: Answered,
  ): Promise<void> {
    for (const one of waiting) {
      if (one.path in faults) keep(this.#draft, page, { ...one, unread: true })
      else letGo(this.#draft, page, one)
      sayFault(this.#form, one.path, faults[one.path])
    }
    const clash = Object.values(outcomes).includes('clash')
    if (waiting.length) this.#say(Object.keys(faults).length ? 'fault' : 'saved')
    if (clash || others.length || (asked !== undefined && asked !== this.#form.dataset.asked))
      await this.#redraw()
  }

  async #redraw(): Promise<void> {
    await redraw(this.#form, (question, frame) => {
      const waits = [...waitingIn(this.#draft).values()].flat()
      return (
        frame.contains(document.activeElement) ||
        waits.some(({ path }) => path === question || path.startsWith(`${question}/`))
      )
    })
  }

  /** Without a line a form cannot be sent whole: what was typed is kept, and goes when there is one; a row is added here. */
  #submit(event: SubmitEvent): void {
    if (navigator.onLine) return
    event.preventDefault()
    event.stopImmediatePropagation()
    this.#say('kept')
    const group = groupAdded(event.submitter)
    const row = group && rowAt(this.#form, `${group}/${newRow()}`)
    if (row) row.querySelector<HTMLElement>('input:not([type=hidden]), textarea, select')?.focus()
  }

  /** What went with the whole form waits no longer. */
  #sent({ detail }: CustomEvent<{ success: boolean }>): void {
    if (!detail.success) return
    for (const one of waitingIn(this.#draft).get(this.#page) ?? []) letGo(this.#draft, this.#page, one)
  }

  #say(what: 'saving' | 'saved' | 'kept' | 'out' | 'fault' | 'closed'): void {
    const words = this.dataset[what] ?? ''
    const time = new Date().toLocaleTimeString(document.documentElement.lang, {
      hour: '2-digit',
      minute: '2-digit',
    })
    this.dataset.state = what
    this.textContent = words.replace('{time}', time)
    if (what !== 'out') return
    const way = document.createElement('a')
    way.href = `/sign-in?to=${encodeURIComponent(location.pathname)}`
    way.textContent = this.dataset.signin ?? ''
    this.append(' ', way)
  }
}

/** Whoever comes back to this page gets it from the server: a copy holds what was saved since as if it were typed now. */
function drawAnew(): void {
  const asks = document.createElement('meta')
  asks.name = 'turbo-cache-control'
  asks.content = 'no-cache'
  document.head.append(asks)
}

/** As many as are sent at once: a few hundred, or so many characters. */
function together(waiting: Waiting[]): Waiting[] {
  let length = 0
  const end = waiting.findIndex((one, i) => {
    length += JSON.stringify(one.typed).length
    return i > 0 && (i >= 200 || length > 300_000)
  })
  return end < 0 ? waiting : waiting.slice(0, end)
}

customElements.define('draft-keeper', DraftKeeper)
