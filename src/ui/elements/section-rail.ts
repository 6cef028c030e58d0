/** Marks, in the list of links inside it, the section that is being read. */
class SectionRail extends HTMLElement {
  #watch: IntersectionObserver | undefined
  #seen = new Set<string>()

  connectedCallback(): void {
    this.#watch = new IntersectionObserver((entries) => this.#note(entries), {
      rootMargin: '-10% 0px -70% 0px',
    })
    for (const id of this.#links().keys()) {
      const section = document.getElementById(id)
      if (section) this.#watch.observe(section)
    }
  }

  disconnectedCallback(): void {
    this.#watch?.disconnect()
    this.#seen.clear()
  }

  #links(): Map<string, HTMLAnchorElement> {
    const links = [...this.querySelectorAll<HTMLAnchorElement>('a[href^="#"]')]
    return new Map(links.map((link) => [decodeURIComponent(link.hash.slice(1)), link]))
  }

  #note(entries: IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) this.#seen.add(target.id)
      else this.#seen.delete(target.id)
    }
    const links = this.#links()
    const now = [...links.keys()].reverse().find((id) => this.#seen.has(id))
    if (!now) return
    for (const [id, link] of links) {
      if (id === now) link.setAttribute('aria-current', 'true')
      else link.removeAttribute('aria-current')
    }
    this.#reveal(links.get(now)!)
  }

  /** Moves the rail itself and never the page; nor under a hand that is about to choose, which would miss. */
  #reveal(link: HTMLAnchorElement): void {
    const rail = link.closest('nav')
    if (rail && !rail.matches(':hover, :focus-within') && rail.scrollHeight > rail.clientHeight) {
      const [inner, outer] = [link.getBoundingClientRect(), rail.getBoundingClientRect()]
      rail.scrollBy({ top: inner.top + inner.height / 2 - (outer.top + outer.height / 2) })
    }
  }
}

customElements.define('section-rail', SectionRail)

export {}
