import * as Turbo from '@hotwired/turbo'
import { leaveAnchorsAlone } from './anchors.ts'
import { closeMenus } from './menus.ts'
import { closeSuggestions, searchOnChoice } from './suggestions.ts'

/** Where the code of each custom element is; it is fetched when the first one appears on a page. */
const elements: Record<string, () => Promise<unknown>> = {
  'relative-time': () => import('@github/relative-time-element'),
  'auto-complete': () => import('@github/auto-complete-element'),
  'section-rail': () => import('./section-rail.ts'),
  'copy-text': () => import('./copy-text.ts'),
  'filter-list': () => import('./filter-list.ts'),
  'passkey-button': () => import('./passkey-button.ts'),
}

function bringToLife(): void {
  for (const [name, load] of Object.entries(elements)) {
    if (!customElements.get(name) && document.querySelector(name)) void load()
  }
}

Turbo.start()
document.addEventListener('turbo:load', bringToLife)
// A refused form is drawn again in place, without a load.
document.addEventListener('turbo:render', bringToLife)
leaveAnchorsAlone()
closeMenus()
searchOnChoice()
closeSuggestions()
