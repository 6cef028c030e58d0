// biome-ignore-all lint: this file is made of mistakes, to see that each is refused
import { expect, test } from 'vitest'
import { outside, url } from '../url.ts'
import type { JSX } from './elements.ts'

const typed = 'https://example.org'

/** What the compiler must refuse: an error expected and not found is itself an error of `tsc`. */
export const refused = (): JSX.Element[] => [
  // @ts-expect-error an address is a Url, not any string
  <a href="javascript:alert(1)">x</a>,
  // @ts-expect-error nor one somebody typed
  <a href={typed}>x</a>,
  // @ts-expect-error what `outside` may refuse must be looked at first
  <a href={outside(typed)}>x</a>,
  // @ts-expect-error a link leads somewhere
  <a>x</a>,
  // @ts-expect-error no inline style
  <p style="color:red">x</p>,
  // @ts-expect-error not as an object either
  <p style={{ color: 'red' }}>x</p>,
  // @ts-expect-error no inline handlers
  <button type="button" onclick="alert(1)">
    x
  </button>,
  // @ts-expect-error `class`, not `className`
  <p className="soft">x</p>,
  // @ts-expect-error unknown attributes
  <p colour="red">x</p>,
  // @ts-expect-error unknown elements
  <marquee>x</marquee>,
  // @ts-expect-error unknown elements of our own
  <copy-txt for="x">x</copy-txt>,
  // @ts-expect-error no frames of others
  <iframe src={url`/`} />,
  // @ts-expect-error a picture has words
  <img src={url`/`} />,
  // @ts-expect-error void elements hold nothing
  <br>x</br>,
  // @ts-expect-error a form goes to an address of ours
  <form action="/search">x</form>,
  // @ts-expect-error a button may not send elsewhere
  <button type="submit" formaction={typed}>
    x
  </button>,
  // @ts-expect-error aria-hidden is a word, as HTML has it
  <p aria-hidden={true}>x</p>,
  // @ts-expect-error roles are those we use
  <p role="buton">x</p>,
  // @ts-expect-error an attribute of another element
  <p href={url`/`}>x</p>,
  // @ts-expect-error no raw HTML
  <p dangerouslySetInnerHTML={{ __html: '' }} />,
  // @ts-expect-error a path is drawn by something
  <path stroke-width={2} />,
  // @ts-expect-error `true` would show nothing
  <p>{true}</p>,
  // @ts-expect-error views are synchronous
  <p>{Promise.resolve('x')}</p>,
]

test('what is listed can be written', () => {
  const list = ['a', 'b']
  const view = (
    <p class="soft" lang="fr" aria-label="x" hidden={false}>
      {list.map((item) => (
        <a href={url`/topics/${item}`}>{item}</a>
      ))}
      {list.length > 2 && <b>more</b>}
      <svg viewBox="0 0 1 1" width={9}>
        <rect class="leaf" width="1" height="1" />
      </svg>
    </p>
  )
  expect(String(view)).toBe(
    '<p class="soft" lang="fr" aria-label="x"><a href="/topics/a">a</a><a href="/topics/b">b</a>' +
      '<svg viewBox="0 0 1 1" width="9"><rect class="leaf" width="1" height="1"></rect></svg></p>',
  )
})
