import { refuse } from '../../base/refusal.ts'
import { isTelegramPage, telegramPageIn } from './telegram-page.ts'

/** What was said in a chat, in one go. */
export interface SaidThere {
  speaker: string
  at: Date | undefined
  words: string
}

export interface ReadChat {
  app: 'whatsapp' | 'telegram'
  name: string
  messages: SaidThere[]
  /** System lines, media by name, what was deleted. */
  leftOut: { media: string[]; deleted: number; system: number }
}

export const most = { messages: 50_000, words: 40_000 }

/** Reads the words of an exported chat. Refuses what is none, and one that is too long. */
export function chatIn(text: string): ReadChat {
  const words = text.replace(/^\uFEFF/, '')
  const chat = words.trimStart().startsWith('{')
    ? telegramIn(words)
    : isTelegramPage(words)
      ? telegramPageIn(words, { clean, named })
      : whatsappIn(words)
  if (chat.messages.length === 0) refuse('invalid', 'chats.noChat')
  if (chat.messages.length > most.messages) refuse('invalid', 'chats.tooLong', { most: most.messages })
  return chat
}

const clean = (words: string): string =>
  words.toWellFormed().replaceAll('\0', '').replace(/\r\n?/g, '\n').trim().slice(0, most.words)
const named = (name: string): string =>
  clean(name)
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, 100) || '?'

/** Figures and blanks as every phone writes them, as one. */
const plain = (line: string): string =>
  line
    .slice(0, 80)
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\u00a0\u202f]/g, ' ')
    .replace(/[٠-٩]/g, (figure) => String(figure.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (figure) => String(figure.charCodeAt(0) - 0x6f0))
    .replaceAll('،', ',')
    .replaceAll('؍', '/')

/** When a line was said, in the order in which its phone writes days, months and years. */
const stamp =
  /^\[?(\d{1,4})[./-] ?(\d{1,2})[./-] ?(\d{2,4})\.?,? +(?:a las |à |um |às )?(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))? ?([ap]\.? ?m\.?|ص|م)?(?: Uhr)?\]?(?: [-–—])? /i

interface Line {
  figures: number[]
  half: string
  /** As Apple's phones write it. */
  bracketed: boolean
  rest: string
}

function stamped(line: string): Line | undefined {
  const short = plain(line)
  const found = stamp.exec(short)
  if (!found) return undefined
  const [whole, a, b, c, hour, minute, second, half = ''] = found
  // Only the signs that say in which direction one writes were taken out before the stamp.
  let at = 0
  for (let seen = 0; seen < whole.length && at < line.length; at++)
    if (!/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(line[at]!)) seen++
  return {
    figures: [a, b, c, hour, minute, second ?? '0'].map(Number),
    half: half.toLowerCase().replace(/[.\s]/g, ''),
    bracketed: whole.startsWith('['),
    rest: line.slice(at),
  }
}

/** Days are first in most of the world; a month that cannot be one says otherwise. */
function dateOf({ figures, half }: Line, monthFirst: boolean): Date | undefined {
  const [a = 0, b = 0, c = 0, said = 0, minute = 0, second = 0] = figures
  const [year, month, day] = a > 31 ? [a, b, c] : monthFirst ? [c, a, b] : [c, b, a]
  const late = half === 'pm' || half === 'م'
  const hour = half === '' ? said : (said % 12) + (late ? 12 : 0)
  const at = new Date(Date.UTC(year < 100 ? 2000 + year : year, month - 1, day, hour, minute, second))
  return Number.isNaN(at.getTime()) || at.getUTCMonth() !== month - 1 ? undefined : at
}

const media =
  /^<[^<>\n]{1,120}>$|\b(?:image|video|audio|sticker|gif|document|contact card|media)\b[^\n]{0,20}(?:omitted)$|^(?:[^\n]{0,40}) (?:omitid[oa]|omis(?:e)?|oculto|ausgeschlossen|weggelassen|пропущен[оа]?)$|\.\w{2,5} \([^()\n]{3,60}\)$|^تم استبعاد /i
const deleted =
  /^(?:This message was deleted|You deleted this message|Ce message a été supprimé|Vous avez supprimé ce message|(?:Este mensaje fue eliminado|Se eliminó este mensaje|Eliminaste este mensaje)|(?:Esta mensagem foi apagada|Mensagem apagada|Você apagou esta mensagem)|Данное сообщение удалено|Вы удалили данное сообщение|تم حذف هذه الرسالة)\.?$/i
