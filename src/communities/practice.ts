import type { App } from '../base/http/app.ts'
import { agendaPages } from './agenda/pages.tsx'
import { tiePages } from './agenda/tie-pages.tsx'
import { libraryPages } from './library/pages.tsx'
import { sharedPages } from './pages/pages.tsx'

/** What a community holds together: the pages it writes, its library, and what it wants to learn. */
export function practicePages(app: App): void {
  agendaPages(app)
  tiePages(app)
  sharedPages(app)
  libraryPages(app)
}
