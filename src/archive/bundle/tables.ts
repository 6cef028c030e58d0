import { stringify } from 'csv-stringify/sync'
import type { Text } from '../../base/text.ts'
import type { SaidCommunity, SaidRecord, SaidThread, SaidUse } from './shapes.ts'

/** What a spreadsheet would take for a formula is made words, also behind spaces and signs nobody sees. */
const formula = /^[\s\p{Cf}\p{Cc}]*[=+\-@＝＋－＠]/u

/** Lines of a table; the first of them is its head. */
const lines = (rows: (string | number)[][], bom = false): string =>
  stringify(
    rows.map((row) => row.map((cell) => (formula.test(String(cell)) ? `'${cell}` : cell))),
    { bom, record_delimiter: 'windows' },
  )

/** The heads of its tables, which are those of the JSON. */
export const heads = {
  'people.csv': lines([['ref', 'name', 'roles']], true),
  'threads.csv': lines([['ref', 'title', 'lang', 'form', 'opened', 'lastAt', 'posts']], true),
  'records.csv': lines([['ref', 'kind', 'title', 'lang', 'licence']], true),
  'uses.csv': lines(
    [
      [
        'ref',
        'record',
        'outcome',
        'note',
        'lang',
        'place',
        'happened',
        'said',
        'by',
        'organisation',
        'counts',
      ],
    ],
    true,
  ),
}

export const peopleLines = ({ people }: SaidCommunity): string =>
  lines(people.map(({ ref, name, roles = [] }) => [ref, name, roles.map(({ role }) => role).join(' ')]))

export const threadLine = ({ ref, title, lang, form, opened, lastAt, posts }: SaidThread): string =>
  lines([[ref, title, lang, form, opened, lastAt, posts.filter(({ body }) => body).length]])

export function recordLine({ ref, kind, versions }: SaidRecord): string {
  const { title, licence } = versions.at(-1)!.content
  return lines([[ref, kind, title.texts[title.original] ?? '', title.original, licence]])
}

export const useLine = (use: SaidUse): string => {
  const { ref, record, outcome, note, place = '', happened = '', said, by, organisation, counts } = use
  const inWords = (text: Text | undefined): string => text?.texts[text.original] ?? ''
  const whom = [by?.name ?? '', inWords(organisation?.name)]
  return lines([
    [ref, record, outcome, inWords(note), note.original, place, happened, said, ...whom, String(counts)],
  ])
}
