import qrcode from 'qrcode'

/** A code that a camera reads (QR), as one SVG path of unit squares on a square of `edge` units, its quiet border within. */
export function squares(of: string): { edge: number; path: string } {
  const { size, data } = qrcode.create(of, { errorCorrectionLevel: 'M' }).modules
  const dark = Array.from({ length: size * size }, (_, i) => i).filter((i) => data[i])
  const path = dark.map((i) => `M${(i % size) + 2} ${Math.floor(i / size) + 2}h1v1h-1z`).join('')
  return { edge: size + 4, path }
}
