const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/**
 * `<filter-list for="id" data-label="…"></filter-list>`: a field above a long list that hides the items
 * without what one types. Without script the whole list stands there.
 */
class FilterList extends HTMLElement {
  connectedCallback(): void {
    if (this.firstElementChild) return
    const label = document.createElement('label')
    const input = document.createElement('input')
    input.type = 'search'
    input.className = 'input'
    input.addEventListener('input', () => this.#filter(plain(input.value.trim())))
    label.append(this.dataset.label ?? '', input)
    this.append(label)
  }

  #filter(wanted: string): void {
    for (const item of document.getElementById(this.getAttribute('for') ?? '')?.children ?? [])
      (item as HTMLElement).hidden = !plain(item.textContent ?? '').includes(wanted)
  }
}

customElements.define('filter-list', FilterList)

export {}
