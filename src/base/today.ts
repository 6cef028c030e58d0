/** Today in UTC, as "2026-03-31": what days that people say are compared with, as text. */
export const today = (): string => new Date().toISOString().slice(0, 10)

/** So many days after that day, today if none is said, as text; before it where they are fewer than none. */
export const dayAfter = (days: number, from = new Date()): string =>
  new Date(from.getTime() + days * 86_400_000).toISOString().slice(0, 10)
