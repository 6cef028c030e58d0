import type { Child, JSX } from '../jsx/elements.ts'
import type { Url } from '../url.ts'

export interface Tab {
  label: Child
  href: Url
  current: boolean
}

/** The views of one thing, each with its own address; `name` says of what. */
export const Tabs = ({ name, tabs }: { name: string; tabs: Tab[] }): JSX.Element => (
  <nav class="tabs" aria-label={name}>
    <ul>
      {tabs.map(({ label, href, current }) => (
        <li>
          <a href={href} aria-current={current ? 'page' : undefined}>
            {label}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)
