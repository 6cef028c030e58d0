import * as Turbo from '@hotwired/turbo'
import { leaveAnchorsAlone } from './anchors.ts'
import { closeMenus } from './menus.ts'
import { closeSuggestions, searchOnChoice } from './suggestions.ts'

/** Where the code of each custom element is; it is fetched when the first one appears on a page. */
const elements: Record<string, () => Promise<unknown>> = {
  'relative-time': () => import('@github/relative-time-element'),
  'auto-complete': () => import('@github/auto-complete-element'),
  'live-thread': () => import('./live-thread.ts'),
  'asked-before': () => import('./asked-before.ts'),
  'post-editor': () => import('./post-editor.ts'),
  'section-rail': () => import('./section-rail.ts'),
  'copy-text': () => import('./copy-text.ts'),
  'filter-list': () => import('./filter-list.ts'),
  'passkey-button': () => import('./passkey-button.ts'),
  'draft-keeper': () => import('./draft-keeper.ts'),
  'unsent-keeper': () => import('./unsent-keeper.ts'),
  'voice-recorder': () => import('./voice-recorder.ts'),
  'keep-offline': () => import('./keep-offline.ts'),
}

function bringToLife(): void {
  for (const [name, load] of Object.entries(elements)) {
    if (!customElements.get(name) && document.querySelector(name)) void load()
  }
}

/** What was kept of somebody's drafts goes from the browser with them. */
function forgetDrafts(): void {
  if ('caches' in window && document.querySelector('a.me[href="/sign-in"]')) void caches.delete('drafts')
}

Turbo.start()
document.addEventListener('turbo:load', bringToLife)
document.addEventListener('turbo:load', forgetDrafts)
// A refused form is drawn again in place, without a load.
document.addEventListener('turbo:render', bringToLife)
leaveAnchorsAlone()
closeMenus()
searchOnChoice()
closeSuggestions()