const edited =
  /\s*<(?:This message was edited|Ce message a été modifié|Se editó este mensaje|Esta mensagem foi editada|Сообщение изменено|تم تعديل هذه الرسالة)>\s*$/i

/** What the app itself says in the name of somebody or of the group; not media, which are named, nor what people are asked. */
const bySelf =
  /^\u200e(?![^\n]{0,60}(?:omit|omis|oculto|ausgeschlossen|weggelassen|пропущен|استبعاد|<|delet|supprim|elimin|apag|удал|حذف))(?!(?:POLL|SONDAGE|ENCUESTA|ENQUETE|ОПРОС|استطلاع))/iu

function whatsappIn(text: string): ReadChat {
  const lines = text.split(/\r\n?|\n/)
  const chat: ReadChat = {
    ...{ app: 'whatsapp', name: '', messages: [] },
    leftOut: { media: [], deleted: 0, system: 0 },
  }
  const all: (Line & { more: string[] })[] = []
  for (const line of lines) {
    const found = stamped(line)
    if (found) all.push({ ...found, more: [] })
    else all.at(-1)?.more.push(line)
  }
  const firsts = all.map(({ figures }) => figures)
  const monthFirst = !firsts.some(([a = 0]) => a > 12) && firsts.some(([, b = 0]) => b > 12)
  for (const line of all) {
    const [, speaker, first] =
      /^[\s\u200e\u200f~]*([^\n:"“”«»]{1,100}?): (.*)$/su.exec(`${line.rest} `.replace(/: $/, ':  ')) ?? []
    if (!speaker || (line.bracketed && bySelf.test(first!))) {
      chat.leftOut.system++
      continue
    }
    const words = clean([first!.trimEnd(), ...line.more].join('\n').replace(/[\u200e\u200f]/g, '')).replace(
      edited,
      '',
    )
    const said = words.split('\n')[0]!
    if (deleted.test(words)) chat.leftOut.deleted++
    else if (media.test(said)) {
      chat.leftOut.media.push(said.slice(0, 120))
      // What was written below a picture was said.
      const below = clean(words.split('\n').slice(1).join('\n'))
      if (below) chat.messages.push({ speaker: named(speaker), at: dateOf(line, monthFirst), words: below })
    } else if (words) chat.messages.push({ speaker: named(speaker), at: dateOf(line, monthFirst), words })
  }
  return chat
}

type Told = Record<string, unknown>

function telegramIn(text: string): ReadChat {
  const read = jsonIn(text)
  const list = (read.chats as Told | undefined)?.list
  const several = Array.isArray(list) ? (list as Told[]) : undefined
  if (several && several.length !== 1) refuse('invalid', 'chats.oneChat')
  const of = several?.[0] ?? read
  if (!Array.isArray(of.messages)) return refuse('invalid', 'chats.noChat')
  const chat: ReadChat = {
    ...{ app: 'telegram', name: typeof of.name === 'string' ? named(of.name) : '', messages: [] },
    leftOut: { media: [], deleted: 0, system: 0 },
  }
  for (const one of of.messages as Told[]) {
    if (typeof one !== 'object' || one === null) continue
    if (one.type !== 'message') {
      chat.leftOut.system++
      continue
    }
    const kept = [one.photo, one.file, one.media_type].find((some) => typeof some === 'string')
    if (kept) chat.leftOut.media.push(String(kept).slice(0, 120))
    const words = clean(wordsIn(one.text))
    const at = new Date(Number(one.date_unixtime) * 1_000 || String(one.date ?? ''))
    // What was passed on somebody else said.
    const by = 'forwarded_from' in one ? one.forwarded_from : one.from
    const speaker = typeof by === 'string' ? named(by) : '?'
    if (words) chat.messages.push({ speaker, words, at: Number.isNaN(at.getTime()) ? undefined : at })
    else if (!kept) chat.leftOut.deleted++
  }
  return chat
}

function jsonIn(text: string): Told {
  try {
    const read: unknown = JSON.parse(text)
    return typeof read === 'object' && read !== null ? (read as Told) : refuse('invalid', 'chats.noChat')
  } catch {
    return refuse('invalid', 'chats.noChat')
  }
}

const wordsIn = (text: unknown): string =>
  typeof text === 'string'
    ? text
    : Array.isArray(text)
      ? text
          .map((part) => (typeof part === 'string' ? part : String((part as Told | null)?.text ?? '')))
          .join('')
      : ''
