import { label, t } from '../../../../base/i18n/t.ts'
import type { JSX } from '../../../../ui/jsx/elements.ts'
import { Several } from '../../../../ui/parts/Fields.tsx'
import { Label } from '../../../../ui/parts/Words.tsx'
import type { Control } from './control.tsx'

/** One of the columns for each row; on a phone the columns stand under the name of their row. */
export function MatrixField({ control }: { control: Control }): JSX.Element {
  const { asked, path, field } = control
  const columns = [
    ...[...(asked.choices?.values() ?? [])].map((choice) => ({
      value: choice.code,
      name: <Label of={choice.label} fallback={choice.code} />,
    })),
    { value: '', name: <>{t('writing.noAnswer')}</> },
  ]
  const headed = (value: string) => `${path}:-column-${value}`
  return (
    <Several {...field}>
      <section class="table stacking" tabindex={0} aria-label={label(asked.question.label)}>
        <table>
          <thead>
            <tr>
              <td />
              {columns.map(({ value, name }) => (
                <th scope="col" id={headed(value)}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...(asked.rows?.values() ?? [])].map((row) => (
              <tr>
                <th scope="row" id={`${path}:${row.code}`}>
                  <Label of={row.label} fallback={row.code} />
                </th>
                {columns.map(({ value, name }) => (
                  <td>
                    <label class="choice">
                      <input
                        type="radio"
                        name={`${path}:${row.code}`}
                        value={value}
                        checked={control.one(row.code) === value}
                        aria-labelledby={`${path}:${row.code} ${headed(value)}`}
                      />
                      <span class="heading">{name}</span>
                    </label>
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
