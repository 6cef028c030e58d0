import { domainToASCII } from 'node:url'
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
 * What the mail server of this name found out (Authentication-Results, RFC 8601): DMARC passed for the domain that the
 * message says it is from, or a DKIM signature or SPF of it. Only what it wrote itself is believed: servers write on top,
 * so it is what stands highest. Whoever sends a message can write the same further down.
 */
export function proofIn(headers: Header[], from: string, server: string | undefined): Proof {
  if (!server) return 'unshown'
  const domain = domainOf(from)
  const results = topmost(headers, server.toLowerCase())
  const of = (method: string) => results.filter((one) => one.method === method)
  const dmarc = of('dmarc')
  if (dmarc.some(({ result }) => ['fail', 'reject', 'quarantine'].includes(result))) return 'forged'
  // Whom the server read it to be from, if another, is not who we read it to be from.
  const passed = ({ result, properties }: Result) =>
    result === 'pass' && domainOf(properties['header.from'] ?? '') === domain
  if (dmarc.length > 0 && dmarc.every(passed)) return 'shown'
  if (dmarc.some(({ result }) => result === 'pass')) return 'unshown'
  const signed = of('dkim').some(
    ({ result, properties: { 'header.d': d, 'header.i': i } }) =>
      result === 'pass' && speaksFor(domainOf(d ?? i ?? ''), domain),
  )
  const sent = of('spf').filter(({ properties }) =>
    speaksFor(domainOf(properties['smtp.mailfrom'] ?? ''), domain),
  )
  if (signed || sent.some(({ result }) => result === 'pass')) return 'shown'
  return sent.some(({ result }) => result === 'fail') ? 'forged' : 'unshown'
}

/** As it is looked up; empty for what is none. */
const domainOf = (address: string): string => domainToASCII(address.slice(address.lastIndexOf('@') + 1))

/**
 * A domain, or one that it is within. One within it may be anybody's, as under `edu.example`: which are not, DMARC knows
 * by a list of them, and its word is taken above.
 */
const speaksFor = (one: string, domain: string): boolean =>
  one.includes('.') && (one === domain || domain.endsWith(`.${one}`))

/**
 * Of what this server wrote, the highest: all of it where nothing stands above, as far as the next hand that the message
 * went through; below one, where what came with the message may follow at once, the first alone.
 */
function topmost(headers: Header[], server: string): Result[] {
  const results: Result[] = []
  let found = false
  let below = false
  for (const { name, value } of headers) {
    if (name === 'received') {
      if (found) break
      below = true
    }
    if (name !== 'authentication-results') continue
    const [who = '', ...rest] = statements(value)
    // A number after its name is the version of what it says.
    if (who.trim().toLowerCase().replace(/ \d+$/, '') !== server) continue
    results.push(...rest.flatMap(resultIn))
    if (below) break
    found = true
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
  return all.map((one) => one.replace(/\s+/g, ' '))
}

function resultIn(statement: string): Result[] {
  const [first = '', ...more] = statement.trim().replace(/ ?= ?/g, '=').split(/\s+/)
  const [, method, result] = /^([\w-]+)(?:\/\d+)?=([\w-]+)$/.exec(first.toLowerCase()) ?? []
  if (!method || !result) return []
  const pairs = more.flatMap((one) => {
    const at = one.indexOf('=')
    return at > 0 ? [[one.slice(0, at).toLowerCase(), one.slice(at + 1).toLowerCase()] as const] : []
  })
  return [{ method, result, properties: Object.fromEntries(pairs) }]
}
