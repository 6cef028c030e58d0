import { type ParsedMail, simpleParser } from 'mailparser'
import { isUtf8 } from './charsets.ts'
import { cutWords } from './cutting.ts'
import { unframed } from './framing.ts'
import { endOfHead, headOf } from './message.ts'
import { unpackWords } from './packed-words.ts'

/** What a message says. */
export interface Whole {
  /** As plain words. */
  words: string
  /** Its charset was not said, or is not so. */
  guessed: boolean
  /** There was more than anything keeps. */
  cut: boolean
  attachments: { name: string; content: Buffer }[]
  /** Names of those that hold somebody's address and number, or words of others that only their program opens. */
  left: string[]
}

/** Reads what a message says that `framed` gave: its words of one kind, and what goes with it. Throws what cannot be read. */
export async function wholeOf(raw: Buffer): Promise<Whole> {
  const { raw: body, cut } = cutWords(unframed(raw))
  const end = endOfHead.exec(body.toString('latin1', 0, Math.min(body.length, 256 * 1024)))
  const at = end ? end.index : body.length
  const { head, guessed } = inCharset(body.subarray(0, at), body.subarray(at))
  const said = Buffer.concat([head, body.subarray(at)])
  const { mail, words: plain, relabelled } = await bestRead(said)
  const forwarded = mail.attachments.filter(isMessage)
  const inside = await Promise.all(forwarded.map(({ content }) => forwardedWords(content)))
  const { words, files } = unpackWords([plain, ...inside].join('\n\n'))
  const named = mail.attachments
    .filter((one) => !unsaid.test(one.contentType) && !isMessage(one))
    .map(({ filename, content, contentType }, i) => ({
      name: nameIn(filename || `${i + 1}.${/\/([a-z0-9]+)/.exec(contentType)?.[1] ?? 'bin'}`),
      content,
      contentType,
    }))
  return {
    words,
    cut,
    guessed: guessed || relabelled || words.includes('\uFFFD'),
    attachments: [
      ...named.filter((one) => !isCard(one)),
      ...files.map(({ name, content }) => ({ name: nameIn(name), content })),
    ],
    left: named.filter(isCard).map(({ name }) => name),
  }
}

/** Signatures by keys, and what a server says of its own doing. */
const unsaid = /^application\/(pgp|pkcs7|x-pkcs7)|^message\/delivery-status/
const isMessage = ({ contentType }: { contentType: string }): boolean => contentType === 'message/rfc822'
const isCard = ({ name, contentType }: { name: string; contentType: string }): boolean =>
  /^text\/(x-)?vcard|^text\/directory|^text\/calendar|^application\/ms-tnef/.test(contentType) ||
  /\.(vcf|ics)$|^winmail\.dat$/i.test(name)

const nameIn = (name: string): string => name.replace(/[^\s/\\]*@[^\s/\\]*?(?=\.\w{1,5}$|\s|$)/g, '…')

const parse = (raw: Buffer): Promise<ParsedMail> =>
  simpleParser(raw, { skipImageLinks: true, skipTextToHtml: true, keepCidLinks: true })

/** Where letters are lost in the charset that parts say, they are read in the one that Windows wrote, if that loses fewer. */
async function bestRead(raw: Buffer): Promise<{ mail: ParsedMail; words: string; relabelled: boolean }> {
  const lost = (words: string) => words.split('\uFFFD').length
  const mail = await parse(raw)
  const words = await wordsIn(mail)
  if (lost(words) === 1 || raw.length > mostTwice) return { mail, words, relabelled: false }
  const other = await parse(
    Buffer.from(
      raw
        .toString('latin1')
        .replace(/charset\s*=\s*"?[\w.:-]+"?/gi, 'charset=windows-1252')
        .replace(/^(content-type:[ \t]*text\/\w+)[ \t]*(?=\r?$)/gim, '$1; charset=windows-1252'),
      'latin1',
    ),
  )
  const others = await wordsIn(other)
  return lost(others) < lost(words)
    ? { mail: other, words: others, relabelled: true }
    : { mail, words, relabelled: false }
}

/** The library makes words of a page only where it stands alone, and not where files go with it. */
async function wordsIn({ text, html }: ParsedMail): Promise<string> {
  const { text: said } =
    !text && html ? await parse(Buffer.from(`Content-Type: text/html; charset=utf-8\n\n${html}`)) : { text }
  return (said ?? '').replaceAll('\0', '')
}

/** What is larger is read once. */
const mostTwice = 5_000_000

/** A message that somebody sent on says what it is about and what it says. */
async function forwardedWords(raw: Buffer): Promise<string> {
  const { words } = await bestRead(raw)
  return [headOf(Buffer.concat([Buffer.from('From \n'), raw.subarray(0, 65_536)])).subject, words].join(
    '\n\n',
  )
}

/** Says the charset where none is said, or one that cannot be: of one part as it stands; of several each says its own. */
function inCharset(head: Buffer, body: Buffer): { head: Buffer; guessed: boolean } {
  const said = head.toString('latin1')
  const [, type = ''] = /^content-type:((?:[^\n]|\n[ \t])*)/im.exec(said) ?? []
  const packed = /^content-transfer-encoding:\s*(base64|quoted-printable)/im.test(said)
  if (/multipart\/|message\//i.test(type) || packed || body.every((byte) => byte < 0x80))
    return { head, guessed: false }
  const charset = /charset\s*=\s*"?([\w.:-]+)/i.exec(type)?.[1]?.toLowerCase()
  const fitting =
    charset && charset !== 'us-ascii' && charset !== 'ascii' && (charset !== 'utf-8' || isUtf8(body))
  if (fitting) return { head, guessed: false }
  const kind = /^\s*([\w-]+\/[\w.+-]+)/.exec(type)?.[1] ?? 'text/plain'
  const without = said.replace(/^content-type:(?:[^\n]|\n[ \t])*\n?/im, '')
  const line = `Content-Type: ${kind}; charset=${isUtf8(body) ? 'utf-8' : 'windows-1252'}`
  return { head: Buffer.from(`${line}\r\n${without}`, 'latin1'), guessed: true }
}
