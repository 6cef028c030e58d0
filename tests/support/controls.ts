/** The controls of a form as HTML has them, and what a browser sends of them. */
interface Control {
  tag: 'input' | 'select' | 'textarea'
  marks: Record<string, string>
  /** It stands inside a label. */
  inside: boolean
  value: string
}

const names: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
const plain = (text: string): string => text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => names[name]!)

const marksOf = (written: string): Record<string, string> =>
  Object.fromEntries(
    [...written.matchAll(/([a-z-]+)(?:="([^"]*)")?/g)].map(([, name, value]) => [name!, plain(value ?? '')]),
  )

function controlsIn(html: string): Control[] {
  const found: Control[] = []
  const tags =
    /<(textarea)\b([^>]*)>([^<]*)<\/textarea>|<(select)\b([^>]*)>(.*?)<\/select>|<(input)\b([^>]*)>|<(\/?)label\b/gs
  let labels = 0
  for (const match of html.matchAll(tags)) {
    const [, area, areaMarks, text, select, selectMarks, options, input, inputMarks, closed] = match
    const add = (tag: Control['tag'], marks: string, value: (marks: Record<string, string>) => string) => {
      const read = marksOf(marks)
      found.push({ tag, marks: read, inside: labels > 0, value: value(read) })
    }
    if (area) add('textarea', areaMarks!, () => plain(text!.replace(/^\n/, '')).replace(/\r?\n/g, '\r\n'))
    else if (select) add('select', selectMarks!, () => chosenIn(options!))
    else if (input) add('input', inputMarks!, ({ value = '' }) => value.replace(/[\r\n]/g, ''))
    else labels += closed ? -1 : 1
  }
  return found
}

function chosenIn(options: string): string {
  const all = [...options.matchAll(/<option\b([^>]*)>/g)].map(([, marks]) => marksOf(marks!))
  return (all.find((marks) => 'selected' in marks) ?? all[0])?.value ?? ''
}

/** What a browser sends of a form when nothing is changed in it. */
export function sentBy(html: string): Record<string, string | string[]> {
  const sent: Record<string, string | string[]> = {}
  for (const { marks, value } of controlsIn(html)) {
    const { name, type } = marks
    if (!name || ((type === 'radio' || type === 'checkbox') && !('checked' in marks))) continue
    sent[name] = name in sent ? [sent[name]!, value].flat() : value
  }
  return sent
}

/** Controls that nothing names, ids that stand twice, and ids that are named and stand nowhere. */
export function unnamed(html: string): string[] {
  const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => plain(id!))
  const known = new Set(ids)
  const labelled = new Set([...html.matchAll(/<label for="([^"]*)"/g)].map(([, id]) => plain(id!)))
  const named = ({ marks, inside }: Control) =>
    marks.type === 'hidden' || inside || labelled.has(marks.id ?? '') || 'aria-labelledby' in marks
  const pointed = [...html.matchAll(/\saria-(?:labelledby|describedby)="([^"]*)"/g)].flatMap(([, list]) =>
    plain(list!).split(' '),
  )
  return [
    ...controlsIn(html).flatMap((control) => (named(control) ? [] : `no label: ${control.marks.name}`)),
    ...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `twice: ${id}`),
    ...[...labelled, ...pointed].filter((id) => !known.has(id)).map((id) => `nowhere: ${id}`),
  ]
}
