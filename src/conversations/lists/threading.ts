import { bareSubject } from '../../base/mail/in/subjects.ts'

/** A message, as far as it matters for which conversation it belongs to. */
export interface Threaded {
  id: string
  after: string[]
  subject: string
  at: number
}

/** Which conversation a message belongs to, from 0, in the order in which they began, and the message it answers. */
export interface Placed {
  thread: number
  parent: number | undefined
}

/** So long a subject goes on without anything else that ties them. */
const days = 90

/**
 * Puts messages, which stand in the order of their dates, into conversations: by what they say they answer, whatever came
 * first; else by the same subject within ninety days. No message answers itself, be it in a round.
 */
export function threadsOf(messages: Threaded[]): Placed[] {
  const byId = new Map<string, number>()
  for (const [i, { id }] of messages.entries()) if (!byId.has(id)) byId.set(id, i)
  const parents = messages.map(({ after }, i) =>
    after.map((id) => byId.get(id)).find((one) => one !== undefined && one !== i),
  )
  breakRounds(parents)
  const tops = topsOf(parents)
  const bySubject = new Map<string, { top: number; at: number }>()
  const joined = new Map<number, number>()
  for (const [i, { subject, at }] of messages.entries()) {
    const key = bareSubject(subject).toLowerCase().replace(/\s+/g, ' ')
    if (!key) continue
    const top = joined.get(tops[i]!) ?? tops[i]!
    const known = bySubject.get(key)
    if (
      parents[i] === undefined &&
      !joined.has(i) &&
      known &&
      known.top !== top &&
      at - known.at <= days * 86_400_000
    )
      joined.set(i, known.top)
    bySubject.set(key, { top: joined.get(tops[i]!) ?? tops[i]!, at })
  }
  const numbers = new Map<number, number>()
  return messages.map((_, i) => {
    const top = joined.get(tops[i]!) ?? tops[i]!
    if (!numbers.has(top)) numbers.set(top, numbers.size)
    return { thread: numbers.get(top)!, parent: parents[i] }
  })
}

function breakRounds(parents: (number | undefined)[]): void {
  const state = new Uint8Array(parents.length)
  for (let i = 0; i < parents.length; i++) {
    const way: number[] = []
    let at: number | undefined = i
    while (at !== undefined && state[at] === 0) {
      state[at] = 1
      way.push(at)
      at = parents[at]
    }
    if (at !== undefined && state[at] === 1) parents[way.at(-1)!] = undefined
    for (const one of way) state[one] = 2
  }
}

function topsOf(parents: (number | undefined)[]): number[] {
  const tops: (number | undefined)[] = parents.map(() => undefined)
  return parents.map((_, i) => {
    const way: number[] = []
    let at = i
    while (tops[at] === undefined && parents[at] !== undefined) {
      way.push(at)
      at = parents[at]!
    }
    const top = tops[at] ?? at
    for (const one of [...way, at]) tops[one] = top
    return top
  })
}
