import type { Work } from './order.ts'

/** The work as CSL-JSON, which most reference managers read. */
export const asCsl = ({
  id,
  title,
  lang,
  authors,
  published,
  version,
  publisher,
  address,
  taken,
  isData,
}: Work) => ({
  id,
  type: isData ? 'dataset' : 'report',
  title,
  language: lang,
  ...(authors.length && { author: authors.map((literal) => ({ literal })) }),
  issued: dateOf(published),
  accessed: dateOf(taken),
  version,
  publisher,
  URL: address,
})

const dateOf = (day: string) => ({ 'date-parts': [day.slice(0, 10).split('-').map(Number)] })
