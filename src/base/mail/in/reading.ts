import { domainToASCII } from 'node:url'
import { isLang } from '../../text.ts'
import { leaveOut } from './leaving-out.ts'
import type { Parsed } from './parse.ts'
import { parsedMail } from './parsing.ts'
import { type Report, reportIn } from './reports.ts'
import { bareSubject } from './subjects.ts'

/** A header as it came, its lines put together, the name in small letters. */
export interface Header {
  name: string
  value: string
}

export interface Attachment {
  name: string
  content: Buffer
}

/** A message as far as it matters here. */
export interface ReadMail {
  /** From the top down. */
  headers: Header[]
  /** Whom it says it is from; nothing where it names nobody, or several. */
  from: { address: string; name: string } | undefined
  /** Without "Re:" before it. */
  subject: string
  messageId: string | undefined
  /** The names of those it answers or follows on, the nearest first. */
  after: string[]
  /** Plain words, without what was left out. */
  words: string
  rest: string
  /** The language it says it is in. */
  lang: string | undefined
  attachments: Attachment[]
  /** It says that something could not be delivered. */
  report: Report | undefined
}

const limits = { subject: 200, names: 50, name: 200 }

/** Reads whatever came, in every character set that there is: what is broken in it is left out, and never a fault. */
export async function readMail(path: string): Promise<ReadMail> {
  const parsed = await parsedMail(path)
  const headers = parsed.headerLines.map(({ key, line }) => ({
    name: key.toLowerCase(),
    value: line
      .replace(/^[^:]*:/, '')
      .replace(/\s+/g, ' ')
      .trim(),
  }))
  const { words, rest } = leaveOut(withoutPictures(parsed.text))
  const lang = headers
    .find(({ name }) => name === 'content-language')
    ?.value.split(',')[0]
    ?.trim()
  return {
    headers,
    from: senderIn(headers, parsed.from),
    subject: subjectIn(parsed.subject),
    messageId: namesIn(parsed.messageId)[0],
    after: [...new Set([...namesIn(parsed.inReplyTo), ...namesIn(parsed.references).toReversed()])].slice(
      0,
      limits.names,
    ),
    words,
    rest,
    lang: lang && isLang(lang) ? lang : undefined,
    attachments: parsed.attachments.filter(isKept).map(({ filename, contentType, content }) => ({
      name: filename || nameless(contentType),
      content,
    })),
    report: reportIn(parsed.attachments),
  }
}

/**
 * A message with two senders, or with one that has to be put together from pieces, is read by one program as from the
 * one, and by another as from the other: beside quoted words and comments its header has this address alone, letter by
 * letter.
 */
function senderIn(headers: Header[], from: Parsed['from']): ReadMail['from'] {
  const [one, ...more] = from
  const [written, ...others] = headers.filter(({ name }) => name.trim() === 'from')
  if (!written || others.length || more.length || !one?.address) return undefined
  const address = plainAddress(one.address)
  const named = small(written.value)
    .replace(/"(?:[^"\\]|\\.)*"/g, '')
    .replace(/\([^()]*\)/g, '')
    .split(/[\s<>,;:]+/)
    .filter((word) => word.includes('@'))
  const isAlone = named.length > 0 && named.every((word) => word === address)
  return address && isAlone ? { address, name: one.name } : undefined
}

/** Only A to Z are written small: other letters, such as the sign for kelvin, would become one of them. */
const small = (words: string): string => words.replace(/[A-Z]/g, (letter) => letter.toLowerCase())

/** An address as accounts have it, its domain as it is looked up; nothing where it is of another alphabet, which ours are not. */
function plainAddress(given: string): string | undefined {
  const at = given.lastIndexOf('@')
  const address = `${small(given.slice(0, at).trim())}@${domainToASCII(given.slice(at + 1).trim())}`
  return /^[!-~]+$/.test(address) && /^[^@<>"(),;:]+@[^@<>"(),;:]+$/.test(address) ? address : undefined
}

const namesIn = (value: string | string[] | undefined): string[] =>
  [value ?? []]
    .flat()
    .flatMap((some) => some.split(/[\s<>]+/))
    .filter((name) => name.length <= limits.name && /^[!-?A-~]+@[!-~]+$/.test(name))

/** In one line, without what stands before what it is about. */
function subjectIn(given: string): string {
  const whole = given
    .slice(0, 10 * limits.subject)
    .toWellFormed()
    .replace(/\p{Cc}+|\s+/gu, ' ')
    .trim()
  return bareSubject(whole).slice(0, limits.subject).trim()
}

/** Addresses of pictures, which HTML is left with as plain words: some only tell who reads it, others are the picture itself. */
const withoutPictures = (words: string): string =>
  words
    .replace(/\[(?:https?|cid|data|file):[^\]\s]*\]/gi, '')
    .replace(/\[(?:image|bild|imagen|imagem): [^\]\n]{0,200}\]/gi, '')

/** Small pictures of a signature, signatures of programs, and reports go with it and are nothing to keep. */
const isKept = ({ contentType, related, size, contentDisposition }: Parsed['attachments'][number]): boolean =>
  !/^(message|application)\/(delivery-status|disposition-notification|rfc822-headers|pgp-signature|pgp-keys|(x-)?pkcs7-signature|ms-tnef)$/i.test(
    contentType,
  ) && !(related && contentDisposition !== 'attachment' && size < 20_000)

const nameless = (type: string): string =>
  `attachment.${{ 'image/jpeg': 'jpg', 'image/png': 'png', 'application/pdf': 'pdf', 'text/plain': 'txt' }[type] ?? 'bin'}`
