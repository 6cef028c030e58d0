import { config } from '../base/config.ts'

/** One of each, so that whoever tries the demo sees what each can do. They exist on a demo instance alone. */
export const demoAccounts = [
  { name: 'Amina Sow', email: 'member@demo.example', role: undefined },
  { name: 'Tendai Moyo', email: 'facilitator@demo.example', role: undefined },
  { name: 'Lucía Quispe', email: 'reviewer@demo.example', role: 'reviewer' },
  { name: 'Karim Bensaïd', email: 'curator@demo.example', role: 'curator' },
  { name: 'Grace Banda', email: 'operator@demo.example', role: 'operator' },
] as const

export const demoPassword = 'a tree of many'

/**
 * Whoever may reach this server knows the password: the accounts of the demo open on this machine alone, and
 * not where a proxy on it lets others in.
 */
export function demoIsOpen(): boolean {
  const { HOST, PUBLIC_URL, TRUST_PROXY } = config()
  return isHere(HOST) && !TRUST_PROXY && (!PUBLIC_URL || isHere(new URL(PUBLIC_URL).hostname))
}

const isHere = (host: string): boolean => ['127.0.0.1', '::1', '[::1]', 'localhost'].includes(host)

/** Nobody has an address of this domain but the people of the demo (RFC 2606). */
export const isOfDemo = (email: string): boolean => email.toLowerCase().endsWith('@demo.example')
