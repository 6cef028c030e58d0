/** Arabic figures as the others are. */
export const figuresIn = (cell: string): string =>
  cell
    .replace(/[\u0660-\u0669]/g, (one) => String(one.charCodeAt(0) - 0x660))
    .replace(/[\u06f0-\u06f9]/g, (one) => String(one.charCodeAt(0) - 0x6f0))

/**
 * A number as people write it: blanks or quotes between thousands, a point or a comma before decimals,
 * Arabic figures. Where one comma or point alone could be either, three figures after it are thousands
 * for a comma and decimals for a point.
 */
export function numberIn(cell: string): number | undefined {
  const figures = figuresIn(cell)
    .replaceAll('\u066b', '.')
    .replace(/[\s'’\u066c]/g, '')
    .replace(/%$/, '')
  const last = Math.max(figures.lastIndexOf(','), figures.lastIndexOf('.'))
  const both = figures.includes(',') && figures.includes('.')
  const comma = figures[last] === ','
  const repeated = last >= 0 && figures.indexOf(figures[last]!) !== last
  const thousands = repeated || (!both && comma && /,\d{3}$/.test(figures) && !/^[-+]?0,/.test(figures))
  const plain =
    last < 0
      ? figures
      : thousands
        ? figures.replace(/[,.]/g, '')
        : `${figures.slice(0, last).replace(/[,.]/g, '')}.${figures.slice(last + 1)}`
  return /^[-+]?\d+(\.\d*)?(e[-+]?\d{1,2})?$/i.test(plain) ? Number(plain) : undefined
}
