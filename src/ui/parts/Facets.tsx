import { formatNumber, t } from '../../base/i18n/t.ts'
import type { Child, JSX } from '../jsx/elements.ts'
import { type Url, url } from '../url.ts'
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

function Group({ group: { label, choices }, open }: { group: FacetGroup; open: boolean }): JSX.Element {
  const first = choices.filter((choice, i) => i < shown || choice.on)
  const rest = choices.filter((choice) => !first.includes(choice))
  return (
    <details class="facet" open={open || choices.some(({ on }) => on)}>
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

/**
 * What brings the facets up on a phone; it stands above the results. A browser that knows no popovers
 * has them below the results, and a plain link leads there.
 */
export const BringsFacets = ({ chosen = 0 }: { chosen?: number }): JSX.Element => (
  <>
    <button class="button quiet brings-facets" type="button" popovertarget="facets">
      <Icon name="filter" />
      {t('ui.narrowDown', { chosen })}
    </button>
    <a class="button quiet brings-facets" href={url`#facets`}>
      <Icon name="filter" />
      {t('ui.narrowDown', { chosen })}
    </a>
  </>
)

/** So many groups stand open; the others say what they are about. */
const openAtFirst = 2

/**
 * Ways to narrow a list, as links: a column beside the results (in `.with-side`, first), on a phone a
 * sheet. A choice that would lead to nothing is for the caller to leave out, as are groups without any.
 */
export const Facets = ({ groups, clear }: { groups: FacetGroup[]; clear?: Url }): JSX.Element => (
  <nav id="facets" class="facets" popover="auto" aria-label={t('ui.narrow')}>
    {clear && <a href={clear}>{t('ui.clear')}</a>}
    {groups.map((group, i) => (
      <Group group={group} open={i < openAtFirst} />
    ))}
    <p class="sheet-end">
      <button class="button" type="button" popovertarget="facets">
        {t('ui.showResults')}
      </button>
    </p>
  </nav>
)
