import type { Reading, ReadSection } from '../instruments/reading.ts'

/** The reading without the answers to these slots: what stands at the head of the page is not said twice. */
export const without = (reading: Reading, slots: (string | undefined)[]): Reading => ({
  sections: reading.sections.flatMap((section) => thinned(section, slots)),
})

function thinned(section: ReadSection, slots: (string | undefined)[]): ReadSection[] {
  const groups = section.groups.flatMap((group) => {
    const rows = group.rows
      .map((row) => ({ ...row, answers: row.answers.filter(({ slot }) => !slots.includes(slot)) }))
      .filter(({ answers }) => answers.length > 0)
    return rows.length ? [{ ...group, rows }] : []
  })
  const sections = section.sections.flatMap((one) => thinned(one, slots))
  return groups.length + sections.length ? [{ ...section, groups, sections }] : []
}
