import type { Charged } from './community.ts'

/** The ISO week (ISO 8601) that a day is in, counted through all years so that weeks follow each other. */
function weekOf(day: Date): number {
  // The first of January 1970 was a Thursday: three days on, weeks begin on Mondays.
  return Math.floor((Math.floor(day.getTime() / 86_400_000) + 3) / 7)
}

/**
 * Whose turn it is this week, by language: moderators of a language take turns, in the order in which they took it
 * on. Deterministic, so that every page says the same and nobody has to draw up a list.
 */
export function onTurn(roles: Charged[], day = new Date()): { lang: string; of: Charged[]; now: Charged }[] {
  const moderators = roles
    .filter(({ role, since }) => role === 'moderator' && since)
    .sort((a, b) => a.id - b.id)
  const langs = [...new Set(moderators.flatMap((one) => one.langs))].sort()
  return langs.map((lang) => {
    const of = moderators.filter((one) => one.langs.includes(lang))
    return { lang, of, now: of[weekOf(day) % of.length]! }
  })
}
