import { isUtf8 } from 'node:buffer'

/** Reads bytes as JSON, or says in one line what is wrong: the line that is not UTF-8, or where it stops being JSON. */
export function readJson(bytes: Uint8Array): { json: unknown } | { message: string } {
  if (!isUtf8(bytes)) return { message: `it is not in UTF-8: line ${firstWrongLine(bytes)} cannot be read` }
  try {
    return { json: JSON.parse(new TextDecoder().decode(bytes)) }
  } catch (error) {
    return { message: `it is not JSON: ${(error as Error).message}` }
  }
}

/** No byte of a longer character is a line feed, so lines can be told apart before they are read. */
function firstWrongLine(bytes: Uint8Array): number {
  let line = 1
  for (let from = 0; from < bytes.length; line++) {
    const feed = bytes.indexOf(10, from)
    const to = feed < 0 ? bytes.length : feed
    if (!isUtf8(bytes.subarray(from, to))) return line
    from = to + 1
  }
  return line
}

/** The line (from 1) on which a text stops being JSON: V8 names that of some faults, and quotes ten characters on either side of the others. */
export function lineOfFault(text: string, message: string): number | undefined {
  const named = /\(line (\d+) column \d+\)/.exec(message)?.[1]
  const [, dots, quoted = ''] = /, (\.\.\.)?"([\s\S]*?)"(?:\.\.\.)? is not valid JSON$/.exec(message) ?? []
  if (named) return Number(named)
  const linesBefore = (end: number) => text.slice(0, end).split('\n').length
  if (dots) return linesBefore(text.indexOf(quoted) + 10)
  // The text begins there: of several lines it may be any.
  const first = quoted.trim()
  return first && !first.includes('\n') ? linesBefore(text.indexOf(first)) : undefined
}
