import { runInNewContext } from 'node:vm'
import EmailReplyParser from 'email-reply-parser'
import { hideContacts } from '../../hiding-contacts.ts'
import { withoutSigned } from '../addresses.ts'

/** What somebody wrote, and what was left out of it: what they quoted, and what stands under all their mails. */
export interface Left {
  words: string
  rest: string
}

/** In characters: what is more is not looked through. */
const most = 200_000

/** In milliseconds: longer than any letter takes, and no mail is to hold up the others (its patterns can be led on). */
const patience = 1_500

/**
 * Takes quoted text and signatures away: of who only quotes, all of it. What stands in it that only its reader is to
 * have, such as an address to answer to or to get out by, is blotted out.
 */
export function leaveOut(text: string): Left {
  const whole = blotted(tidy(text))
  const pieces = whole.length > most ? undefined : piecesOf(whole)
  if (!pieces) return { words: whole, rest: '' }
  return { words: joined(pieces, false), rest: joined(pieces, true) }
}

interface Piece {
  text: string
  out: boolean
}

const joined = (pieces: Piece[], out: boolean): string =>
  pieces
    .filter((piece) => piece.out === out)
    .map(({ text }) => text)
    .join('\n')
    .replace(/^\s*\n/, '')
    .trimEnd()

/** Its lines end alike, and no more than two are empty. */
const tidy = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll('\0', '')
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map(endless)
    .join('\n')
    .replace(/\n{4,}/g, '\n\n\n')
    .trim()

/** Without the spaces at its end, but the one after the two hyphens of a signature. No pattern: those look again from every space. */
function endless(line: string): string {
  const cut = line.trimEnd()
  return line.length === cut.length + 1 && line.endsWith(' ') ? line : cut
}

function piecesOf(text: string): Piece[] | undefined {
  const read = (words: string): Piece[] =>
    new EmailReplyParser()
      .read(words)
      .getFragments()
      .map((one) => ({ text: one.getContent(), out: one.isHidden() }))
  try {
    // Only work in a context of its own can be stopped.
    return withHeads(
      withIntroductions(runInNewContext('read(text)', { read, text }, { timeout: patience }) as Piece[]),
    )
  } catch {
    return undefined
  }
}

/** "On Monday Amina wrote:" goes with what she wrote, in whatever language a mail program says so. */
function withIntroductions(pieces: Piece[]): Piece[] {
  return pieces.flatMap((piece, i) => {
    const next = pieces[i + 1]
    if (piece.out || !next?.out || !next.text.trimStart().startsWith('>')) return [piece]
    const lines = piece.text.trimEnd().split('\n')
    const from = lines.findLastIndex((line) => line.trim() === '') + 1
    const last = lines.slice(from).join(' ')
    // Where nothing else stands it may be what they say.
    if (!/[:：]$/.test(last) || lines.length - from > 3 || from === 0) return [piece]
    return [
      { text: lines.slice(0, from).join('\n'), out: false },
      { text: lines.slice(from).join('\n'), out: true },
    ]
  })
}

/** Who a quoted letter is from and to, as Outlook puts it above, and all below: in whatever language, three such lines. */
function withHeads(pieces: Piece[]): Piece[] {
  const at = pieces.findIndex(({ text, out }) => !out && headIn(text.split('\n')) !== undefined)
  if (at < 0) return pieces
  const lines = pieces[at]!.text.split('\n')
  const head = headIn(lines)!
  return [
    ...pieces.slice(0, at),
    { text: lines.slice(0, head).join('\n'), out: false },
    { text: lines.slice(head).join('\n'), out: true },
    ...pieces.slice(at + 1).map(({ text }) => ({ text, out: true })),
  ]
}

/** Its first line has an address, which is blotted out by now; nothing stands as an answer where it begins. */
function headIn(lines: string[]): number | undefined {
  const isOf = (line: string | undefined) => /^\s*\*?\p{L}[^:：]{0,30}[:：]/u.test(line ?? '')
  const head = lines.findIndex(
    (line, i) => i > 0 && line.includes('…') && [line, lines[i + 1], lines[i + 2]].every(isOf),
  )
  return head < 0 ? undefined : head
}

/** Without addresses of ours that are signed for one person, ways out of their letters, and addresses and numbers of others in what is quoted. */
function blotted(text: string): string {
  return withoutSigned(text)
    .split('\n')
    .map((line) =>
      /^\s*>|[:：]\s*$|^\s*\*?(from|to|cc|sent|de|à|para|от|кому|من|إلى)\*?\s*[:：]/i.test(line)
        ? hideContacts(line)
        : line,
    )
    .join('\n')
}
