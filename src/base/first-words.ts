/** The first words of a text, in at most so many characters: cut where a word ends, if one does in its second half. */
export function firstWords(text: string, most: number): string {
  if (text.length <= most) return text
  const end = text.lastIndexOf(' ', most)
  const cut = text.slice(0, end > most / 2 ? end : most)
  // Half of a letter that takes two is none.
  return `${cut.replace(/[\uD800-\uDBFF]$/, '').trimEnd()} …`
}
