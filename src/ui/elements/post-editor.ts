import '@github/markdown-toolbar-element'
import '@github/text-expander-element'

interface Expanding {
  text: string
  provide: (menu: Promise<{ matched: boolean; fragment?: HTMLElement }>) => void
}

/**
 * `<post-editor data-people="…">` around a field for Markdown: finds people as one types `@`, and draws the
 * preview of the server below the form without leaving it. Without script the field is a field.
 */
class PostEditor extends HTMLElement {
  #form: HTMLFormElement | null = null

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
    const form = this.#form!
    const { submitter } = event
    if (!(submitter instanceof HTMLButtonElement) || submitter.value !== 'preview') return
    event.preventDefault()
    event.stopImmediatePropagation()
    // Files stay chosen in the page, so they need not go along.
    const typed = [...new FormData(form, submitter)].flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    )
    const body = new URLSearchParams(typed)
    void fetch(form.action, { method: 'POST', body, headers: { accept: 'text/html' } })
      .then(async (answer) => {
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
        const drawn = page.getElementById('preview')
        const standing = document.getElementById('preview')
        if (drawn && standing) standing.replaceWith(drawn)
        else if (drawn) form.after(drawn)
        drawn?.focus()
      })
      .catch(() => form.submit())
  }
}

customElements.define('post-editor', PostEditor)
