/** What must come through a translation as it is: addresses, placeholders, code, and the marks of Markdown. */
const kept = [
  /https?:\/\/[^\s)>\]]*[^\s)>\].,;:!?]/g,
  /\{[^{}\s]+\}/g,
  /%[sd]\b/g,
  /`[^`\n]+`/g,
  /<[^<>\n]+>/g,
  /\]\([^()\n]{0,2000}\)/g,
  /!\[/g,
  /\*\*|__|~~/g,
  /(?<![*\w])\*(?=[^\s*])/g,
  /^ {0,3}#{1,6}(?= )/gm,
  /^[^\S\n]{0,40}(?:[-*+]|\d{1,9}[.)])(?= )/gm,
  /^>/gm,
  /\|/g,
]

/** Whether words came back with every placeholder, address and mark that they were sent with, and as many paragraphs. */
export function keepsMarks(before: string, after: string): boolean {
  const of = (words: string) =>
    JSON.stringify([
      ...kept.map((mark) => [...words.matchAll(mark)].map(([found]) => found.trim()).sort()),
      words.trim().split(/\n\s*\n/).length,
    ])
  return of(before) === of(after)
}
