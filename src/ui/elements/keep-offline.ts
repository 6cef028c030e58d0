/**
 * `<keep-offline data-as="address">Kept on this device.</keep-offline>`: has the page that it stands on
 * kept, to be read without a line, and says so once it is. Without script it is not shown.
 */
class KeepOffline extends HTMLElement {
  connectedCallback(): void {
    if (navigator.onLine && 'serviceWorker' in navigator) void this.#keep()
  }

  async #keep(): Promise<void> {
    await navigator.serviceWorker.register('/offline.js')
    const { active } = await navigator.serviceWorker.ready
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = ({ data }) => {
      this.hidden = data !== true
    }
    const parts = [
      ...Array.from(
        document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"], link[as="font"]'),
      ).map(({ href }) => href),
      ...Array.from(document.querySelectorAll<HTMLImageElement>('main img')).map(({ src }) => src),
    ]
    const keep = location.pathname + location.search
    active?.postMessage({ keep, as: this.dataset.as ?? keep, parts }, [port2])
  }
}

customElements.define('keep-offline', KeepOffline)

export {}
