/**
 * Takes over the form as the server draws it now: questions that apply since, answers of others. What
 * `keeps` says stays as it is, and so does the place where somebody writes.
 */
export async function redraw(
  form: HTMLFormElement,
  keeps: (question: string, frame: HTMLElement) => boolean,
): Promise<void> {
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } })
  if (!answer.ok) return
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const next = page.querySelector<HTMLFormElement>('form.writing')
  if (!next) return
  const drawn = form.querySelector<HTMLInputElement>('input[name=revision]')?.value
  const standing = new Map(framesIn(form).map((frame) => [frame.dataset.question!, frame]))
  const focus = focusIn(form)
  for (const frame of framesIn(next)) {
    const here = standing.get(frame.dataset.question!)
    if (!here || !keeps(frame.dataset.question!, here)) continue
    here.dataset.base = here.dataset.base ?? drawn
    frame.replaceWith(here)
  }
  for (const own of form.querySelectorAll('draft-keeper, input[name=page]')) {
    const there = next.querySelector(own.localName === 'input' ? 'input[name=page]' : own.localName)
    there?.replaceWith(own)
  }
  form.dataset.asked = next.dataset.asked
  form.replaceChildren(...next.childNodes)
  const rail = page.querySelector('nav.toc')
  if (rail) document.querySelector('nav.toc')?.replaceWith(rail)
  focus?.()
}

const framesIn = (form: HTMLFormElement): HTMLElement[] => [
  ...form.querySelectorAll<HTMLElement>('[data-question]'),
]

/** What puts the caret back where it is. */
function focusIn(form: HTMLFormElement): (() => void) | undefined {
  const at = document.activeElement
  if (!(at instanceof HTMLElement) || !form.contains(at)) return undefined
  const { name, value, type } = at as HTMLInputElement
  const writes = at instanceof HTMLTextAreaElement || (at instanceof HTMLInputElement && type === 'text')
  const [from, to] = writes ? [at.selectionStart, at.selectionEnd] : [null, null]
  return () => {
    const again = at.isConnected
      ? at
      : ([...form.elements] as HTMLInputElement[]).find(
          (one) =>
            one.name === name &&
            (one.type !== 'radio' && one.type !== 'checkbox' ? true : one.value === value),
        )
    again?.focus({ preventScroll: true })
    if (from !== null && again) (again as HTMLInputElement).setSelectionRange(from, to)
  }
}
