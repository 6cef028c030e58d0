/** Days of the week on which nobody works, Monday being 1. */
export type Weekend = readonly number[]

const usual: Weekend = [6, 7]

/**
 * The weekend of a place by its code, as CLDR has it (`weekData`): Friday and Saturday in Egypt. What is in no
 * country, and a place nobody knows the week of, has Saturday and Sunday.
 */
export function weekendOf(code: string | null | undefined): Weekend {
  const country = /^[A-Z]{2}(?=-|$)/.exec(code ?? '')?.[0]
  if (!country) return usual
  const locale = new Intl.Locale('und', { region: country }) as Intl.Locale & {
    getWeekInfo?: () => { weekend: number[] }
  }
  return locale.getWeekInfo?.().weekend ?? usual
}

const day = 86_400_000

/** How many working days are over between two moments, by the clock of UTC: of the days after the first, those one works on. */
export function workingDays(from: Date, to: Date, weekend: Weekend = usual): number {
  const first = Math.floor(from.getTime() / day)
  const last = Math.floor(to.getTime() / day)
  let count = 0
  for (let one = first + 1; one <= last; one++)
    // The first of January 1970 was a Thursday.
    if (!weekend.includes(((one + 3) % 7) + 1)) count++
  return count
}
