import { typedBefore } from './drafts/controls.ts'
import { keep, letGo, newId, type Waiting, waitingIn } from './drafts/waiting.ts'

/** After the last key, in milliseconds. */
const pause = 800
/** What waits to be sent by itself, beside what is only kept. */
const [typing, sending] = ['typed', 'send']

/**
 * `<unsent-keeper data-saved data-kept data-waits>` in a form that says something: keeps what is
 * typed in this browser and, with a line, on the server; without one it keeps what was sent, and sends it
 * once there is one. Without script there is a button that keeps it for later.
 */
class UnsentKeeper extends HTMLElement {
  #form: HTMLFormElement = document.createElement('form')
  #timer = 0
  #standing: Waiting | undefined
  #stop = new AbortController()

  connectedCallback(): void {
    this.#form = this.closest('form')!
    this.setAttribute('role', 'status')
    this.#stop = new AbortController()
    const { signal } = this.#stop
    this.#form.addEventListener('input', () => this.#note(), { signal })
    this.#form.addEventListener('submit', (event) => this.#submit(event), { signal })
    this.#form.addEventListener('turbo:submit-end', (event) => this.#ended(event as CustomEvent), { signal })
    for (const line of ['online', 'offline']) addEventListener(line, () => this.#sayOfFiles(), { signal })
    this.#form.addEventListener('change', () => this.#sayOfFiles(), { signal })
    this.#sayOfFiles()
    addEventListener('online', () => void this.#sendWaiting(), { signal })
    if (typedBefore(this.#form).length) this.#note()
    else this.#restore()
    void this.#sendWaiting()
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer)
    this.#stop.abort()
  }

  get #place(): string {
    return new URL(this.#form.action).pathname
  }

  #typed(): Record<string, string> {
    const all = new FormData(this.#form)
    return Object.fromEntries(
      [...all].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
    )
  }

  #keepHere(path: string): Waiting {
    const one = { id: newId(), path, base: 0, typed: this.#typed() } as Waiting
    keep(this.#place, path, one)
    return one
  }

  #note(): void {
    this.#standing = this.#keepHere(typing)
    clearTimeout(this.#timer)
    this.#timer = window.setTimeout(() => void this.#keepThere(), pause)
  }

  async #keepThere(): Promise<void> {
    const body = new URLSearchParams({ ...this.#typed(), act: 'keep' })
    const answer = await fetch(this.#form.action, {
      method: 'POST',
      body,
      headers: { accept: 'application/json' },
    }).catch(() => undefined)
    this.#say(answer?.ok ? 'saved' : 'kept')
  }

  /** What was typed here last and never sent stands in the form again, where nothing else does. */
  #restore(): void {
    const waiting = waitingIn(this.#place).get(typing)?.[0]
    if (!waiting) return
    this.#standing = waiting
    for (const [name, value] of Object.entries(waiting.typed)) {
      const field = this.#form.elements.namedItem(name)
      const isWords =
        field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && field.type === 'text')
      if (isWords && !field.value) field.value = String(value)
    }
  }

  #submit(event: SubmitEvent): void {
    const { submitter } = event
    clearTimeout(this.#timer)
    if (navigator.onLine || (submitter instanceof HTMLButtonElement && submitter.value !== 'send')) return
    event.preventDefault()
    event.stopImmediatePropagation()
    this.#keepHere(sending)
    this.#say('waits')
  }

  /** Words wait for the line, files do not: their field says so while there is none. */
  #sayOfFiles(): void {
    const note = this.#form.querySelector<HTMLElement>('[data-without-line]')
    if (note) note.hidden = navigator.onLine
  }

  #ended({ detail }: CustomEvent<{ success: boolean }>): void {
    if (detail.success && this.#standing) letGo(this.#place, typing, this.#standing)
  }

  /** The line is back: what was sent goes, and the page shows where it stands. */
  async #sendWaiting(): Promise<void> {
    const waiting = waitingIn(this.#place).get(sending)?.[0]
    if (!waiting || !navigator.onLine) return
    const body = new URLSearchParams(waiting.typed as Record<string, string>)
    body.set('act', 'send')
    const answer = await fetch(this.#form.action, {
      method: 'POST',
      body,
      headers: { accept: 'text/html' },
    }).catch(() => undefined)
    if (!answer || answer.status >= 500) return this.#say('waits')
    // Refused, it stands in the form with the reason; it is not sent again by itself.
    letGo(this.#place, sending, waiting)
    if (!answer.ok) return this.#say('kept')
    if (this.#standing) letGo(this.#place, typing, this.#standing)
    location.assign(answer.url)
  }

  #say(what: 'saved' | 'kept' | 'waits'): void {
    this.dataset.state = what
    this.textContent = this.dataset[what] ?? ''
  }
}

customElements.define('unsent-keeper', UnsentKeeper)
