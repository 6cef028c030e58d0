import '@github/markdown-toolbar-element'
import '@github/text-expander-element'

interface Expanding {
  text: string
  provide: (menu: Promise<{ matched: boolean; fragment?: HTMLElement }>) => void
}

/**
 * `<post-editor data-people="…" data-unreached="…">` around a field for Markdown: finds people as one types `@`, and
 * draws the preview of the server below the form without leaving it. Without script the field is a field.
 */
class PostEditor extends HTMLElement {
  #form: HTMLFormElement | null = null
  #leaving = false

  connectedCallback(): void {
    // Its events do not rise.
    const expander = this.querySelector('text-expander')
    expander?.addEventListener('text-expander-change', (event) =>
      this.#suggest((event as CustomEvent<Expanding>).detail),
    )
    expander?.addEventListener('text-expander-value', (event) => {
      const { detail } = event as CustomEvent<{ item: HTMLElement; value: string | null }>
      detail.value = detail.item.dataset.value ?? null
    })
    this.#form = this.closest('form')
    this.#form?.addEventListener('submit', (event) => this.#preview(event))
  }

  #suggest({ text, provide }: Expanding): void {
    provide(text.length < 2 ? Promise.resolve({ matched: false }) : this.#people(text))
  }

  async #people(text: string): Promise<{ matched: boolean; fragment?: HTMLElement }> {
    const answer = await fetch(`${this.dataset.people}?q=${encodeURIComponent(text)}`).catch(() => undefined)
    if (!answer?.ok) return { matched: false }
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const fragment = page.querySelector('ul')
    fragment?.setAttribute('role', 'listbox')
    for (const item of fragment?.children ?? []) item.setAttribute('role', 'option')
    return fragment?.children.length ? { matched: true, fragment } : { matched: false }
  }

  #preview(event: SubmitEvent): void {
    const { submitter } = event
    if (!(submitter instanceof HTMLButtonElement) || submitter.value !== 'preview' || this.#leaving) return
    event.preventDefault()
    event.stopImmediatePropagation()
    void this.#show(submitter)
  }

  async #show(button: HTMLButtonElement): Promise<void> {
    const form = this.#form!
    // Files stay chosen in the page, so they need not go along.
    const typed = [...new FormData(form)].flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    )
    const body = new URLSearchParams(typed)
    // Browsers of 2021 leave out the button, without which it would be sent.
    body.set(button.name, button.value)
    const answer = await fetch(form.action, { method: 'POST', body, headers: { accept: 'text/html' } })
      .then(async (come) => ({ ok: come.ok, page: await come.text() }))
      .catch(() => undefined)
    if (!answer) return this.#place(this.#saying(this.dataset.unreached ?? ''))
    const drawn = new DOMParser().parseFromString(answer.page, 'text/html').getElementById('preview')
    if (answer.ok && drawn) return this.#place(drawn)
    // The server has something else to say: what is missing, who is signed in no more.
    this.#leaving = true
    button.click()
    this.#leaving = false
  }

  #place(drawn: HTMLElement): void {
    const standing = document.getElementById('preview')
    if (standing) standing.replaceWith(drawn)
    else this.#form!.after(drawn)
    drawn.focus()
  }

  #saying(words: string): HTMLElement {
    const said = document.createElement('p')
    said.id = 'preview'
    said.className = 'soft'
    said.tabIndex = -1
    said.setAttribute('role', 'status')
    said.textContent = words
    return said
  }
}

customElements.define('post-editor', PostEditor)
