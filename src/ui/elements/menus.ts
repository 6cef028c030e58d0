const open = (): NodeListOf<HTMLDetailsElement> => document.querySelectorAll('details.menu[open]')

/** A menu closes by itself when one turns elsewhere or presses Escape; without script its word closes it. */
export function closeMenus(): void {
  document.addEventListener('click', ({ target }) => {
    for (const menu of open()) if (!menu.contains(target as Node)) menu.open = false
  })
  document.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return
    for (const menu of open()) {
      menu.open = false
      menu.querySelector('summary')?.focus()
    }
  })
}
