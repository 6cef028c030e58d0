import type { Child, JSX } from '../../ui/jsx/elements.ts'

/**
 * A table that scrolls inside its frame. It is named but no landmark: a long record has many, and
 * several of one name.
 */
export const Scrolling = ({
  name,
  caption,
  children,
}: {
  name: string
  caption?: Child
  children: Child
}): JSX.Element => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset holds fields to fill in
  <div class="table" role="group" tabindex={0} aria-label={name}>
    <table>
      {caption && <caption>{caption}</caption>}
      {children}
    </table>
  </div>
)
