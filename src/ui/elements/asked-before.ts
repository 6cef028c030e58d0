/** Who types is not interrupted, in milliseconds. */
const patience = 700
/** With less there is nothing to look for. */
const fewest = 8

/**
 * `<asked-before for="title body" data-src="…">`: shows, while a question is typed, what may answer it already, as
 * the server draws it. Without script the next page does.
 */
class AskedBefore extends HTMLElement {
  #timer = 0
  #asked = ''
  #fields: HTMLElement[] = []

  connectedCallback(): void {
    const ids = (this.getAttribute('for') ?? '').split(' ')
    this.#fields = ids.flatMap((id) => document.getElementById(id) ?? [])
    for (const field of this.#fields) field.addEventListener('input', this.#soon)
  }

  disconnectedCallback(): void {
    for (const field of this.#fields) field.removeEventListener('input', this.#soon)
    clearTimeout(this.#timer)
  }

  #soon = (): void => {
    clearTimeout(this.#timer)
    this.#timer = window.setTimeout(() => void this.#look(), patience)
  }

  async #look(): Promise<void> {
    const words = this.#fields
      .map((field) => (field as HTMLInputElement).value)
      .join(' ')
      .trim()
      .slice(0, 300)
    if (words.length < fewest || words === this.#asked) return
    this.#asked = words
    const answer = await fetch(`${this.dataset.src}?q=${encodeURIComponent(words)}`, {
      headers: { accept: 'text/html' },
    }).catch(() => undefined)
    if (!answer?.ok || this.#asked !== words) return
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    this.replaceChildren(...page.body.childNodes)
  }
}

customElements.define('asked-before', AskedBefore)

export {}
