/** Today in UTC, as "2026-03-31": what days that people say are compared with, as text. */
export const today = (): string => new Date().toISOString().slice(0, 10)
