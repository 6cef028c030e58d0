import MarkdownIt from 'markdown-it'

/** Reads Markdown; HTML in it is text. */
export const parser = new MarkdownIt({ html: false, linkify: true, typographer: false })
export type Token = ReturnType<typeof parser.parse>[number]

/** The addresses that a text leads to, as it is drawn. */
export const linksIn = (text: string): string[] =>
  /https?:|www[.]/i.test(text)
    ? parser
        .parse(text, {})
        .flatMap(({ children }) => children ?? [])
        .flatMap((token) => (token.type === 'link_open' ? String(token.attrGet('href') ?? '') : []))
    : []

/** The same text taken apart, for what is not HTML. */
export const markdownTokens = (text: string): Token[] => parser.parse(text, {})
