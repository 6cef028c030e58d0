import { t } from '../../base/i18n/t.ts'
import type { Child, JSX } from '../jsx/elements.ts'
import type { Url } from '../url.ts'

export interface Level {
  name: Child
  /** Where it leads; without one it is the level that the page itself stands at. */
  href?: Url
}

/** World › Africa › West Africa › Niger: stands once, above the title of everything. */
export const Levels = ({ trail }: { trail: Level[] }): JSX.Element => (
  <nav aria-label={t('ui.level')}>
    <ol class="levels">
      {trail.map(({ name, href }) => (
        <li>{href ? <a href={href}>{name}</a> : <span>{name}</span>}</li>
      ))}
    </ol>
  </nav>
)
