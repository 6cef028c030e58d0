import { config } from '../config.ts'
import { alphabet } from '../ids.ts'
import { isSame, signatureOf } from '../signing.ts'

/**
 * What a signed address of ours is for, by its first letter: to answer, to follow, to hear no more of, to say that one
 * is who one says, and where mail comes back to that could not be delivered; and what a letter asks one person.
 */
export const ways = {
  ...{ reply: 'r', follow: 'f', stop: 's', confirm: 'c', bounce: 'b' },
  ...{ need: 'n', takeUp: 't', mentorship: 'm', ends: 'e', quoted: 'q', list: 'l' },
  ...{
    healthCheck: 'h',
    stillTrue: 'v',
    custodian: 'k',
    keeping: 'g',
    credit: 'd',
    writing: 'w',
    review: 'a',
  },
  ...{ invitation: 'i', joining: 'j', role: 'o', duty: 'u', organisation: 'p', entry: 'x' },
} as const
export type Way = keyof typeof ways
/** By which a letter is answered. */
export type AnswerWay = Exclude<Way, 'follow' | 'stop' | 'confirm' | 'bounce'>

/** An address of ours, as somebody wrote to it. */
export type OurAddress =
  /** `words` are what was signed; past its last day it is `over`. */
  | { way: Way; words: string[]; over: boolean }
  /** One that people know: of a community by its slug, with what they want of it after a plus. */
  | { way: 'named'; name: string; wish: string }

const day = 86_400_000
const today = (): number => Math.floor(Date.now() / day)

/** Sixteen letters of base 32, 80 bits: mail programs and servers write a local part small. */
function signed(text: string): string {
  const bytes = signatureOf(`mail.address ${text}`).subarray(0, 16)
  return Array.from(bytes, (byte) => alphabet[byte & 31]).join('')
}

/**
 * An address that nobody can make up, good for so many days: `r.‹words›.‹last day›.‹signature›@…`. Words are small
 * letters and numbers, such as references; the local part of an address holds 64 characters (RFC 5321). Nothing where
 * no mail reaches us.
 */
export function signedAddress(way: Way, words: string[], days: number): string | undefined {
  const { MAIL_DOMAIN } = config()
  if (!MAIL_DOMAIN) return undefined
  const text = [ways[way], ...words, (today() + days).toString(36)].join('.')
  return `${text}.${signed(text)}@${MAIL_DOMAIN}`
}

/** What people know: `‹slug›@…`, or `‹slug›+join@…`. Nothing where no mail reaches us. */
export function namedAddress(name: string, wish = ''): string | undefined {
  const { MAIL_DOMAIN } = config()
  return MAIL_DOMAIN && `${name}${wish && `+${wish}`}@${MAIL_DOMAIN}`
}

/** What an address is for, if it is one of ours; a signature that is not ours makes it none. */
export function ourAddress(address: string): OurAddress | undefined {
  const [, local, domain] = /^([^@]+)@([^@]+)$/.exec(address.trim().toLowerCase()) ?? []
  if (!local || domain !== config().MAIL_DOMAIN?.toLowerCase()) return undefined
  const parts = local.split('.')
  if (parts.length < 3)
    return { way: 'named', name: local.replace(/\+.*$/s, ''), wish: local.split('+')[1] ?? '' }
  const signature = parts.pop()!
  if (!isSame(signature, signed(parts.join('.')))) return undefined
  const [letter, ...words] = parts
  const way = (Object.keys(ways) as Way[]).find((one) => ways[one] === letter)
  const last = Number.parseInt(words.pop() ?? '', 36)
  return way && { way, words, over: !(last >= today()) }
}

/** Words without what stands in our letters for one person alone: addresses signed for them, and the way out of a list. */
export const withoutSigned = (words: string): string =>
  words
    .replace(/[a-z0-9.]{12,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)*/gi, (address) => {
      const ours = ourAddress(address)
      return ours && ours.way !== 'named' ? '…' : address
    })
    .replace(/(\/notices\/unsubscribe\/)[\w.~-]+/g, '$1…')
