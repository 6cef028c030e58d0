/** The group whose button adds a row to it; none for another button. */
export const groupAdded = (button: HTMLElement | null): string | undefined =>
  (button as HTMLButtonElement | null)?.value.match(/^add:(.+)$/)?.[1]

/** The row of this path, `group/row`, drawn like the last of its group where it is not there yet. */
export function rowAt(form: HTMLFormElement, path: string): HTMLElement | undefined {
  const [group = '', row = ''] = path.split('/')
  const rows = [...form.querySelectorAll<HTMLElement>(`[id="group-${CSS.escape(group)}"] > fieldset.rowed`)]
  const standing = rows.find(({ id }) => id === `${group}/${row}`)
  const last = rows[rows.length - 1]
  if (standing || !last) return standing
  const drawn = likeThe(last, `${group}/${row}`, rows.length)
  last.after(drawn)
  return drawn
}

/** A copy with nothing in it; what only the server can do with a row is not in it either. */
function likeThe(last: HTMLElement, path: string, before: number): HTMLElement {
  const row = last.cloneNode(true) as HTMLElement
  for (const one of row.querySelectorAll('button, .fault, .notice, a[href^="/drafts/"]')) one.remove()
  for (const one of [row, ...row.querySelectorAll('*')])
    for (const { name, value } of [...one.attributes])
      if (value.includes(last.id)) one.setAttribute(name, value.replaceAll(last.id, path))
  for (const control of row.querySelectorAll<HTMLInputElement>('input, textarea, select')) {
    if (control.type === 'checkbox' || control.type === 'radio') control.checked = false
    else if (control.type !== 'hidden') control.value = ''
  }
  const legend = row.querySelector('legend')
  if (legend)
    legend.textContent = legend.textContent!.replace(
      /\d+|[٠-٩]+/,
      (before + 1).toLocaleString(document.documentElement.lang),
    )
  return row
}

/** A name for a row that is added here: nobody else gives the same. */
export const newRow = (): string =>
  `l${Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(36)).join('')}`
