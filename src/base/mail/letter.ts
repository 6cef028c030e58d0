/** A piece of a letter: from these are made its plain words, and the light HTML beside them. */
export type Part =
  /** Plain words; their lines stay lines. */
  | { words: string }
  /** What somebody wrote, in Markdown. */
  | { said: string; lang: string }
  /** What the next parts are about. */
  | { heading: string; lang: string; href?: string }
  /** One thing to do, or an address to write to; `main`: the one thing that the letter is for. */
  | { link: string; href: string; main?: true }
  /** What happened in one place, one after another. */
  | { list: Part[][] }
  /** Why it came, and the ways out of it: what mail programs take for a signature. */
  | { foot: Part[] }

/** The letter as plain words, as it reads well without anything else. */
export const plainWords = (parts: Part[]): string => parts.map(plain).join('\n\n')

function plain(part: Part): string {
  if ('words' in part) return part.words
  if ('said' in part) return asTyped(part.said)
  if ('heading' in part) return [part.heading, ...(part.href ? [part.href] : [])].join('\n')
  if ('link' in part && part.link === part.href) return part.href
  if ('link' in part) return `${part.link}\n${part.href.replace(/^mailto:([^?]*).*$/s, '$1')}`
  if ('list' in part)
    return part.list.map((some) => `- ${some.map(plain).join('\n').replaceAll('\n', '\n  ')}`).join('\n')
  // A line of two hyphens and a space begins a signature (RFC 3676).
  return ['-- ', ...part.foot.map(plain)].join('\n')
}

/** Markdown reads well as it is, but for the signs that keep others from being markup; what stands in frames is left as it is. */
const asTyped = (markdown: string): string =>
  markdown
    .split(/^(`{3,}[^\n]*\n[\s\S]*?^`{3,}$)/m)
    .map((piece, i) =>
      i % 2
        ? piece
        : piece
            .replace(/\\([!-/:-@[-`{-~])/g, '$1')
            .replace(/\\$/gm, '')
            .replace(/<((?:https?|ftp):[^>\s]+)>/g, '$1'),
    )
    .join('')

/** What was written as plain words only, part by part: a line that is an address is a link by the words before it. */
export function partsOf(body: string): Part[] {
  return body.split(/\n{2,}/).flatMap((paragraph): Part[] => {
    const lines = paragraph.split('\n')
    const parts: Part[] = []
    let words: string[] = []
    const end = () => {
      if (words.length) parts.push({ words: words.join('\n') })
      words = []
    }
    for (const line of lines)
      if (/^https?:\/\/\S+$/.test(line.trim())) {
        const link = words.pop() ?? line.trim()
        end()
        parts.push({ link, href: line.trim() })
      } else words.push(line)
    end()
    return parts
  })
}
