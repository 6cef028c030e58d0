/** A suggestion that is chosen is searched for at once. */
export function searchOnChoice(): void {
  document.addEventListener('auto-complete-change', ({ target }) => {
    const box = target as HTMLElement & { value: string }
    if (box.value) box.closest('form')?.requestSubmit()
  })
}
