import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify'
import { asReader, reader } from '../base/i18n/reader.ts'
import { t } from '../base/i18n/t.ts'
import { cardsOf } from '../base/things/kinds.ts'
import type { Viewer } from '../base/viewer.ts'
import { dataCell } from '../instruments/columns.ts'
import type { Asked } from './address.ts'
import { carriedBy } from './carrying.ts'
import { choicesOf } from './choices.ts'
import { findAll } from './search.ts'
import { columnsFor, tabulate, textOf, titleOf } from './tabulating.ts'

/** Rows read at a time: no connection is held while a slow reader takes them. */
const together = 100

/**
 * Everything that a search finds as a table, the best 10,000: title, address and what everything has,
 * then the answers of the one questionnaire chosen. UTF-8 with a mark, as spreadsheets want it; a cell
 * that would be a formula is not one (OWASP, CSV injection).
 */
export async function csvOf(
  viewer: Viewer,
  asked: Asked,
  origin: string,
): Promise<ReadableStream<Uint8Array>> {
  const { filters, definition } = await choicesOf(viewer, asked)
  const things = await findAll(viewer, asked.q, {
    filters,
    carried: await carriedBy(asked.q),
  })
  const columns = [
    ...columnsFor(undefined, []),
    ...(definition ? columnsFor(definition, asked.columns, dataCell) : []),
  ]
  const head = [t('search.title'), t('search.address'), ...columns.map(({ label }) => label)]
  const one = reader()
  async function* rows(): AsyncGenerator<string[]> {
    yield head
    for (let done = 0; done < things.length; done += together) {
      const read = async () =>
        tabulate(
          viewer,
          await cardsOf(viewer, things.slice(done, done + together)),
          columns,
          definition !== undefined,
        )
      for (const { card, cells } of await asReader(one, read))
        yield [titleOf(card), origin + card.href, ...cells.map(textOf)]
    }
  }
  const csv = Readable.from(plainly(rows())).pipe(
    stringify({
      bom: true,
      record_delimiter: 'windows',
    }),
  )
  return Readable.toWeb(csv) as ReadableStream<Uint8Array>
}

/** What a spreadsheet would take for a formula is made words, also behind spaces and signs nobody sees. */
async function* plainly(rows: AsyncGenerator<string[]>): AsyncGenerator<string[]> {
  for await (const row of rows) yield row.map((cell) => (formula.test(cell) ? `'${cell}` : cell))
}
const formula = /^[\s\p{Cf}\p{Cc}]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u
