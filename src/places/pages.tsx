import type { App } from '../base/http/app.ts'
import { placesTree } from './tree.ts'
import { PlacesPage } from './views/PlacesPage.tsx'

/** All places; the page of each composes several features and stands in `site`. */
export function placesPages(app: App): void {
  app.get('/places', async (c) => c.html(<PlacesPage {...(await placesTree(c.var.viewer))} />))
}
