/** What the controls of one answer hold, by their names: its path, and behind `:` a part of it. */
export type Typed = Record<string, string | string[]>

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

const isAt = (name: string, path: string): boolean => name === path || name.startsWith(`${path}:`)

/** The path of the answer that a control is of; none for what is no answer. */
export function pathOf(target: EventTarget | null): string | undefined {
  const { name = '' } = target as Control
  return name.includes('/') ? name.split(':')[0] : undefined
}

export function typedAt(form: HTMLFormElement, path: string): Typed {
  const typed: Typed = {}
  for (const [name, value] of new FormData(form)) {
    if (!isAt(name, path) || typeof value !== 'string') continue
    typed[name] = name in typed ? [typed[name]!, value].flat() : value
  }
  return typed
}

/** Puts back what was typed. */
export function putBack(form: HTMLFormElement, path: string, typed: Typed): void {
  for (const control of controlsIn(form)) {
    if (!isAt(control.name, path)) continue
    const values = control.name in typed ? [typed[control.name]!].flat() : []
    if (control.type === 'checkbox' || control.type === 'radio')
      (control as HTMLInputElement).checked = values.includes(control.value)
    else if (control.type !== 'hidden') control.value = values[values.length - 1] ?? ''
  }
}

/**
 * What was typed before the script came, on a slow line. A browser that goes back or loads again puts into a
 * form what stood there before, which nobody has typed now: it is asked not to, as what is kept stands there
 * anyway. What it puts back all the same, of a page that no script had come to, was never kept.
 */
export function typedBefore(form: HTMLFormElement): Control[] {
  form.autocomplete = 'off'
  return controlsIn(form).filter(differs)
}

/** Whether a control holds something else than was drawn. */
function differs(control: Control): boolean {
  if (control instanceof HTMLTextAreaElement) return control.value !== control.defaultValue
  if (control instanceof HTMLInputElement)
    return control.value !== control.defaultValue || control.checked !== control.defaultChecked
  if (!(control instanceof HTMLSelectElement)) return false
  const options = [...control.options]
  const drawn = options.filter((one) => one.defaultSelected)
  return drawn.length
    ? options.some((one) => one.selected !== one.defaultSelected)
    : !control.multiple && control.selectedIndex > 0
}

const controlsIn = (form: HTMLFormElement): Control[] =>
  ([...form.elements] as Control[]).filter(({ name }) => name)

/** The frame that the question of this answer stands in. */
export const frameOf = (form: HTMLFormElement, path: string): HTMLElement | undefined =>
  [...form.querySelectorAll<HTMLElement>('[data-question]')].find(
    ({ dataset: { question = '' } }) => path === question || path.startsWith(`${question}/`),
  )

/** Says under a question what is wrong with what was typed, or nothing any more. */
export function sayFault(form: HTMLFormElement, path: string, words?: string): void {
  const frame = frameOf(form, path)
  frame?.querySelector('.fault[data-live]')?.remove()
  if (!words || !frame) return
  const fault = document.createElement('div')
  fault.className = 'fault'
  fault.dataset.live = ''
  fault.setAttribute('role', 'alert')
  fault.textContent = words
  frame.append(fault)
}
