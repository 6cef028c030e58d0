import type { Shown } from '../base/text.ts'
import { markdownTokens } from '../ui/parts/markdown-text.ts'
import { outside } from '../ui/url.ts'
import type { Paragraph, Run } from './product.ts'

type Token = ReturnType<typeof markdownTokens>[number]

/** What people wrote in Markdown as paragraphs: headings, lists, quotes, stress and links; all else as words. */
export function proseOf({ lang, text }: Shown): Paragraph[] {
  const paragraphs: Paragraph[] = []
  const lists: { numbered: boolean; count: number }[] = []
  let quoted = 0
  let heading = false
  /** The first paragraph of an item carries its mark. */
  let fresh = false
  const add = (runs: Run[]) => {
    if (!runs.some((run) => run.text.trim())) return
    const list = fresh ? lists.at(-1) : undefined
    fresh = false
    if (list) paragraphs.push({ ...marked(list), runs })
    else paragraphs.push({ as: heading ? 'heading' : quoted ? 'quote' : 'text', runs })
  }
  for (const token of markdownTokens(text)) {
    if (token.type === 'bullet_list_open') lists.push({ numbered: false, count: 0 })
    else if (token.type === 'ordered_list_open')
      lists.push({ numbered: true, count: Number(token.attrGet('start') ?? 1) - 1 })
    else if (/_list_close$/.test(token.type)) lists.pop()
    else if (token.type === 'list_item_open') {
      lists.at(-1)!.count++
      fresh = true
    } else if (/^blockquote_/.test(token.type)) quoted += token.nesting
    else if (/^heading_/.test(token.type)) heading = token.nesting > 0
    else if (token.type === 'inline') add(runsOf(token.children ?? [], lang))
    else if (token.type === 'fence' || token.type === 'code_block') add([{ lang, text: token.content }])
  }
  return paragraphs
}

const marked = ({ numbered, count }: { numbered: boolean; count: number }) =>
  numbered ? { as: 'number' as const, number: count } : { as: 'bullet' as const }

function runsOf(tokens: Token[], lang: string): Run[] {
  const runs: Run[] = []
  let strong = 0
  let slanted = 0
  let href: string | undefined
  for (const token of tokens) {
    if (/^strong_/.test(token.type)) strong += token.nesting
    else if (/^em_/.test(token.type)) slanted += token.nesting
    else if (token.type === 'link_open') href = outside(String(token.attrGet('href') ?? ''))
    else if (token.type === 'link_close') href = undefined
    else {
      const text = /break$/.test(token.type) ? ' ' : token.content
      if (text)
        runs.push({
          lang,
          text,
          ...(strong > 0 && { strong: true as const }),
          ...(slanted > 0 && { slanted: true as const }),
          ...(href && { href }),
        })
    }
  }
  return runs
}

/** The words of one paragraph, as they are said. */
export const plain = ({ runs }: Paragraph): string => runs.map(({ text }) => text).join('')
