type Box = HTMLElement & { value: string }

/** A suggestion that is chosen is searched for at once. */
export function searchOnChoice(): void {
  document.addEventListener('auto-complete-change', ({ target }) => {
    const box = target as Box
    if (box.value) box.closest('form')?.requestSubmit()
  })
}

/**
 * Who leaves the box leaves its suggestions: the element itself keeps them open over what is focused
 * next, and opens them when they come late.
 */
export function closeSuggestions(): void {
  const closeUnlessIn = (box: Element | null, focused: Node | null) => {
    if (box && !box.contains(focused)) box.removeAttribute('open')
  }
  document.addEventListener('focusout', ({ target, relatedTarget }) =>
    closeUnlessIn((target as Element).closest('auto-complete'), relatedTarget as Node | null),
  )
  document.addEventListener(
    'loadend',
    ({ target }) => closeUnlessIn(target as Element, document.activeElement),
    true,
  )
  // A suggestion pressed must not take the focus, or it would be gone before it is clicked.
  document.addEventListener('mousedown', (event) => {
    if ((event.target as Element).closest('auto-complete [role="option"]')) event.preventDefault()
  })
}
