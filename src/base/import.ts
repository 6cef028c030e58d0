import type { z } from 'zod'
import { t } from './i18n/t.ts'
import { Refusal } from './refusal.ts'

/** One thing that could not be taken in: where it stands in what was given, and why. */
export interface Fault {
  /** A line, a path or a name in the file, as a person would look for it. */
  place: string
  message: string
  /** Nothing was left out: it only says what was done with what was given. */
  note?: true
}

/** What an import did; it keeps every good part and names every bad one. */
export interface ImportReport {
  made: number
  changed: number
  unchanged: number
  faults: Fault[]
  /** What it does or would do, line by line, where counts do not say it. */
  difference?: string[]
}

export const emptyReport = (): ImportReport => ({ made: 0, changed: 0, unchanged: 0, faults: [] })

export const addReports = (a: ImportReport, b: ImportReport): ImportReport => ({
  made: a.made + b.made,
  changed: a.changed + b.changed,
  unchanged: a.unchanged + b.unchanged,
  faults: [...a.faults, ...b.faults],
  ...((a.difference ?? b.difference) && {
    difference: [...(a.difference ?? []), ...(b.difference ?? [])],
  }),
})

/** What a refusal says, as a fault of what stands at this place; whatever else went wrong is thrown on. */
export function refusedAt(place: string, error: unknown): Fault {
  if (!(error instanceof Refusal)) throw error
  return { place, message: t(error.key, error.values) }
}

/** What of the given has this shape; what has not is a fault that names its place and the part of it. */
export function inShape<T>(
  shape: z.ZodType<T>,
  given: { place: string; json: unknown }[],
): { read: { place: string; one: T }[]; faults: Fault[] } {
  const read: { place: string; one: T }[] = []
  const faults: Fault[] = []
  for (const { place, json } of given) {
    const { success, data, error } = shape.safeParse(json)
    if (success) read.push({ place, one: data })
    else
      faults.push(
        ...error.issues.map(({ path, message }) => ({ place: `${place}, ${path.join('.')}`, message })),
      )
  }
  return { read, faults }
}

/** Takes in one after another of what has its shape; `take` says whether it made anything of it. */
export async function takeEach<T>(
  { read, faults }: ReturnType<typeof inShape<T>>,
  take: (one: T, place: string) => Promise<boolean>,
): Promise<ImportReport> {
  const report = { ...emptyReport(), faults }
  for (const { place, one } of read) report[(await take(one, place)) ? 'made' : 'unchanged']++
  return report
}
