import type { Header } from './reading.ts'

/** Whether a message is from whom it says: shown to be, not shown, or shown not to be. */
export type Proof = 'shown' | 'unshown' | 'forged'

interface Result {
  method: string
  result: string
  /** `header.d`, `smtp.mailfrom` and such. */
  properties: Record<string, string>
}

/**
 * What the mail server of this name found out (Authentication-Results, RFC 8601): DMARC passed, or a DKIM signature or
 * SPF of the same domain. Only what it wrote itself is believed: servers write on top, so it is what stands highest, as
 * far as the next hand that the message went through. Whoever sends a message can write the same further down.
 */
export function proofIn(headers: Header[], from: string, server: string | undefined): Proof {
  if (!server) return 'unshown'
  const domain = from.slice(from.lastIndexOf('@') + 1)
  const results = topmost(headers, server.toLowerCase())
  const of = (method: string) => results.filter((one) => one.method === method)
  const [dmarc] = of('dmarc')
  const named = dmarc?.properties['header.from']
  if (dmarc?.result === 'pass' && (named === undefined || isAligned(named, domain))) return 'shown'
  if (dmarc && ['fail', 'reject', 'quarantine'].includes(dmarc.result)) return 'forged'
  const signed = of('dkim').some(
    ({ result, properties: { 'header.d': d, 'header.i': i } }) =>
      result === 'pass' && isAligned(d ?? domainOf(i ?? ''), domain),
  )
  const sent = of('spf').filter(({ properties }) =>
    isAligned(domainOf(properties['smtp.mailfrom'] ?? ''), domain),
  )
  if (signed || sent.some(({ result }) => result === 'pass')) return 'shown'
  return sent.some(({ result }) => result === 'fail') ? 'forged' : 'unshown'
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1)

/** The same domain, or one within the other (DMARC, RFC 7489 3.1: relaxed). */
const isAligned = (one: string, other: string): boolean => {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()]
  return a.includes('.') && (a === b || b.endsWith(`.${a}`) || a.endsWith(`.${b}`))
}

function topmost(headers: Header[], server: string): Result[] {
  const results: Result[] = []
  let found = false
  for (const { name, value } of headers) {
    if (found && name === 'received') break
    if (name !== 'authentication-results') continue
    const [who = '', ...rest] = statements(value)
    // A number after its name is the version of what it says.
    if (
      who
        .trim()
        .toLowerCase()
        .replace(/\s+\d+$/, '') !== server
    )
      continue
    found = true
    results.push(...rest.flatMap(resultIn))
  }
  return results
}

/** What stands between semicolons, without comments and quotation marks. */
function statements(value: string): string[] {
  const all = ['']
  let depth = 0
  let quoted = false
  for (let i = 0; i < value.length; i++) {
    const letter = value[i]!
    if (letter === '\\') i++
    else if (letter === '"' && depth === 0) quoted = !quoted
    else if (!quoted && letter === '(') depth++
    else if (!quoted && letter === ')') depth = Math.max(0, depth - 1)
    else if (depth > 0) continue
    else if (!quoted && letter === ';') all.push('')
    else all[all.length - 1] += quoted && letter === ' ' ? '_' : letter
  }
  return all
}

function resultIn(statement: string): Result[] {
  const [first = '', ...more] = statement
    .trim()
    .replace(/\s*=\s*/g, '=')
    .split(/\s+/)
  const [, method, result] = /^([\w-]+)(?:\/\d+)?=([\w-]+)$/.exec(first.toLowerCase()) ?? []
  if (!method || !result) return []
  const pairs = more.flatMap((one) => {
    const at = one.indexOf('=')
    return at > 0 ? [[one.slice(0, at).toLowerCase(), one.slice(at + 1).toLowerCase()] as const] : []
  })
  return [{ method, result, properties: Object.fromEntries(pairs) }]
}
