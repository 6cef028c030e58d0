import type { ReadChat } from './parsing.ts'

/** Words of a page without its tags. */
const plain = (html: string): string =>
  html
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&#(\d{1,6});/g, (_, code: string) => String.fromCodePoint(Math.min(Number(code), 0x10ffff)))
    .replace(/&(?:lt|gt|quot|apos|nbsp);/g, (sign) => signs[sign] ?? sign)
    .replaceAll('&amp;', '&')
    .trim()

const signs: Record<string, string> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&nbsp;': ' ',
}

const within = (html: string, of: RegExp): string => plain(of.exec(html)?.[1] ?? '')

/** What Telegram on a computer exports by itself: pages to look at. */
export const isTelegramPage = (text: string): boolean =>
  /<div class="message (?:default|service)/.test(text) && /class="page_wrap"|class="history"/.test(text)

/** Reads such pages, one after another. Whoever was passed on said it themselves, and is who may agree to it. */
export function telegramPageIn(
  text: string,
  { clean, named }: { clean: (words: string) => string; named: (name: string) => string },
): ReadChat {
  const chat: ReadChat = {
    ...{ app: 'telegram', name: '', messages: [] },
    leftOut: { media: [], deleted: 0, system: 0 },
  }
  const [head = '', ...parts] = text.split(/<div class="message (?=default|service)/)
  const name = within(head, /<div class="text bold">([^<]*)<\/div>/)
  if (name) chat.name = named(name)
  let last = '?'
  for (const part of parts) {
    if (!part.startsWith('default')) {
      chat.leftOut.system++
      continue
    }
    const [own = '', passedOn] = part.split('<div class="forwarded body">')
    last = within(own, /<div class="from_name">([\s\S]*?)<\/div>/) || last
    const author = passedOn && within(passedOn, /<div class="from_name">([^<]*)/)
    const media = /class="(?:media_wrap|photo_wrap|sticker_wrap)/.test(part)
    if (media) chat.leftOut.media.push(mediaIn(part))
    const words = clean(within(passedOn ?? own, /<div class="text">([\s\S]*?)<\/div>/))
    if (words)
      chat.messages.push({
        speaker: named(passedOn === undefined ? last : author || '?'),
        at: dateIn(own),
        words,
      })
    else if (!media) chat.leftOut.deleted++
  }
  return chat
}

/** By the name of its file, or as WhatsApp says of what was not exported. */
const mediaIn = (html: string): string =>
  plain(/ href="(?:\w+_)?(?:photos|files|messages|stickers)\/([^"]{1,200})"/.exec(html)?.[1] ?? '').slice(
    0,
    120,
  ) || '<media>'

/** `13.10.2023 14:02:11 UTC+01:00`, or without a zone. */
function dateIn(html: string): Date | undefined {
  const [, day, month, year, time, zone = 'Z'] =
    /date details" title="(\d{2})\.(\d{2})\.(\d{4}) (\d{2}:\d{2}:\d{2})(?: UTC([+-]\d{2}:\d{2}))?"/.exec(
      html,
    ) ?? []
  const at = new Date(`${year}-${month}-${day}T${time}${zone}`)
  return Number.isNaN(at.getTime()) ? undefined : at
}
