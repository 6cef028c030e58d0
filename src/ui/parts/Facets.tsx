import { formatNumber, t } from '../../base/i18n/t.ts'
import type { Child, JSX } from '../jsx/elements.ts'
import type { Url } from '../url.ts'
import { Icon } from './Icon.tsx'

export interface FacetChoice {
  label: Child
  count: number
  href: Url
  /** Chosen now: the link takes it away again. */
  on: boolean
}
export interface FacetGroup {
  label: Child
  choices: FacetChoice[]
}

const shown = 7

const Choice = ({ choice: { label, count, href, on } }: { choice: FacetChoice }): JSX.Element => (
  <li>
    <a href={href} rel="nofollow" aria-current={on ? 'true' : undefined}>
      {on && <Icon name="good" />}
      <span class="what">
        {label}
        {on && <span class="unseen"> {t('ui.takeAway')}</span>}
      </span>
      <span class="count">{formatNumber(count)}</span>
    </a>
  </li>
)

function Group({ group: { label, choices } }: { group: FacetGroup }): JSX.Element {
  const first = choices.filter((choice, i) => i < shown || choice.on)
  const rest = choices.filter((choice) => !first.includes(choice))
  return (
    <details class="facet" open>
      <summary>{label}</summary>
      <ul>
        {first.map((choice) => (
          <Choice choice={choice} />
        ))}
      </ul>
      {rest.length > 0 && (
        <details>
          <summary>{t('ui.more', { count: rest.length })}</summary>
          <ul>
            {rest.map((choice) => (
              <Choice choice={choice} />
            ))}
          </ul>
        </details>
      )}
    </details>
  )
}

/** The button that brings the facets up on a phone; it stands above the results. */
export const BringsFacets = ({ chosen = 0 }: { chosen?: number }): JSX.Element => (
  <button class="button quiet brings-facets" type="button" popovertarget="facets">
    <Icon name="filter" />
    {t('ui.narrowDown', { chosen })}
  </button>
)

/**
 * Ways to narrow a list, as links: a column beside the results (in `.with-side`, first), on a phone a
 * sheet. A choice that would lead to nothing is for the caller to leave out.
 */
export const Facets = ({ groups, clear }: { groups: FacetGroup[]; clear?: Url }): JSX.Element => (
  <nav id="facets" class="facets" popover="auto" aria-label={t('ui.narrow')}>
    {clear && <a href={clear}>{t('ui.clear')}</a>}
    {groups
      .filter(({ choices }) => choices.length > 0)
      .map((group) => (
        <Group group={group} />
      ))}
    <button class="button" type="button" popovertarget="facets">
      {t('ui.showResults')}
    </button>
  </nav>
)
