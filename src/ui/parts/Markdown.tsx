import { raw } from 'hono/html'
import { LRUCache } from 'lru-cache'
import sanitize from 'sanitize-html'
import { heldTogether } from '../french.ts'
import type { JSX } from '../jsx/elements.ts'
import type { Rank } from './Heading.tsx'
import { parser, type Token } from './markdown-text.ts'
import { spoken } from './Words.tsx'

/**
 * What may remain. Markdown never makes more than this; the second lock is for the day the parser
 * has a fault. Pictures are left out: an address in a text must not tell others who reads it.
 */
const allowed: sanitize.IOptions = {
  allowedTags: [
    ...['p', 'br', 'hr', 'em', 'strong', 's', 'code', 'pre', 'blockquote', 'a', 'ul', 'ol', 'li'],
    ...['h2', 'h3', 'h4', 'h5', 'h6', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ],
  allowedAttributes: { a: ['href', 'rel'], ol: ['start'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  transformTags: { a: sanitize.simpleTransform('a', { rel: 'nofollow ugc' }) },
}

/** Headings start at the rank that the place on the page asks for, and never skip one. */
function rankHeadings(tokens: Token[], first: Rank): void {
  const ranks: { written: number; given: number }[] = []
  for (const token of tokens) {
    if (token.type === 'heading_open') {
      const written = Number(token.tag.slice(1))
      while (ranks.length > 0 && ranks.at(-1)!.written >= written) ranks.pop()
      const given = Math.min(6, ranks.length > 0 ? ranks.at(-1)!.given + 1 : first)
      ranks.push({ written, given })
      token.tag = `h${given}`
    } else if (token.type === 'heading_close') token.tag = `h${ranks.at(-1)!.given}`
  }
}

/** Texts made into HTML lately, 4 MB of them: published texts never change and are read again and again. */
const made = new LRUCache<string, string>({
  maxSize: 4 * 2 ** 20,
  sizeCalculation: (html, text) => html.length + text.length + 1,
})

/** Markdown as safe HTML, its highest headings of the rank `first`; mentions of these `handles` lead to whoever they are. */
export function toHtml(
  text: string,
  first: Rank = 3,
  lang = '',
  handles: ReadonlySet<string> = none,
): string {
  const linked = text.includes('@') ? handles : none
  const key = `${first} ${lang} ${[...linked].join()} ${text}`
  const html = made.get(key) ?? convert(text, first, lang, linked)
  made.set(key, html)
  return html
}

const none: ReadonlySet<string> = new Set()

function convert(text: string, first: Rank, lang: string, handles: ReadonlySet<string>): string {
  const tokens = parser.parse(text, { handles })
  rankHeadings(tokens, first)
  // Words only: an address or a line of code stays as it was written.
  for (const { children } of tokens)
    for (const part of children ?? [])
      if (part.type === 'text') part.content = heldTogether(lang, part.content)
  return sanitize(parser.renderer.render(tokens, parser.options, {}), allowed)
}

/** The one component that writes HTML it did not make; everything in it went through the sanitiser. */
export const Markdown = ({
  text,
  lang,
  rank = 3,
  handles,
}: {
  text: string
  lang: string
  rank?: Rank
  /** Of those whose mention leads to their page. */
  handles?: ReadonlySet<string>
}): JSX.Element => (
  <div class="prose" {...spoken(lang)}>
    {raw(toHtml(text, rank, lang, handles)) as JSX.Element}
  </div>
)
