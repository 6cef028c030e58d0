import EmailReplyParser from 'email-reply-parser'
import { hideContacts } from '../../base/hiding-contacts.ts'
import { most } from '../thread.ts'

/** What a message says itself, and what was left out of that: what it quotes, signatures, the feet of lists. */
export interface OwnWords {
  own: string
  rest: string
  /** It was longer than a post may be; what is over stands in the rest. */
  clipped: boolean
}

/** What is longer is taken as it stands. */
const looked = { characters: 60_000, lines: 2_000 }
/** So many characters are looked at at all: more than a post and what is folded below it hold together. */
const longest = 600_000
const parser = new EmailReplyParser()

/** The words of a message apart: an answer between quoted lines keeps the lines it answers, those quoted twice go. */
export function ownWords(text: string): OwnWords {
  const plain = hideContacts(
    text.slice(0, longest).toWellFormed().replaceAll('\0', '').replace(/\r\n?/g, '\n'),
  )
  const { words, foot } = footApart(plain)
  const [own, left] = apart(words)
  const said = own.trim() ? own : words
  const rest = own.trim() ? [left, foot] : [foot]
  return clip(tidy(said), rest.map(tidy).filter(Boolean).join('\n\n'))
}

function clip(own: string, rest: string): OwnWords {
  if (own.length <= most.body) return { own, rest, clipped: false }
  const cut = own.lastIndexOf('\n', most.body)
  const end = cut > most.body / 2 ? cut : most.body
  return { own: own.slice(0, end), rest: `${own.slice(end)}\n\n${rest}`, clipped: true }
}

const tidy = (words: string): string =>
  words
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\n+$/g, '')

const feet = [/^_{30,}$/, /^-{10,} next part -{10,}$/, /^\s*\[\[alternative HTML version deleted\]\]\s*$/]

/** What list programs put below every message. */
function footApart(text: string): { words: string; foot: string } {
  const lines = text.split('\n')
  const at = lines.findIndex(
    (line, i) =>
      feet.some((one) => one.test(line)) &&
      (!/^_/.test(line) || /mailing list|listinfo|_+/i.test(lines[i + 1] ?? '')),
  )
  return at < 0
    ? { words: text, foot: '' }
    : { words: lines.slice(0, at).join('\n'), foot: lines.slice(at).join('\n') }
}

/** What is said, and what is quoted; in the order of the message. */
function apart(text: string): [string, string] {
  const own: string[] = []
  const left: string[] = []
  for (const { words, hidden, quoted } of fragmentsOf(text)) {
    if (hidden) left.push(words)
    else if (!quoted) own.push(words)
    else {
      const lines = words.split('\n')
      own.push(lines.filter((line) => depthOf(line) <= 1).join('\n'))
      left.push(lines.filter((line) => depthOf(line) > 1).join('\n'))
    }
  }
  return [own.join('\n'), left.filter((one) => one.trim()).join('\n\n')]
}

/** How often a line is quoted: `> > a` twice. */
const depthOf = (line: string): number => (/^(?:\s{0,2}[>|])*/.exec(line)?.[0].match(/[>|]/g) ?? []).length

interface Part {
  words: string
  hidden: boolean
  quoted: boolean
}

function fragmentsOf(text: string): Part[] {
  if (text.length > looked.characters || text.split('\n', looked.lines).length === looked.lines)
    return [{ words: text, hidden: false, quoted: false }]
  return parser
    .read(text)
    .getFragments()
    .map((one) => ({ words: one.getContent(), hidden: one.isHidden(), quoted: one.isQuoted() }))
}
