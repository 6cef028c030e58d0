/**
 * A link within the page is the browser's to follow: Turbo would fetch the whole page again, and the
 * focus would not go along.
 */
export function leaveAnchorsAlone(): void {
  document.addEventListener('turbo:click', (event) => {
    const there = new URL((event as CustomEvent<{ url: string }>).detail.url)
    if (there.hash && there.href.split('#')[0] === location.href.split('#')[0]) event.preventDefault()
  })
}
