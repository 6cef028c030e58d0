import type { Charged } from './community.ts'

/** The ISO week (ISO 8601) that a day is in, counted through all years so that weeks follow each other. */
function weekOf(day: Date): number {
  // The first of January 1970 was a Thursday: three days on, weeks begin on Mondays.
  return Math.floor((Math.floor(day.getTime() / 86_400_000) + 3) / 7)
}

export interface Turn<T> {
  lang: string
  of: T[]
  now: T
}

/**
 * Whose turn it is this week, by language, among those who take turns, in the order in which they took it on.
 * Deterministic, so that every page says the same and nobody has to draw up a list.
 */
export function turnsOf<T extends { id: number; langs: string[] }>(all: T[], day = new Date()): Turn<T>[] {
  const those = all.toSorted((a, b) => a.id - b.id)
  const langs = [...new Set(those.flatMap((one) => one.langs))].sort()
  return langs.map((lang) => {
    const of = those.filter((one) => one.langs.includes(lang))
    return { lang, of, now: of[weekOf(day) % of.length]! }
  })
}

/** The same among the moderators of a community. */
export const onTurn = (roles: Charged[], day = new Date()): Turn<Charged>[] =>
  turnsOf(
    roles.filter(({ role, since }) => role === 'moderator' && since),
    day,
  )
