/** So long is a line that was broken because it was full, and not because it was over. */
const full = 56

/** Plain words of a mail as Markdown that reads the same: paragraphs flow, what stands in columns stays, quoted lines are quotes, and nothing is markup by chance. */
export function asMarkdown(words: string): string {
  const blocks: string[][] = [[]]
  for (const line of words.split('\n')) {
    if (!line.trim()) blocks.push([])
    else {
      const last = blocks.at(-1)!
      // Quoted lines are blocks of their own.
      if (last.length > 0 && isQuote(last.at(-1)!) !== isQuote(line)) blocks.push([line])
      else last.push(line)
    }
  }
  return blocks
    .filter((block) => block.length > 0)
    .map(asBlock)
    .join('\n\n')
}

const isQuote = (line: string): boolean => /^\s{0,2}>/.test(line)

function asBlock(lines: string[]): string {
  if (isQuote(lines[0]!)) {
    const inside = lines.map((line) => line.replace(/^\s{0,2}>\s?/, ''))
    return asMarkdown(inside.map((line) => line.replace(/^(?:\s?>)+/, '')).join('\n'))
      .split('\n')
      .map((line) => `> ${line}`.trimEnd())
      .join('\n')
  }
  if (isSet(lines)) {
    const fence = '`'.repeat(Math.max(3, longestRun(lines) + 1))
    return [fence, ...lines, fence].join('\n')
  }
  return lines
    .map((line, i) => {
      const said = escaped(line.trim())
      return i < lines.length - 1 && line.trimEnd().length < full ? `${said}\\` : said
    })
    .join('\n')
}

const longestRun = (lines: string[]): number =>
  Math.max(0, ...lines.flatMap((line) => line.match(/`+/g)?.map((run) => run.length) ?? []))

/** Columns, code: where blanks say something. */
const isSet = (lines: string[]): boolean => {
  const set = lines.filter((line) =>
    /\S {3,}\S|\t\S|^ {4,}\S|^\s*[}{]|[;{}]\s*$|<-|^\s*\$ /.test(line),
  ).length
  return set > 0 && set * 2 >= lines.length
}

/** An address, be it in pointed brackets, without the sign that ends a sentence after it. */
const address = /<?((?:https?|ftp):\/\/[^\s<>"]*[^\s<>".,;:!?)\]'])>?/gi

/** Every sign that Markdown would read otherwise, but in addresses, which lead where they lead. */
function escaped(line: string): string {
  let said = ''
  let at = 0
  for (const { 0: found, 1: href, index } of line.matchAll(address)) {
    said += `${plain(line.slice(at, index))}<${href}>`
    at = index + found.length
  }
  said += plain(line.slice(at))
  return said
    .replace(/^([-+]|\d{1,9}[.)])(?=\s|$)/, (start) =>
      start.length === 1 ? `\\${start}` : `${start.slice(0, -1)}\\${start.slice(-1)}`,
    )
    .replace(/^([=#~-]{1,})$/, (run) => run.replace(/./g, '\\$&'))
}

const plain = (words: string): string =>
  words
    .replace(/[\\`*[\]<>#|~]/g, '\\$&')
    .replace(/(^|[^\p{L}\p{N}])_|_(?=[^\p{L}\p{N}]|$)/gu, (found) => found.replace('_', '\\_'))
    .replace(/&(?=#?\w+;)/g, '\\&')
