/** One reference as it stands in its file, and the line (from 1) it begins on. */
export interface Piece {
  line: number
  text: string
}

/** Gives the line of places in a text that are asked for in order. */
function lineCounter(text: string): (at: number) => number {
  let line = 1
  let from = 0
  return (at) => {
    for (let end = text.indexOf('\n', from); end >= 0 && end < at; end = text.indexOf('\n', from)) {
      line++
      from = end + 1
    }
    return line
  }
}

/** Cuts a text before each match; what stands before the first is left out. */
function cutAt(text: string, begins: RegExp): Piece[] {
  const lineOf = lineCounter(text)
  const starts = [...text.matchAll(begins)].map(({ index, 0: match }) => index + match.search(/\S/))
  return starts.map((start, i) => ({ line: lineOf(start), text: text.slice(start, starts[i + 1]) }))
}

/**
 * BibTeX: an entry begins with an `@` at the beginning of a line, so one whose braces never end does not
 * take those after it along. Words that it shares (`@string`) go with each; what is said of the file is
 * left out. An entry without a key, which many files have, is given one.
 */
export function cutBibtex(text: string): Piece[] {
  const whole = text.replace(/\r\n?/g, '\n')
  const kindOf = ({ text }: Piece) => /^@\s*(\w+)\s*[{(]/.exec(text)?.[1]?.toLowerCase()
  const pieces = cutAt(whole, /^[ \t]*@/gm)
  const shared = sharedIn(pieces.filter((piece) => kindOf(piece) === 'string'))
  return pieces
    .filter((piece) => !['string', 'preamble', 'comment'].includes(kindOf(piece) ?? 'comment'))
    .map(({ line, text }) => ({ line, text: text.replace(/^(@\s*\w+\s*[{(])(\s*[\w-]+\s*=)/, '$1key,$2') }))
    .map(({ line, text }) => ({ line, text: withShared(text, shared) }))
}

/** The words that a file shares, by their names: looked up, since there may be as many of them as of entries. */
function sharedIn(pieces: Piece[]): Map<string, string> {
  const shared = new Map<string, string>()
  for (const { text } of pieces) {
    const name = /^@\s*string\s*[{(]\s*([^\s=]+)/i.exec(text)?.[1]
    // On one line, so that the library counts lines as the file does.
    if (name) shared.set(name.toLowerCase(), text.trim().replace(/\n/g, ' '))
  }
  return shared
}

/** Only the words that it names: or a fault in one would be a fault in all. */
function withShared(text: string, shared: Map<string, string>): string {
  if (shared.size === 0) return text
  const names = text.matchAll(/[=#]\s*([^\s=#,{}()"]+)/g)
  const named = new Set([...names].flatMap(([, name]) => shared.get(name!.toLowerCase()) ?? []))
  return [...named, text].join(' ')
}

/** RIS: a reference begins with its type. Tags that lack a blank, as some programs write them, get it. */
export const cutRis = (text: string): Piece[] =>
  cutAt(text.replace(/\r\n?/g, '\n'), /^[ \t]*TY[ \t]+-/gm).map(({ line, text }) => ({
    line,
    text: asLibraryKnows(text.replace(/^[ \t]*([A-Z][A-Z0-9])[ \t]+-[ \t]?/gm, '$1  - ')),
  }))

/** Authors under both of their tags: the library would take those of one. A page of the web it knows by another name. */
function asLibraryKnows(text: string): string {
  const named = text.replace(/^TY {2}- WEB\b/, 'TY  - ELEC')
  return /^AU {2}- /m.test(named) ? named.replace(/^A1 {2}- /gm, 'AU  - ') : named
}

/**
 * CSL-JSON: the objects of a list, cut apart by their braces. One whose braces or quotes do not end gives
 * way where a line begins with a brace as far in as its own, so that it alone is broken.
 */
export function cutJson(text: string): Piece[] {
  const lineOf = lineCounter(text)
  const pieces: Piece[] = []
  let depth = 0
  let start = 0
  // Worked out once: it may be long, and there may be many braces to hold against it.
  let indent: string | undefined
  let quoted = false
  const end = (at: number) => {
    pieces.push({ line: lineOf(start), text: text.slice(start, at) })
    depth = 0
    quoted = false
  }
  for (let i = 0; i < text.length; i++) {
    const sign = text[i]
    if (sign === '{' && depth > 0 && indent !== undefined && indentAt(text, i) === indent) end(i)
    if (quoted) {
      if (sign === '\\') i++
      else if (sign === '"') quoted = false
    } else if (sign === '"') quoted = true
    else if (sign === '{' && depth++ === 0) {
      start = i
      indent = indentAt(text, i)
    } else if (sign === '}' && depth > 0 && --depth === 0) end(i + 1)
  }
  if (depth > 0) end(text.length)
  return pieces
}

/** The blanks before this place, where there is nothing else before it on its line. */
function indentAt(text: string, at: number): string | undefined {
  let from = at
  while (from > 0 && (text[from - 1] === ' ' || text[from - 1] === '\t')) from--
  return from === 0 || text[from - 1] === '\n' ? text.slice(from, at) : undefined
}
