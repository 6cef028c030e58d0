import { unzipSync, zipSync } from 'fflate'
import writeExcelFile from 'write-excel-file/node'
import type { Labels, Lang } from '../../base/text.ts'
import { pick } from '../../base/text.ts'
import type { Definition } from '../../instruments/definition.ts'
import { formNames } from './form-names.ts'
import { choiceRows, surveyRows } from './survey.ts'

/** The sheets of an XLSForm as their cells say them, the heading first. */
export interface Sheets {
  survey: string[][]
  choices: string[][]
  settings: string[][]
}

/** As XLSForm names a language: `English (en)`. */
const formLanguage = (lang: Lang): string =>
  `${new Intl.DisplayNames(['en'], { type: 'language' }).of(lang) ?? lang} (${lang})`

/**
 * A questionnaire as an XLSForm (https://xlsform.org): its form is known by the slug, and its version is the
 * edition. What has no words in a language says those of the one it was written in, for a form has no gaps.
 */
export function sheetsOf(definition: Definition): Sheets {
  const { languages } = definition
  const words = (labels: Labels | undefined): string[] =>
    languages.map((lang) => (labels && (labels[lang] || pick(labels, lang, languages[0])?.text)) ?? '')
  const titles = (name: string): string[] => languages.map((lang) => `${name}::${formLanguage(lang)}`)
  const rest = ['required', 'relevant', 'constraint', 'calculation', 'appearance', 'parameters'] as const
  return {
    survey: [
      ['type', 'name', ...titles('label'), ...titles('hint'), ...rest],
      ...surveyRows(definition).map((row) => [
        ...[row.type, row.name ?? '', ...words(row.label), ...words(row.hint)],
        ...rest.map((key) => (key === 'required' ? (row.required ? 'yes' : '') : (row[key] ?? ''))),
      ]),
    ],
    choices: [
      ['list_name', 'name', ...titles('label')],
      ...choiceRows(definition).map(({ list, name, label }) => [list, name, ...words(label)]),
    ],
    settings: [
      ['form_title', 'form_id', 'version', 'default_language', 'instance_name'],
      [
        ...[
          pick(definition.title, languages[0]!)?.text ?? definition.slug,
          definition.slug,
          definition.edition,
        ],
        ...[formLanguage(languages[0]!), instanceName(definition)],
      ],
    ],
  }
}

/** What a submission is called on the phone: what its record will be. */
function instanceName(definition: Definition): string {
  const slot = definition.fills?.title
  const name = slot && formNames(definition).fields.get(slot)
  return name ? `\${${name}}` : ''
}

/** The same as a workbook. */
export async function xlsForm(definition: Definition): Promise<Uint8Array> {
  const made = await writeExcelFile(
    Object.entries(sheetsOf(definition)).map(([sheet, rows]) => ({
      sheet,
      data: (rows as string[][]).map((row, i) =>
        row.map((value) =>
          value === '' ? null : { value, type: String, ...(i === 0 && { fontWeight: 'bold' as const }) },
        ),
      ),
      stickyRowsCount: 1,
    })),
  ).toBuffer()
  // The same bytes for the same questionnaire, whenever it is asked for.
  return zipSync(unzipSync(made), { mtime: new Date(2000, 0, 1) })
}
