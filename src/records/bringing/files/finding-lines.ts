/**
 * Finds the line (from 1) on which a thing of a file of data is said: where a line begins with its name,
 * else where it is first spoken of; by its whole address or the last part of it. Nothing where it is not named.
 */
export function lineFinder(text: string): (name: string) => number | undefined {
  const begun = new Map<string, number>()
  const spoken = new Map<string, number>()
  for (const [i, line] of text.split('\n').entries()) {
    // Only its first word begins a line.
    let first = true
    for (const { 0: token, index } of line.matchAll(/[^\s"'<>,;()[\]{}]+/g)) {
      const name = lastPart(token)
      const begins = first && /^[\s<"]*$/.test(line.slice(0, index))
      if (begins && !begun.has(name)) begun.set(name, i + 1)
      if (!spoken.has(name)) spoken.set(name, i + 1)
      first = false
    }
  }
  return (name) => begun.get(lastPart(name)) ?? spoken.get(lastPart(name))
}

const lastPart = (name: string): string => name.replace(/^.*[/#:](?=.)/, '').replace(/\.$/, '')
