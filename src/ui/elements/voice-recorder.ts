import { keepSound, letGoOfSound, type Sound, soundAt } from './unsent-sounds.ts'

/** Speech is understood at this rate, in bits a second, and ten minutes of it are under two megabytes. */
const rate = 24_000
const types = ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus', 'audio/mp4']

type State = 'ready' | 'recording' | 'paused' | 'ended' | 'sending' | 'waits' | 'refused'

/**
 * `<voice-recorder src="…" longest="600" largest="5000000" with="form" data-record …>`: records, pauses, plays back,
 * records again, and sends. What is recorded is kept in this browser until it has arrived, and goes by itself once
 * there is a line. Without script, or a microphone, there is the field for a file beside it.
 */
class VoiceRecorder extends HTMLElement {
  #recorder: MediaRecorder | undefined
  #parts: Blob[] = []
  #sound: Sound | undefined
  #seconds = 0
  #clock = 0
  #state: State = 'ready'
  #stop = new AbortController()
  #heard = ''

  connectedCallback(): void {
    if (!('MediaRecorder' in window) || !navigator.mediaDevices) return
    this.#stop = new AbortController()
    addEventListener('online', () => void this.#sendWaiting(), { signal: this.#stop.signal })
    this.#draw('ready')
    void this.#restore()
  }

  disconnectedCallback(): void {
    this.#stop.abort()
    this.#end()
    URL.revokeObjectURL(this.#heard)
  }

  get #src(): string {
    return new URL(this.getAttribute('src')!, location.href).pathname
  }

  async #restore(): Promise<void> {
    const waiting = await soundAt(this.#src)
    if (!waiting || this.#state !== 'ready') return
    this.#sound = waiting
    this.#seconds = waiting.seconds
    this.#draw('ended')
    await this.#sendWaiting()
  }

  async #record(): Promise<void> {
    try {
      const audio = { channelCount: 1, echoCancellation: true, noiseSuppression: true }
      const stream = await navigator.mediaDevices.getUserMedia({ audio })
      const mimeType = types.find((type) => MediaRecorder.isTypeSupported(type))
      const recorder = new MediaRecorder(stream, { audioBitsPerSecond: rate, ...(mimeType && { mimeType }) })
      this.#recorder = recorder
      this.#parts = []
      this.#seconds = 0
      recorder.ondataavailable = ({ data }) => this.#take(data)
      recorder.onstop = () => {
        for (const track of stream.getTracks()) track.stop()
        if (recorder === this.#recorder) void this.#ended()
      }
      recorder.start(1_000)
      this.#count()
      this.#draw('recording')
    } catch {
      this.#draw('ready', this.dataset.none)
    }
  }

  #take(part: Blob): void {
    this.#parts.push(part)
    const bytes = this.#parts.reduce((sum, { size }) => sum + size, 0)
    if (bytes > Number(this.getAttribute('largest')) - 100_000) this.#end()
  }

  #count(): void {
    clearInterval(this.#clock)
    this.#clock = window.setInterval(() => {
      if (this.#state === 'recording') this.#seconds++
      this.#sayTime()
      if (this.#seconds >= Number(this.getAttribute('longest'))) this.#end()
    }, 1_000)
  }

  #end(): void {
    clearInterval(this.#clock)
    if (this.#recorder && this.#recorder.state !== 'inactive') this.#recorder.stop()
  }

  async #ended(): Promise<void> {
    const type = this.#recorder!.mimeType || this.#parts[0]?.type || ''
    const sound = new Blob(this.#parts, { type })
    this.#sound = { at: this.#src, sound, seconds: Math.max(1, this.#seconds), typed: {} }
    this.#draw('ended')
    await keepSound(this.#sound)
  }

  async #delete(): Promise<void> {
    await letGoOfSound(this.#src)
    this.#sound = undefined
    this.#draw('ready')
  }

  async #send(): Promise<void> {
    if (!this.#sound) return
    const form = document.getElementById(this.getAttribute('with')!) as HTMLFormElement | null
    const typed = [...(form ? new FormData(form) : [])].filter(
      (pair): pair is [string, string] => typeof pair[1] === 'string',
    )
    this.#sound.typed = Object.fromEntries(typed)
    await keepSound({ ...this.#sound, typed: { ...this.#sound.typed, send: 'yes' } })
    await this.#go()
  }

  /** What was to be sent when the line broke. */
  async #sendWaiting(): Promise<void> {
    if (this.#sound?.typed.send && this.#state !== 'sending') await this.#go()
  }

  async #go(): Promise<void> {
    const { sound, seconds, typed } = this.#sound!
    if (!navigator.onLine) return this.#wait()
    this.#draw('sending')
    const body = new FormData()
    for (const [name, value] of Object.entries({ ...typed, seconds: String(seconds) }))
      body.append(name, value)
    body.append(
      'sound',
      sound,
      `sound.${/mp4/.test(sound.type) ? 'm4a' : /ogg/.test(sound.type) ? 'ogg' : 'webm'}`,
    )
    const asked = new XMLHttpRequest()
    asked.open('POST', this.getAttribute('src')!)
    asked.setRequestHeader('accept', 'text/html')
    const bar = this.querySelector('progress')
    asked.upload.onprogress = ({ loaded, total }) => {
      if (!bar) return
      bar.max = total
      bar.value = loaded
    }
    asked.onerror = () => this.#wait()
    asked.onload = () => void this.#arrived(asked)
    asked.send(body)
  }

  #wait(): void {
    if (this.#sound) this.#sound.typed = { ...this.#sound.typed, send: 'yes' }
    this.#draw('waits')
  }

  async #arrived({ status, responseURL, responseText }: XMLHttpRequest): Promise<void> {
    if (status >= 500) return this.#wait()
    if (status >= 400) {
      const page = new DOMParser().parseFromString(responseText, 'text/html')
      this.#sound!.typed = {}
      await keepSound(this.#sound!)
      return this.#draw(
        'refused',
        page.querySelector('[role=alert] li, .fault, main p')?.textContent ?? undefined,
      )
    }
    await letGoOfSound(this.#src)
    location.assign(responseURL)
  }

  #draw(state: State, besides = ''): void {
    this.#state = state
    this.dataset.state = state
    const said = document.createElement('p')
    said.setAttribute('role', 'status')
    said.textContent = [state === 'ready' ? '' : this.dataset[state], besides].filter(Boolean).join(' ')
    const time = document.createElement('p')
    time.className = 'time'
    const acts = document.createElement('div')
    acts.className = 'row gap-2'
    for (const [words, quiet, act] of this.#acts()) {
      const button = document.createElement('button')
      button.type = 'button'
      button.className = quiet ? 'button quiet' : 'button'
      button.textContent = words ?? ''
      button.addEventListener('click', act)
      acts.append(button)
    }
    const beside = state === 'sending' ? [document.createElement('progress')] : this.#played()
    const focused = this.contains(document.activeElement)
    this.replaceChildren(said, ...(state === 'ready' ? [] : [time]), ...beside, acts)
    if (focused) acts.querySelector('button')?.focus()
    this.#sayTime()
  }

  #acts(): [words: string | undefined, quiet: boolean, act: () => void][] {
    const { record, pause, goOn, end, again, delete: gone, send } = this.dataset
    const anew = () => void this.#record()
    switch (this.#state) {
      case 'ready':
        return [[record, false, anew]]
      case 'recording':
        return [
          [end, false, () => this.#end()],
          [pause, true, () => this.#hold()],
        ]
      case 'paused':
        return [
          [goOn, false, () => this.#hold()],
          [end, true, () => this.#end()],
        ]
      case 'sending':
        return []
      default:
        return [
          [send, false, () => void this.#send()],
          [again, true, anew],
          [gone, true, () => void this.#delete()],
        ]
    }
  }

  #hold(): void {
    const recorder = this.#recorder!
    if (recorder.state === 'recording') recorder.pause()
    else recorder.resume()
    this.#draw(recorder.state === 'paused' ? 'paused' : 'recording')
  }

  #played(): HTMLElement[] {
    if (!this.#sound || !['ended', 'waits', 'refused'].includes(this.#state)) return []
    URL.revokeObjectURL(this.#heard)
    this.#heard = URL.createObjectURL(this.#sound.sound)
    const player = document.createElement('audio')
    player.controls = true
    player.src = this.#heard
    player.setAttribute('aria-label', this.dataset.listen ?? '')
    return [player]
  }

  #sayTime(): void {
    const time = this.querySelector('.time')
    const said = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
    if (time) time.textContent = `${said(this.#seconds)} / ${said(Number(this.getAttribute('longest')))}`
  }
}

customElements.define('voice-recorder', VoiceRecorder)
