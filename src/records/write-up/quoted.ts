/** How a passage stands in an answer: a quote in Markdown, and nothing beside it, so that who said it can be taken back. */
const blockOf = (words: string): string =>
  words
    .trim()
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n')

const same = (line: string): string => line.trim().replace(/\s+/g, ' ')

/** Where a block of lines begins among others. */
function placeOf(lines: string[], block: string[]): number {
  const wanted = block.map(same)
  return lines.findIndex((_, i) => wanted.every((line, n) => same(lines[i + n] ?? '') === line))
}

/** Whether these words stand in an answer as they were put there. */
export const stands = (answer: string, words: string): boolean =>
  placeOf(answer.split('\n'), blockOf(words).split('\n')) >= 0

const plain = (text: string): string =>
  text
    .replace(/^\s*>\s?/gm, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()

/** Whether they stand in it in whatever way. */
export const says = (answer: string, words: string): boolean => plain(answer).includes(plain(words))

/** The answer without them. */
export function without(answer: string, words: string): string {
  const lines = answer.split('\n')
  const block = blockOf(words).split('\n')
  const at = placeOf(lines, block)
  if (at < 0) return answer
  return [...lines.slice(0, at), ...lines.slice(at + block.length)]
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** The answer with them at its end. */
export const withWords = (answer: string, words: string): string =>
  [answer.trim(), blockOf(words)].filter(Boolean).join('\n\n')
