import { direction } from '../../../../base/i18n/reader.ts'
import { label, t } from '../../../../base/i18n/t.ts'
import type { Question } from '../../../../instruments/definition.ts'
import { unitMark } from '../../../../instruments/measures.ts'
import type { JSX } from '../../../../ui/jsx/elements.ts'
import { Several } from '../../../../ui/parts/Fields.tsx'
import { Label } from '../../../../ui/parts/Words.tsx'
import type { Control } from './control.tsx'

type Column = NonNullable<Question['columns']>[number]

/** So many empty rows stand under those that are filled. */
const spare = 3

/** The rows that hold something, and empty ones after them. */
function rowsOf({ parts, one }: Control): number[] {
  const used = parts
    .filter((part) => one(part).trim() !== '')
    .map((part) => Number(part.split('/')[0]))
    .filter((at) => Number.isSafeInteger(at) && at >= 0)
  const rows = [...new Set(used)].sort((a, b) => a - b)
  const next = (rows.at(-1) ?? -1) + 1
  return [...rows, ...Array.from({ length: spare }, (_, i) => next + i)]
}

export function TableField({ control }: { control: Control }): JSX.Element {
  const { asked, path, field } = control
  const columns = asked.question.columns ?? []
  return (
    <Several {...field}>
      <section class="table stacking" tabindex={0} aria-label={label(asked.question.label)}>
        <table>
          <thead>
            <tr>
              <td />
              {columns.map((column) => (
                <th scope="col" id={`${path}:-column-${column.id}`}>
                  <Head column={column} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rowsOf(control).map((at, i) => (
              <tr>
                <th scope="row" id={`${path}:${at}`}>
                  {t('writing.row', { row: i + 1 })}
                </th>
                {columns.map((column) => (
                  <td>
                    <span class="heading" aria-hidden="true">
                      <Head column={column} />
                    </span>
                    <Cell control={control} at={at} column={column} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Several>
  )
}

const Head = ({ column: { id, label, unit } }: { column: Column }): JSX.Element => (
  <>
    <Label of={label} fallback={id} />
    {unit && ` (${unitMark(unit)})`}
  </>
)

/** Words that were given by language stay so: one of them is in sight, the others go with it. */
function Cell({ control, at, column }: { control: Control; at: number; column: Column }): JSX.Element {
  const { path, parts, one, langs } = control
  const part = `${at}/${column.id}`
  const given = parts.flatMap((each) => (each.startsWith(`${part}/`) ? each.slice(part.length + 1) : []))
  const lang = langs.find((each) => given.includes(each)) ?? given[0]
  const own = lang === undefined ? part : `${part}/${lang}`
  const name = `${path}:${own}`
  const text = one(own)
  const marks = {
    class: 'input',
    name,
    'aria-labelledby': `${path}:${at} ${path}:-column-${column.id}`,
    ...(lang !== undefined && { lang, dir: direction(lang) }),
  }
  return (
    <>
      {text.includes('\n') ? (
        <textarea rows={2} {...marks}>
          {text.startsWith('\n') && '\n'}
          {text}
        </textarea>
      ) : (
        <input type="text" value={text} autocomplete="off" {...marks} />
      )}
      {given
        .filter((each) => each !== lang)
        .map((each) => (
          <input type="hidden" name={`${path}:${part}/${each}`} value={one(`${part}/${each}`)} />
        ))}
    </>
  )
}
