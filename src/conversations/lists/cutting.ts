/** So many bytes of words are read of one message; more than a post and what is folded below it hold. */
const longest = 1_000_000

/** What is smaller is read as it is. */
const small = 2_000_000

/** A line that stands between two parts is no longer, and so much of a part says what it is, in bytes. */
const most = { line: 80, head: 4_000 }

const between = Buffer.from('\n--')

/**
 * A message of which words are cut that are longer than anything keeps: to read them takes many times their size, and a
 * worker has little. What goes with it in other kinds stays whole.
 */
export function cutWords(raw: Buffer): { raw: Buffer; cut: boolean } {
  if (raw.length <= small) return { raw, cut: false }
  const kept: Buffer[] = []
  const names = new Set<string>()
  let left = longest
  let cut = false
  for (let at = 0; at < raw.length; ) {
    const head = raw.toString('latin1', at, Math.min(raw.length, at + most.head))
    for (const [, quoted, plain] of head.matchAll(/boundary\s*=\s*(?:"([^"\n]{1,70})"|([^\s;"]{1,70}))/gi))
      names.add(quoted ?? plain!)
    const end = endOfPart(raw, at, names)
    const part = raw.subarray(at, end)
    const whole = isFile(head.slice(0, end - at))
    if (!whole && part.length > left) cut = true
    kept.push(whole ? part : part.subarray(0, Math.max(left, Math.min(most.line, part.length))))
    if (!whole) left -= Math.min(part.length, left)
    at = end
  }
  return cut ? { raw: Buffer.concat(kept), cut } : { raw, cut }
}

/** Where the next line begins that stands between two parts. */
function endOfPart(raw: Buffer, from: number, names: ReadonlySet<string>): number {
  for (let at = raw.indexOf(between, from + 1); at >= 0; at = raw.indexOf(between, at + 1)) {
    const line = raw.toString('latin1', at + between.length, at + most.line).split(/[\r\n]/, 1)[0]!
    if (names.has(line) || names.has(line.replace(/--\s*$/, '').trimEnd())) return at
  }
  return raw.length
}

const isFile = (head: string): boolean => /^content-type:\s*(?!text\/|message\/|multipart\/)\S/im.test(head)
