import type { JSX } from '../jsx/elements.ts'
import { Icon } from './Icon.tsx'

/** First letters of the first and last word, as a reader of that script would write them. */
function initials(name: string): string {
  const words = name.split(/[\s-]+/).filter((word) => /^\p{L}/u.test(word))
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => [...(word ?? '')][0]?.toLocaleUpperCase() ?? '')
    .join('')
}

/** Stands beside a name, never alone; for whoever is not named, the sign of a person in a ring. */
export const Face = ({ name }: { name: string | undefined }): JSX.Element =>
  name === undefined ? (
    <span class="face unnamed">
      <Icon name="person" />
    </span>
  ) : (
    <span class="face" aria-hidden="true">
      {initials(name)}
    </span>
  )
