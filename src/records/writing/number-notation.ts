import { reader } from '../../base/i18n/reader.ts'

const zeroes = [0x660, 0x6f0]

/** Arabic and Persian digits as the machine writes them, and nothing around. */
export const plainDigits = (text: string): string =>
  text.trim().replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => {
    const code = digit.charCodeAt(0)
    return String(code - zeroes.find((zero) => code >= zero && code < zero + 10)!)
  })

/** What stands before decimals in the reader's language. */
const decimalSign = (): ',' | '.' =>
  new Intl.NumberFormat(reader().lang, { numberingSystem: 'latn' })
    .formatToParts(1.5)
    .some(({ type, value }) => type === 'decimal' && value === ',')
    ? ','
    : '.'

/** A number as this reader types it: their own sign before decimals, nothing between thousands. */
export function typedNumber(number: number): string {
  const written = Object.is(number, -0) ? '0' : String(number)
  return written.replace('.', decimalSign())
}

/**
 * Reads what this reader typed; nothing for what is no number. The reader's own sign comes before decimals;
 * the other one parts thousands where it can, and else comes before decimals as well. Spaces part thousands.
 */
export function numberIn(text: string): number | undefined {
  const own = decimalSign()
  const other = own === ',' ? '.' : ','
  let plain = plainDigits(text)
    .replace(/\u2212/g, '-')
    .replace(/(?<=\d)[\s\u066c'\u2019](?=\d{3}(?!\d))/g, '')
    .replace(/\u066b/g, own)
  const thousands = new RegExp(`^[-+]?[1-9]\\d{0,2}(\\${other}\\d{3})+(\\${own}\\d+)?$`)
  if (thousands.test(plain)) plain = plain.replaceAll(other, '')
  plain = plain.replace(/[.,]/g, (sign, at: number) => (plain.search(/[.,]/) === at ? '.' : sign))
  if (!/^[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?$/i.test(plain)) return undefined
  const number = Number(plain)
  return Number.isFinite(number) ? number : undefined
}
