import { createHash } from 'node:crypto'
import addressesIn from 'nodemailer/lib/addressparser'
import { hideContacts } from '../../base/hiding-contacts.ts'
import { isAutomatic } from '../../base/mail/in/subjects.ts'
import { guess } from './charsets.ts'
import { unframed } from './framing.ts'

/** What the head of a message says. */
export interface Head {
  /** Its Message-ID, without angle brackets; made of its bytes where it has none. */
  id: string
  /** The messages it answers, the nearest first. */
  after: string[]
  subject: string
  author: { name: string; address: string }
  /** Nothing where neither its head nor the line before it say a day that can be. */
  at: Date | undefined
  kind: 'digest' | 'autoreply' | undefined
  /** The first of what it says. */
  begins: string
}

export const endOfHead = /\r?\n\r?\n/
const fromDate =
  /\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? +([A-Z][a-z]{2}) +(\d{1,2}) +(\d{1,2}:\d{2}(?::\d{2})?)(?: +([A-Z0-9+-]{1,6}))?.* +(\d{4})\b/

/** Reads the head of a message that `framed` gave. The whole is read by the library; a preview of tens of thousands waits for no parts. */
export function headOf(raw: Buffer): Head {
  const all = unframed(raw).toString('latin1')
  const end = endOfHead.exec(all)?.index ?? all.length
  const fields = fieldsOf(all.slice(0, end))
  const said = (name: string) => inWords(fields.get(name) ?? '')
  const subject = oneLine(said('subject'))
  return {
    id: idsIn(said('message-id'))[0] ?? nameByBytes(raw),
    after: [...idsIn(said('in-reply-to')), ...idsIn(said('references')).toReversed()],
    subject,
    author: authorOf(said('from')),
    at: dateOf(said('date'), raw),
    kind: kindOf(said, subject),
    begins: guess(Buffer.from(all.slice(end, end + 1_500), 'latin1')),
  }
}

/** Of a message that has no name of its own: made of its first bytes. */
export const nameByBytes = (raw: Buffer): string =>
  `${createHash('sha256').update(raw).digest('hex').slice(0, 32)}@archive.invalid`

/** Fields by their names in small letters; of several of one name the first. */
function fieldsOf(head: string): Map<string, string> {
  const fields = new Map<string, string>()
  for (const line of head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).trim().toLowerCase()
    if (colon > 0 && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim())
  }
  return fields
}

/** Encoded words of a head (RFC 2047) as words; bytes in no encoding as UTF-8, or as what Windows wrote. */
function inWords(value: string): string {
  const plain = guess(Buffer.from(value, 'latin1'))
  return plain
    .replace(/(\?=)\s+(=\?[\w*-]+\?[bq]\?)/gi, '$1$2')
    .replace(/(?:=\?[\w*.:-]+\?[bq]\?[^?]*\?=)+/gi, (run) => {
      const parts = [...run.matchAll(/=\?([\w*.:-]+)\?([bq])\?([^?]*)\?=/gi)].map(
        ([, charset, kind, text]) => ({
          charset: charset!.split('*')[0]!.toLowerCase(),
          bytes:
            kind!.toLowerCase() === 'b'
              ? Buffer.from(text!, 'base64')
              : Buffer.from(
                  text!
                    .replaceAll('_', ' ')
                    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) =>
                      String.fromCharCode(Number.parseInt(hex, 16)),
                    ),
                  'latin1',
                ),
        }),
      )
      // A sign may be cut in two by the words it stands in.
      return parts.every(({ charset }) => charset === parts[0]!.charset)
        ? decoded(Buffer.concat(parts.map(({ bytes }) => bytes)), parts[0]!.charset)
        : parts.map(({ bytes, charset }) => decoded(bytes, charset)).join('')
    })
}

function decoded(bytes: Buffer, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes)
  } catch {
    return guess(bytes)
  }
}

const idsIn = (ids: string): string[] => {
  const all = ids.match(/<[^<>\s]+>/g) ?? (/^\S+@\S+$/.test(ids) ? [ids] : [])
  return all.map((id) => id.replace(/[<>\s\0]/g, '').slice(0, 500)).filter(Boolean)
}

const oneLine = (words: string): string =>
  words
    .toWellFormed()
    .replaceAll('\0', '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()

/** Archives hide addresses as `x at y.org`: they are read as such, and shown to nobody. */
function authorOf(from: string): Head['author'] {
  const plain = from.replace(/([^\s<>"(]+) (?:at|\(at\)|\[at\]) ([\w-]+(?:\.[\w-]+)+)/gi, '$1@$2')
  const one = addressesIn(plain, { flatten: true })[0]
  const address = oneLine(one?.address ?? '').toLowerCase()
  // An address that stands in a name is hidden like any other.
  const name = hideContacts(oneLine(one?.name ?? ''))
    .replace(/[(<[]?\S*…\S*[)>\]]?/g, '')
    .trim()
    .replace(/^["']+|["']+$/g, '')
  return { name: name ? name.slice(0, 120) : nameFrom(address), address }
}

/** `roger.bivand` is what a person is called as far as an address says; with figures in it, it would be half of the address. */
const nameFrom = (address: string): string => {
  const [local = ''] = address.split('@')
  if (!/^[\p{L}._'-]{2,40}$/u.test(local)) return ''
  return oneLine(local.replace(/[._-]+/g, ' ')).replace(/(^|\s)\p{Ll}/gu, (letter) => letter.toUpperCase())
}

const earliest = Date.UTC(1975, 0)
const fits = (date: Date | undefined): date is Date =>
  date !== undefined && date.getTime() > earliest && date.getTime() < Date.now() + 86_400_000

function dateOf(said: string, raw: Buffer): Date | undefined {
  // Comments after the zone, and a weekday that is not that of the day, hinder nothing.
  const written = new Date(said.replace(/\([^)]*\)/g, '').replace(/^\s*\p{L}{3},?\s*/u, ''))
  if (fits(written)) return written
  const line = raw.toString('latin1', 0, Math.min(raw.length, 500)).split('\n', 1)[0]!
  const [, month, day, time, zone, year] = fromDate.exec(line) ?? []
  const date = month
    ? new Date(`${day} ${month} ${year} ${time} ${zone && /^[+-]\d{4}$/.test(zone) ? zone : 'UTC'}`)
    : undefined
  return fits(date) ? date : undefined
}

function kindOf(field: (name: string) => string, subject: string): Head['kind'] {
  const said = (name: string) => field(name).toLowerCase()
  if (/\bDigest, Vol \d+, Issue \d+/i.test(subject)) return 'digest'
  const automatic = said('auto-submitted')
  if (
    (automatic && automatic !== 'no') ||
    said('x-autoreply') ||
    said('x-autorespond') ||
    said('precedence') === 'auto_reply' ||
    isAutomatic(subject)
  )
    return 'autoreply'
  return undefined
}
