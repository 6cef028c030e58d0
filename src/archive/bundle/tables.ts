import { stringify } from 'csv-stringify/sync'
import type { SaidCommunity, SaidRecord, SaidThread } from './shapes.ts'

/** What a spreadsheet would take for a formula is made words, also behind spaces and signs nobody sees. */
const formula = /^[\s\p{Cf}\p{Cc}]*[=+\-@＝＋－＠]/u

const table = (head: string[], rows: (string | number)[][]): string =>
  stringify(
    [head, ...rows].map((row) => row.map((cell) => (formula.test(String(cell)) ? `'${cell}` : cell))),
    { bom: true, record_delimiter: 'windows' },
  )

/** Its people, threads and records as tables; the heads are those of the JSON. */
export const tablesOf = (
  communities: SaidCommunity[],
  threads: SaidThread[],
  records: SaidRecord[],
): Record<string, string> => ({
  'people.csv': table(
    ['ref', 'name', 'roles'],
    communities.flatMap(({ people }) =>
      people.map(({ ref, name, roles = [] }) => [ref, name, roles.map(({ role }) => role).join(' ')]),
    ),
  ),
  'threads.csv': table(
    ['ref', 'title', 'lang', 'form', 'opened', 'lastAt', 'posts'],
    threads.map((one) => [
      ...[one.ref, one.title, one.lang, one.form, one.opened, one.lastAt],
      one.posts.filter(({ body }) => body).length,
    ]),
  ),
  'records.csv': table(
    ['ref', 'kind', 'title', 'lang', 'licence'],
    records.map(({ ref, kind, versions }) => {
      const { title, licence } = versions.at(-1)!.content
      return [ref, kind, title.texts[title.original] ?? '', title.original, licence]
    }),
  ),
})
