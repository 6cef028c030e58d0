import { t } from '../../base/i18n/t.ts'
import type { Labels } from '../../base/text.ts'
import type { QuestionType } from '../../instruments/definition.ts'
import type { Asked } from '../../instruments/lookup.ts'
import { site } from '../../ui/site.ts'
import { numberIn, plainDigits } from './number-notation.ts'

/** What the controls of one answer sent; '' is the answer's own control, others are its parts. */
export interface Sent {
  parts: string[]
  one: (part: string) => string
  all: (part: string) => string[]
}

type Read = { value: unknown } | { fault: string }

export const isFault = (read: Read): read is { fault: string } => 'fault' in read

const blank = (text: string): boolean => text.trim() === ''
const nothing: Read = { value: null }
const unless = (empty: boolean, value: unknown): Read => (empty ? nothing : { value })

/** What was typed, as the shape of its type asks; whether it fits the question is asked afterwards. */
export const readTyped = (asked: Asked, sent: Sent): Read => readers[asked.question.type](sent, asked)

const whole = ({ one }: Sent): Read => unless(blank(one('')), one(''))
const code = ({ one }: Sent): Read => unless(one('') === '', one(''))

const readers: Record<QuestionType, (sent: Sent, asked: Asked) => Read> = {
  text: whole,
  longtext: whole,
  link: ({ one }) => unless(blank(one('')), withScheme(one('').trim())),
  yesno: ({ one }) => unless(one('') === '', one('') === 'yes'),
  number: ({ one }) => number(one('')),
  money,
  date: ({ one }) => unless(blank(one('')), day(one(''))),
  choice: code,
  scale: code,
  place: code,
  choices: ({ all, one }) => {
    const codes = all('').filter((each) => each !== '')
    const before = one('order').split(' ')
    const at = (each: string) => (before.includes(each) ? before.indexOf(each) : before.length)
    return unless(
      codes.length === 0,
      codes.sort((a, b) => at(a) - at(b)),
    )
  },
  ranking,
  matrix: ({ parts, one }) => {
    const rows = parts.filter((part) => one(part) !== '')
    return unless(rows.length === 0, Object.fromEntries(rows.map((row) => [row, one(row)])))
  },
  geometry,
  person: named,
  organisation: named,
  record,
  file,
  image: file,
  table,
  computed: () => nothing,
}

/** People write addresses as they read them out. */
const withScheme = (address: string): string =>
  /^[\w-]+(\.[\w-]+)+([/?#]|$)/.test(address) ? `https://${address}` : address

function number(text: string): Read {
  if (blank(text)) return nothing
  const value = numberIn(text)
  return value === undefined ? { fault: t('instruments.answerNumber') } : { value }
}

/** The currency alone is no answer: it stands there before anything was typed. */
function money({ one }: Sent): Read {
  const amount = number(one('amount'))
  if (isFault(amount)) return amount
  return unless(amount.value === null, {
    amount: amount.value,
    currency: one('currency').trim().toUpperCase(),
  })
}

/** `2024/5/3` is `2024-05-03`. */
const day = (text: string): string =>
  plainDigits(text)
    .split(/[-/.]/)
    .map((part) => part.trim().padStart(2, '0'))
    .join('-')

function ranking({ parts, one }: Sent): Read {
  const ranked = parts.filter((part) => one(part) !== '')
  if (new Set(ranked.map(one)).size < ranked.length) return { fault: t('writing.rankTwice') }
  return unless(
    ranked.length === 0,
    ranked.sort((a, b) => Number(one(a)) - Number(one(b))),
  )
}

function geometry({ one }: Sent): Read {
  const degrees = [number(one('lon')), number(one('lat'))]
  if (!degrees.every((read) => !isFault(read) && read.value === null)) {
    const coordinates = degrees.map((read) => (isFault(read) ? null : read.value))
    const most = [180, 90]
    const right = coordinates.every((at, i) => typeof at === 'number' && Math.abs(at) <= most[i]!)
    if (!right) return { fault: t('writing.pointFault') }
    return blank(one('geojson'))
      ? { value: { type: 'Point', coordinates } }
      : { fault: t('writing.pointOrShape') }
  }
  if (blank(one('geojson'))) return nothing
  try {
    return { value: JSON.parse(one('geojson')) }
  } catch {
    return { fault: t('instruments.answerGeometry') }
  }
}

/** Another name is somebody else. */
function named({ one }: Sent, { question: { type } }: Asked): Read {
  const [name, organisation] = [one('name'), type === 'person' ? one('organisation') : '']
  if (blank(name)) return blank(organisation) ? nothing : { fault: t('writing.nameFault') }
  return {
    value: {
      name,
      ...(!blank(organisation) && { organisation }),
      ...(one('ref') !== '' && one('refName') === name && { ref: one('ref') }),
    },
  }
}

function record({ one }: Sent): Read {
  const [here, title, address] = [one('record').trim(), one('title'), one('url').trim()]
  if (blank(here)) {
    if (blank(title)) return address ? { fault: t('writing.titleFault') } : nothing
    return { value: { title, ...(address && { url: withScheme(address) }) } }
  }
  if (!blank(title) || address) return { fault: t('writing.recordOrTitle') }
  const { origin } = site()
  const ref = (origin && here.startsWith(`${origin}/`) ? here.slice(origin.length) : here).match(
    /^(?:\/?records\/)?([0-9a-z]{12})(?:[/?#]|$)/,
  )?.[1]
  return ref ? { value: { ref } } : { fault: t('writing.recordFault') }
}

/** What is said about a file goes with it. */
function file({ parts, one }: Sent): Read {
  if (blank(one('file'))) return nothing
  const words = wordsIn('caption/', parts, one)
  return {
    value: {
      file: one('file'),
      ...Object.fromEntries(
        ['name', 'credit', 'date'].filter((part) => parts.includes(part)).map((part) => [part, one(part)]),
      ),
      ...(words && { caption: words }),
    },
  }
}

/** Words by language, of the parts that begin so; nothing where there are none. */
function wordsIn(before: string, parts: string[], one: Sent['one']): Labels | undefined {
  const inside = parts.filter((part) => part.startsWith(before) && !blank(one(part)))
  return inside.length
    ? Object.fromEntries(inside.map((part) => [part.slice(before.length), one(part)]))
    : undefined
}

function table({ parts, one }: Sent, { question: { columns = [] } }: Asked): Read {
  const numbers = [...new Set(parts.map((part) => Number(part.split('/')[0])))]
  const rows: Record<string, unknown>[] = []
  for (const at of numbers.filter(Number.isInteger).sort((a, b) => a - b)) {
    const row: Record<string, unknown> = {}
    for (const { id, type } of columns) {
      const name = `${at}/${id}`
      if (type === 'text') {
        const value = wordsIn(`${name}/`, parts, one) ?? (blank(one(name)) ? undefined : one(name))
        if (value !== undefined) row[id] = value
        continue
      }
      const cell = number(one(name))
      if (isFault(cell)) return { fault: t('writing.cellFault', { row: rows.length + 1, words: cell.fault }) }
      if (cell.value !== null) row[id] = cell.value
    }
    if (Object.keys(row).length) rows.push(row)
  }
  return unless(rows.length === 0, rows)
}
