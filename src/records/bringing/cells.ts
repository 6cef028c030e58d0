import type { Asked } from '../../instruments/lookup.ts'
import { dayOf } from './brought.ts'
import { languageTagOf } from './identifiers.ts'
import { numberIn } from './numbers.ts'
import { plainWords } from './plain.ts'
import { jsonIn, shapeIn } from './shapes.ts'

/** Finds the code of a place by a code or a name in any language. */
export type PlaceFinder = (words: string) => string | undefined

/** Blanks that spreadsheets bring along, and signs nobody sees, taken away. */
export const tidy = (cell: string): string =>
  cell
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/[\t \u00a0\u2000-\u200a\u202f\u3000]+/g, ' ')
    .replace(/ *\r?\n */g, '\n')
    .trim()

/** The parts of a cell that holds several, each once: `||` as repositories write it, else `;` or a new line. */
export function partsOf(cell: string): string[] {
  const parts = cell.includes('||') ? cell.split('||') : cell.split(/[;؛\n]/)
  return [...new Set(parts.map(tidy).filter(Boolean))]
}

/** A cell as an answer to this question; nothing where it cannot be one. What fits still is checked as any answer. */
export function answerIn(asked: Asked, cell: string, lang: string, placeOf: PlaceFinder): unknown {
  switch (asked.question.type) {
    case 'text':
    case 'longtext':
      return { [lang]: cell }
    case 'link':
      return /^www\./i.test(cell) ? `https://${cell}` : cell
    case 'yesno':
      return yesOrNo(cell)
    case 'number':
      return numberIn(cell)
    case 'money':
      return moneyIn(cell)
    case 'date':
      return dateIn(cell)
    case 'choice':
    case 'scale':
      return codeOf(asked, cell)
    case 'choices':
    case 'ranking':
      return codesOf(asked, cell)
    case 'place':
      return placeOf(cell)
    case 'geometry':
      return shapeIn(cell)
    case 'table':
      return jsonIn(cell)
    case 'person':
    case 'organisation':
      return { name: cell }
    case 'record':
      return /^[0-9a-hjkmnp-tv-z]{12}$/.test(cell) ? { ref: cell } : { title: cell }
    default:
      return undefined
  }
}

const yes = new Set(['yes', 'y', 'true', '1', 'x', 'oui', 'o', 'vrai', 'si', 'sim', 'نعم', 'да'])
const no = new Set(['no', 'n', 'false', '0', 'non', 'faux', 'nao', 'لا', 'нет'])

function yesOrNo(cell: string): boolean | undefined {
  const said = plainWords(cell)
  return yes.has(said) ? true : no.has(said) ? false : undefined
}

function moneyIn(cell: string): { amount: number; currency: string } | undefined {
  const currency = /\b[A-Z]{3}\b/.exec(cell)?.[0]
  const amount = currency && numberIn(cell.replace(currency, ''))
  return currency && typeof amount === 'number' ? { amount, currency } : undefined
}

/** ISO, or day first as most of the world writes it; a month first only where it cannot be otherwise. */
function dateIn(cell: string): string | undefined {
  const iso = /^(\d{4})(?:[-/.](\d{1,2}))?(?:[-/.](\d{1,2}))?(?:[T ]\d.*)?$/.exec(cell)
  // As many figures as a day has and no more: "2019-07-260" is none.
  if (iso) {
    const said = iso.slice(1).filter((part) => part !== undefined)
    const day = dayOf(said)
    return day?.split('-').length === said.length ? day : undefined
  }
  const other = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(cell)
  if (other) return dayOf([other[3], other[2], other[1]].map(Number)) ?? dayOf([other[3], other[1], other[2]])
  const month = /^(\d{1,2})[-/.](\d{4})$/.exec(cell)
  return month ? dayOf([month[2], month[1]]) : undefined
}

const known = new WeakMap<Asked, Map<string, string>>()

/** A code, or what it is called in any language; what is neither stays, so that the check says so. */
export function codeOf(asked: Asked, cell: string): string {
  if (asked.choices?.has(cell)) return cell
  let codes = known.get(asked)
  if (!codes) {
    codes = new Map()
    for (const [code, { label }] of asked.choices ?? [])
      for (const words of [code, ...Object.values(label)])
        if (!codes.has(plainWords(words))) codes.set(plainWords(words), code)
    known.set(asked, codes)
  }
  const found = codes.get(plainWords(cell))
  if (found) return found
  const tag = languageTagOf(cell)
  return tag && asked.choices?.has(tag) ? tag : cell
}

/** Apart by `;`, `||` or lines; by commas only where all that makes are codes. */
function codesOf(asked: Asked, cell: string): string[] {
  const parts = partsOf(cell).map((part) => codeOf(asked, part))
  if (parts.every((code) => asked.choices?.has(code))) return [...new Set(parts)]
  const byCommas = cell.split(/[,،|]/).map((part) => codeOf(asked, tidy(part)))
  return byCommas.every((code) => asked.choices?.has(code)) ? [...new Set(byCommas)] : parts
}
