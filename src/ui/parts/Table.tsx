import type { Child, JSX } from '../jsx/elements.ts'

export interface Column {
  label: Child
  /** Figures: set to the end, with digits of one width. */
  number?: boolean
}
export interface Row {
  /** The first cell names the row. */
  name: Child
  cells: Child[]
  /** Values differ between the columns: marked by colour, and by the caller in words. */
  differs?: boolean
}

interface TableProps {
  id: string
  caption: Child
  columns: Column[]
  rows: Row[]
}

/**
 * A table that scrolls inside its frame; the first column of `columns` heads the names of the rows, or
 * with the label `''` nothing: an empty header would be read out as one.
 */
export const Table = ({ id, caption, columns, rows }: TableProps): JSX.Element => (
  <section class="table" tabindex={0} aria-labelledby={id}>
    <table>
      <caption id={id}>{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ label, number }) =>
            label === '' ? (
              <td />
            ) : (
              <th scope="col" class={number ? 'number' : undefined}>
                {label}
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, cells, differs }) => (
          <tr class={differs ? 'differs' : undefined}>
            <th scope="row">{name}</th>
            {cells.map((cell, i) => (
              <td class={columns[i + 1]?.number ? 'number' : undefined}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)
