import type { EventName, Events } from './announce.ts'

/** What a listener does when something happened. It may be called twice for one event. */
export interface Reaction<E extends EventName = EventName> {
  name: string
  to: E
  run: (payload: Events[E]) => Promise<void>
}

export const reaction = <E extends EventName>(
  name: string,
  to: E,
  run: (payload: Events[E]) => Promise<void>,
): Reaction => ({ name, to, run }) as unknown as Reaction
