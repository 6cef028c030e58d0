import type { FoundPerson } from '../../people/directory.ts'
import type { JSX } from '../../ui/jsx/elements.ts'

/** People to choose from while one writes, by what a mention of them is; the editor makes it a list to choose from. */
export const Mentioned = ({ people }: { people: FoundPerson[] }): JSX.Element => (
  <ul class="suggested">
    {people.map(({ handle, name }) => (
      <li data-value={`@${handle}`}>
        <bdi>{name}</bdi> <small class="soft">@{handle}</small>
      </li>
    ))}
  </ul>
)
