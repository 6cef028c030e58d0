/** So that not all who read a thread ask at the same moment, in milliseconds. */
const spread = 150

/**
 * `<live-thread data-src="…" data-new="…">` around the posts of a page: brings in what is written meanwhile,
 * as the server draws it, and says that it came. Without script, or without a line, the page is a page.
 */
class LiveThread extends HTMLElement {
  #events: EventSource | undefined
  #timer = 0
  #again = false
  #status = document.createElement('p')

  connectedCallback(): void {
    this.#status.className = 'soft'
    this.#status.setAttribute('role', 'status')
    this.after(this.#status)
    this.#events = new EventSource(this.dataset.src ?? '')
    this.#events.addEventListener('changed', () => this.#soon())
  }

  disconnectedCallback(): void {
    this.#events?.close()
    clearTimeout(this.#timer)
  }

  #soon(): void {
    this.#again = true
    if (this.#timer) return
    this.#timer = window.setTimeout(() => void this.#look(), Math.random() * spread)
  }

  async #look(): Promise<void> {
    this.#again = false
    const answer = await fetch(location.href.split('#')[0]!, { headers: { accept: 'text/html' } }).catch(
      () => undefined,
    )
    if (answer?.ok) this.#take(new DOMParser().parseFromString(await answer.text(), 'text/html'))
    this.#timer = 0
    if (this.#again) this.#soon()
  }

  #take(page: Document): void {
    const fresh = [...page.querySelectorAll<HTMLElement>('live-thread > article')]
    let came = 0
    for (const post of fresh) {
      const standing = document.getElementById(post.id)
      if (!standing) {
        this.append(post)
        came++
      } else if (standing.dataset.says !== post.dataset.says && !standing.contains(document.activeElement))
        standing.replaceWith(post)
    }
    const [pages, next] = [document.getElementById('thread-pages'), page.getElementById('thread-pages')]
    const total = (one: Element | null) => one?.getAttribute('data-posts')
    if (next && pages) pages.replaceWith(next)
    else if (next) this.#status.after(next)
    if (came > 0 || (next && total(next) !== total(pages))) this.#status.textContent = this.dataset.new ?? ''
  }
}

customElements.define('live-thread', LiveThread)

export {}
