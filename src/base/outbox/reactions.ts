import type { EventName, Events } from './announce.ts'

/** What a listener does when something happened. It may be called twice for one event. */
export interface Reaction<E extends EventName = EventName> {
  name: string
  to: E
  run: (payload: Events[E]) => Promise<void>
  /** Several payloads as one, where doing that once is as good as doing each. */
  together?: (payloads: Events[E][]) => Events[E]
}

export const reaction = <E extends EventName>(
  name: string,
  to: E,
  run: (payload: Events[E]) => Promise<void>,
  together?: (payloads: Events[E][]) => Events[E],
): Reaction => ({ name, to, run, together }) as unknown as Reaction

/** Things that changed, as if they had at once. */
export const thingsTogether = (payloads: { ids: number[] }[]): { ids: number[] } => ({
  ids: [...new Set(payloads.flatMap(({ ids }) => ids))],
})
