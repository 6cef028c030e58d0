import { createReadStream } from 'node:fs'
import { simpleParser } from 'mailparser'
import sanitize from 'sanitize-html'
import { isLang } from '../../text.ts'
import { leaveOut } from './leaving-out.ts'
import { type Report, reportIn } from './reports.ts'

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
  const parsed = await simpleParser(createReadStream(path), {
    skipTextToHtml: true,
    skipImageLinks: true,
    keepDeliveryStatus: true,
    maxHtmlLengthToParse: 2_000_000,
    maxHeadSize: 500_000,
    maxChildNodes: 500,
  })
  const headers = parsed.headerLines.map(({ key, line }) => ({
    name: key.toLowerCase(),
    value: line
      .replace(/^[^:]*:/, '')
      .replace(/\s+/g, ' ')
      .trim(),
  }))
  const text = parsed.text?.trim() ? parsed.text : plainOf(parsed.html || '')
  const { words, rest } = leaveOut(text)
  const lang = headers
    .find(({ name }) => name === 'content-language')
    ?.value.split(',')[0]
    ?.trim()
  return {
    headers,
    from: senderIn(headers, parsed.from),
    subject: bare(parsed.subject ?? ''),
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

/** A message with two senders is read by one program as from the one, and by another as from the other. */
function senderIn(
  headers: Header[],
  from: { value: { address?: string; name: string }[] } | undefined,
): ReadMail['from'] {
  const [one, ...more] = from?.value ?? []
  if (headers.filter(({ name }) => name === 'from').length !== 1 || more.length || !one?.address)
    return undefined
  const address = one.address.trim().toLowerCase()
  return /^[^\s@<>"(),;:]+@[^\s@<>"(),;:]+$/.test(address) ? { address, name: one.name } : undefined
}

const namesIn = (value: string | string[] | undefined): string[] =>
  [value ?? []]
    .flat()
    .flatMap((some) => some.match(/[^\s<>]+@[^\s<>]+/g) ?? [])
    .filter((name) => name.length <= limits.name)

/** Without what mail programs put before it, in many languages, and without the name of a list. */
const bare = (subject: string): string =>
  subject
    .toWellFormed()
    .replace(/\p{Cc}+|\s+/gu, ' ')
    .trim()
    .replace(
      /^((re|aw|sv|vs|antw|rif|ynt|odp|ref|res|rép|fwd?|wg|tr|rv|enc|vb|i|ответ|отв|на|пересл|رد|إعادة توجيه|回复|答复|转发|転送)\s*(\[\d+\])?\s*[:：]\s*)+/iu,
      '',
    )
    .replace(/^\[[^\]]{1,40}\]\s*(?=\S)/, '')
    .slice(0, limits.subject)
    .trim()

/** Where a mail has no plain words and its HTML is nested beyond reading. */
const plainOf = (html: string): string =>
  sanitize(html.slice(0, 1_000_000), { allowedTags: [], allowedAttributes: {} })
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .trim()

/** Small pictures of a signature, signatures of programs, and reports go with it and are nothing to keep. */
const isKept = ({
  contentType,
  related,
  size,
  contentDisposition,
}: {
  contentType: string
  related?: boolean
  size: number
  contentDisposition?: string
}): boolean =>
  !/^(message|application)\/(delivery-status|disposition-notification|rfc822-headers|pgp-signature|pgp-keys|(x-)?pkcs7-signature|ms-tnef)$/i.test(
    contentType,
  ) && !(related && contentDisposition !== 'attachment' && size < 20_000)

const nameless = (type: string): string =>
  `attachment.${{ 'image/jpeg': 'jpg', 'image/png': 'png', 'application/pdf': 'pdf', 'text/plain': 'txt' }[type] ?? 'bin'}`
