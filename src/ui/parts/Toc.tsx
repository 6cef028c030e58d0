import { t } from '../../base/i18n/t.ts'
import type { Child, JSX } from '../jsx/elements.ts'
import type { Url } from '../url.ts'

export interface Section {
  label: Child
  /** `#id` on this page, or a section's own address. */
  href: Url
  current?: boolean
  within?: Section[]
}

const Sections = ({ sections }: { sections: Section[] }): JSX.Element => (
  <ol>
    {sections.map(({ label, href, current, within = [] }) => (
      <li>
        <a href={href} aria-current={current ? 'true' : undefined}>
          {label}
        </a>
        {within.length > 0 && <Sections sections={within} />}
      </li>
    ))}
  </ol>
)

/**
 * What the page holds: a rail where there is room, which with script follows the reading; on a phone the
 * same behind a line that says how much it is. Written twice, because what is folded away in a closed
 * `<details>` no style can bring back in a browser of 2021, and what stands open hides the page.
 */
export const Toc = ({
  sections,
  name = t('ui.onThisPage'),
  folded = t('ui.onThisPageCount', { count: sections.length }),
}: {
  sections: Section[]
  /** What they are, where they are not parts of this page. */
  name?: string
  /** The same, behind which they stand on a phone. */
  folded?: string
}): JSX.Element => (
  <nav class="toc" aria-label={name}>
    <details class="fold">
      <summary>{folded}</summary>
      <Sections sections={sections} />
    </details>
    <section-rail>
      <Sections sections={sections} />
    </section-rail>
  </nav>
)
