import { direction } from '../../../base/i18n/reader.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Markdown } from '../../../ui/parts/Markdown.tsx'
import type { Url } from '../../../ui/url.ts'
import type { Part } from '../letter.ts'

/**
 * A letter as light HTML: no style, no picture, nothing fetched from anywhere, so that every mail program shows it in
 * its own letters, dark or light, and no one learns that it was read.
 */
export const LetterPage = ({
  subject,
  lang,
  parts,
}: {
  subject: string
  lang: string
  parts: Part[]
}): JSX.Element => (
  <html lang={lang} dir={direction(lang)}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{subject}</title>
    </head>
    <body>
      {parts.map((part) => (
        <Drawn part={part} />
      ))}
    </body>
  </html>
)

function Drawn({ part }: { part: Part }): JSX.Element {
  if ('words' in part) return <p>{lines(part.words)}</p>
  if ('said' in part)
    return (
      <blockquote>
        <Markdown text={part.said} lang={part.lang} rank={3} />
      </blockquote>
    )
  if ('heading' in part)
    return (
      <h2>
        <bdi lang={part.lang}>{part.href ? <a href={part.href as Url}>{part.heading}</a> : part.heading}</bdi>
      </h2>
    )
  if ('link' in part)
    return (
      <p>
        {part.main ? (
          <strong>
            <a href={part.href as Url}>{part.link}</a>
          </strong>
        ) : (
          <a href={part.href as Url}>{part.link}</a>
        )}
      </p>
    )
  if ('list' in part)
    return (
      <ul>
        {part.list.map((some) => (
          <li>
            {some.map((one) => (
              <Drawn part={one} />
            ))}
          </li>
        ))}
      </ul>
    )
  return (
    <>
      <hr />
      <small>
        {part.foot.map((one) => (
          <Drawn part={one} />
        ))}
      </small>
    </>
  )
}

/** A name in another script stands on the side of the letter that all else begins on. */
const lines = (words: string): JSX.Element[] =>
  words.split('\n').flatMap((line, i) => [...(i === 0 ? [] : [<br />]), <bdi>{line}</bdi>])
