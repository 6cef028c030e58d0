import type { Child, JSX } from '../../ui/jsx/elements.ts'

interface ScrollingProps {
  name: string
  caption?: Child
  columns: number
  /** On a phone its rows are laid out as blocks, each cell with its label (`InRow`). */
  laid?: boolean
  children: Child
}

/** With more columns than this they stand closer. */
const roomy = 4

/**
 * A table that scrolls inside its frame. It is named but no landmark: a long record has many, and
 * several of one name.
 */
export const Scrolling = ({ name, caption, columns, laid, children }: ScrollingProps): JSX.Element => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset holds fields to fill in
  <div
    class={`table${laid ? ' laid' : ''}${columns > roomy ? ' many' : ''}`}
    role="group"
    tabindex={0}
    aria-label={name}
  >
    <table>
      {caption && <caption>{caption}</caption>}
      {children}
    </table>
  </div>
)

/** What is in a cell, with its label for where the head of the table is out of sight. */
export const InRow = ({ label, children }: { label: Child; children: Child }): JSX.Element => (
  <>
    <span class="in-row">{label}</span>
    <div>{children}</div>
  </>
)
