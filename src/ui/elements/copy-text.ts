/**
 * `<copy-text for="id">Copy</copy-text>`: a button that copies the text of the element named; it says
 * `data-done` for a while. Without script it is not shown, and the text can be marked and copied.
 */
class CopyText extends HTMLElement {
  connectedCallback(): void {
    if (this.querySelector('button')) return
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'button quiet'
    button.append(...this.childNodes)
    button.addEventListener('click', () => void this.#copy(button))
    this.setAttribute('aria-live', 'polite')
    this.append(button)
  }

  async #copy(button: HTMLButtonElement): Promise<void> {
    const text = document.getElementById(this.getAttribute('for') ?? '')?.textContent?.trim()
    if (!text) return
    await navigator.clipboard.writeText(text)
    const before = button.textContent
    button.textContent = this.dataset.done ?? before
    setTimeout(() => {
      button.textContent = before
    }, 2000)
  }
}

customElements.define('copy-text', CopyText)

export {}
