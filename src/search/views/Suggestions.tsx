import type { JSX } from '../../ui/jsx/elements.ts'

/** What the auto-complete element puts under the box: it makes the list a listbox, reached by arrow keys. */
export const Suggestions = ({ all }: { all: string[] }): JSX.Element => <>{all.map(asOption)}</>

const asOption = (words: string): JSX.Element => (
  // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the element wants options in its list
  // biome-ignore lint/a11y/useFocusableInteractive: the arrow keys move within the box, not the focus
  <li role="option" data-autocomplete-value={words}>
    {words}
  </li>
)
