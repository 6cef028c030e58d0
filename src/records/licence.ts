const creativeCommons = /\bCC[ -](BY(?:[ -](?:NC|ND|SA))*)[ -](\d\.\d)/i
const dedication = /\bCC[ -]?0\b/i

/** The short identifier (SPDX) of a licence that is said in a sentence; one that has none stays as it is. */
export function licenceId(said: string): string {
  const [, terms, version] = creativeCommons.exec(said) ?? []
  if (terms) return `CC-${terms.toUpperCase().replaceAll(' ', '-')}-${version}`
  return dedication.test(said) ? 'CC0-1.0' : said
}
