import { createReadStream } from 'node:fs'
import { simpleParser } from 'mailparser'

/** A message taken apart, as far as it matters here. */
export interface Parsed {
  headerLines: { key: string; line: string }[]
  from: { address?: string; name: string }[]
  subject: string
  messageId?: string
  inReplyTo?: string
  references?: string | string[]
  /** Plain words, or what is left of HTML without its marks. */
  text: string
  attachments: {
    filename?: string
    contentType: string
    contentDisposition?: string
    related?: boolean
    size: number
    content: Buffer
  }[]
}

/** In characters: more than any letter has. */
const most = 500_000

/** Takes a message apart; what is broken in it is left out. */
export async function parse(path: string): Promise<Parsed> {
  const { headerLines, from, subject, messageId, inReplyTo, references, text, html, attachments } =
    await simpleParser(createReadStream(path), {
      skipTextToHtml: true,
      skipImageLinks: true,
      keepDeliveryStatus: true,
      maxHtmlLengthToParse: most,
      maxHeadSize: most,
      maxChildNodes: 500,
    })
  return {
    headerLines: headerLines.map(({ key, line }) => ({ key, line })),
    from: (from?.value ?? []).map(({ address, name }) => ({ address, name })),
    subject: subject ?? '',
    messageId,
    inReplyTo,
    references,
    text: (text?.trim() ? text : plainOf((html || '').slice(0, most))).slice(0, most),
    attachments: attachments.map(({ filename, contentType, contentDisposition, related, size, content }) => ({
      ...{ filename, contentType, contentDisposition, related, size, content },
    })),
  }
}

/**
 * Where a mail has no plain words and its HTML is long or nested beyond reading: what stands between its marks. From mark
 * to mark and never back, so that nothing holds it up.
 */
function plainOf(html: string): string {
  const words: string[] = []
  for (let at = 0; ; ) {
    const mark = html.indexOf('<', at)
    words.push(html.slice(at, mark < 0 ? undefined : mark))
    const over = mark < 0 ? -1 : overAt(html, mark)
    if (over < 0) break
    at = over
  }
  return words
    .join(' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&')
    .trim()
}

/** Where a mark is over, and with it what it hides. */
function overAt(html: string, mark: number): number {
  const [hides] = /^<(?:!--|script\b|style\b)/i.exec(html.slice(mark, mark + 8)) ?? []
  const end = hides === '<!--' ? '-->' : hides ? `</${hides.slice(1).toLowerCase()}` : '>'
  const over = html.indexOf(end, mark)
  return over < 0 ? -1 : over + (end.startsWith('</') ? 0 : end.length)
}
