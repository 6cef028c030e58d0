import type { Part } from './lookup.ts'

/** Where something stands in a definition, as a person would look for it: by ids, from the outside in. */
export const placeOf = ({ sections, group }: Part, question?: { id: string }): string =>
  [
    ...sections.map(({ id }) => `section ${id}`),
    `group ${group.id}`,
    ...(question ? [`question ${question.id}`] : []),
  ].join(' > ')

const named: Record<string, string> = { sections: 'section', groups: 'group', questions: 'question' }

/** The same for a path into JSON that is not a definition yet; what has no id is counted from 0. */
export function placeInJson(json: unknown, path: readonly PropertyKey[]): string {
  const steps: string[] = []
  let here = json
  for (let i = 0; i < path.length; i++) {
    const key = path[i]!
    const within = child(here, key)
    const next = path[i + 1]
    const kind = named[String(key)]
    if (kind && typeof next === 'number') {
      here = child(within, next)
      const id = child(here, 'id')
      steps.push(typeof id === 'string' ? `${kind} ${id}` : `${String(key)}[${next}]`)
      i++
    } else if ((key === 'lists' || key === 'choiceLists') && next !== undefined) {
      here = child(within, next)
      steps.push(`list ${String(next)}`)
      i++
    } else {
      const code = typeof key === 'number' ? child(within, 'code') : undefined
      if (typeof code === 'string') steps.push(`choice ${code}`)
      else if (typeof key === 'number' && steps.length) steps.push(`${steps.pop()}[${key}]`)
      else steps.push(String(key))
      here = within
    }
  }
  return steps.join(' > ')
}

export function valueAt(json: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(child, json)
}

const child = (value: unknown, key: PropertyKey): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined
