import type { App } from '../base/http/app.ts'
import { placeUrl } from '../places/place.ts'
import { placeFor } from '../places/places.ts'
import { withQuery } from '../ui/url.ts'
import { askedIn, lastPage } from './asked.ts'
import { placeOverview } from './place-overview.ts'
import { PlacePage } from './views/PlacePage.tsx'

/** The page of each place. Small letters, other codes and pages beyond the last lead where they should. */
export function placePages(app: App): void {
  app.get('/places/:code', async (c) => {
    const place = await placeFor(c.var.viewer, c.req.param('code'))
    const query = new URL(c.req.url).searchParams
    if (place.code !== c.req.param('code')) return c.redirect(withQuery(placeUrl(place), query), 301)
    const overview = await placeOverview(c.var.viewer, place, askedIn(query))
    const last = lastPage(overview.known.total)
    if (overview.asked.page > last)
      return c.redirect(withQuery(placeUrl(place), query, { page: String(last) }), 302)
    return c.html(<PlacePage {...overview} />)
  })
}
