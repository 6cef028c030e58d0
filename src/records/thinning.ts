import type { Ref } from '../base/ids.ts'
import type { ReadAnswer, Reading, ReadSection } from '../instruments/reading.ts'

type Keep = (answer: ReadAnswer) => ReadAnswer[]

/** The reading without the answers to these slots: what stands at the head of the page is not said twice. */
export const without = (reading: Reading, slots: (string | undefined)[]): Reading =>
  thinned(reading, (answer) => (slots.includes(answer.slot) ? [] : [answer]))

/**
 * The reading without references to what this reader may not see: one that says a title or an address
 * too still says that, one that says no more than the reference is left out.
 */
export const withinReach = (reading: Reading, known: ReadonlyMap<Ref, unknown>): Reading =>
  thinned(reading, (answer) => reachable(answer, known))

export function reachable(answer: ReadAnswer, known: ReadonlyMap<Ref, unknown>): ReadAnswer[] {
  const { value } = answer
  if (value.kind !== 'record' || value.ref === undefined || known.has(value.ref)) return [answer]
  const { ref: _, ...rest } = value
  return rest.title || rest.address ? [{ ...answer, value: rest }] : []
}

const thinned = (reading: Reading, keep: Keep): Reading => ({
  sections: reading.sections.flatMap((section) => thinnedSection(section, keep)),
})

function thinnedSection(section: ReadSection, keep: Keep): ReadSection[] {
  const groups = section.groups.flatMap((group) => {
    const rows = group.rows
      .map((row) => ({ ...row, answers: row.answers.flatMap(keep) }))
      .filter(({ answers }) => answers.length > 0)
    return rows.length ? [{ ...group, rows }] : []
  })
  const sections = section.sections.flatMap((one) => thinnedSection(one, keep))
  return groups.length + sections.length ? [{ ...section, groups, sections }] : []
}
