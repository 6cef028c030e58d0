import { direction, reader } from '../../../base/i18n/reader.ts'
import { inReach } from '../../../base/i18n/t.ts'
import type { Text } from '../../../base/text.ts'
import type { Child, JSX } from '../../../ui/jsx/elements.ts'
import { Markdown } from '../../../ui/parts/Markdown.tsx'
import { Words } from '../../../ui/parts/Words.tsx'
import { url } from '../../../ui/url.ts'

/** A page that is read from a folder: its links are relative, and it asks for nothing from outside. */
export interface LeafProps {
  title: string
  /** The way back to the first page: empty on it, `../` on the others. */
  up: '' | '../'
  community: Text
  children: Child
}

export const Leaf = ({ title, up, community, children }: LeafProps): JSX.Element => (
  <html lang={reader().lang} dir={direction(reader().lang)}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{up ? `${title} – ${inReach(community).text}` : title}</title>
      <link rel="stylesheet" href={up ? url`../style.css` : url`style.css`} />
    </head>
    <body>
      {up && (
        <nav>
          <a href={url`../index.html`}>
            <Words text={community} />
          </a>
        </nav>
      )}
      <main>{children}</main>
    </body>
  </html>
)

/** Words of several lines, in the reader's language or their own. */
export const Long = ({ text, rank = 3 }: { text: Text; rank?: 3 | 4 }): JSX.Element => {
  const { text: words, lang } = inReach(text)
  return <Markdown text={words} lang={lang} rank={rank} />
}
