import MarkdownIt from 'markdown-it'

/** Reads Markdown; HTML in it is text. */
export const parser = new MarkdownIt({ html: false, linkify: true, typographer: false })
export type Token = ReturnType<typeof parser.parse>[number]

/** What is asked of a text besides its Markdown. */
interface Reading {
  /** Handles of people whose mention leads to their page. */
  handles?: ReadonlySet<string>
}

/** `@handle`, where nothing stands before it that makes it a part of something else. */
const mention = /(?<![\w@./-])@([a-z0-9]+(?:-[a-z0-9]+)*)/g

/** The words of a text that are in no link and no code. */
function* wordsIn(tokens: Token[]): Generator<{ all: Token[]; at: number; words: string }> {
  for (const { children } of tokens) {
    let links = 0
    for (const [at, token] of (children ?? []).entries()) {
      if (token.type === 'link_open') links++
      else if (token.type === 'link_close') links--
      else if (token.type === 'text' && links === 0) yield { all: children!, at, words: token.content }
    }
  }
}

/** The handles that a text mentions, in their order, each once. */
export const mentionsIn = (text: string): string[] =>
  text.includes('@')
    ? [
        ...new Set(
          [...wordsIn(parser.parse(text, {}))].flatMap(({ words }) =>
            [...words.matchAll(mention)].map(([, handle]) => handle!),
          ),
        ),
      ]
    : []

parser.core.ruler.push('mentions', (state) => {
  const { handles } = state.env as Reading
  if (!handles?.size) return
  // From the last, so that what stands before keeps its place.
  for (const { all, at, words } of [...wordsIn(state.tokens)].reverse()) {
    const parts = words.split(mention)
    if (parts.length === 1) continue
    all.splice(
      at,
      1,
      ...parts.flatMap((part, i) =>
        i % 2 === 0
          ? said(part)
          : handles.has(part)
            ? [link('link_open', 1, part), ...said(`@${part}`), link('link_close', -1)]
            : said(`@${part}`),
      ),
    )
  }
  function said(words: string): Token[] {
    if (!words) return []
    const token = new state.Token('text', '', 0)
    token.content = words
    return [token]
  }
  function link(type: string, nesting: 1 | -1, handle?: string): Token {
    const token = new state.Token(type, 'a', nesting)
    if (handle) token.attrSet('href', `/people/${handle}`)
    return token
  }
})

/** The addresses elsewhere that a text leads to, as it is drawn. */
export const linksIn = (text: string): string[] => (/https?:|www[.]/i.test(text) ? everyLinkIn(text) : [])

/** All of them, those of ours too. */
export const everyLinkIn = (text: string): string[] =>
  parser
    .parse(text, {})
    .flatMap(({ children }) => children ?? [])
    .flatMap((token) => (token.type === 'link_open' ? String(token.attrGet('href') ?? '') : []))

/** The same text taken apart, for what is not HTML. */
export const markdownTokens = (text: string): Token[] => parser.parse(text, {})

/** Its words alone, in one line: how it begins, for where it is not drawn. */
export const plainWordsIn = (text: string): string =>
  parser
    .parse(text, {})
    .flatMap(({ type, content, children }) =>
      type === 'fence' || type === 'code_block'
        ? [content]
        : (children ?? [])
            .map((part) => (part.type === 'text' || part.type === 'code_inline' ? part.content : ' '))
            .join(''),
    )
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim()
