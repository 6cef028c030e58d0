import type { App } from '../../base/http/app.ts'
import { askedIn, conditionsUrl } from './address.ts'
import { conditionsLike, perPage } from './finding.ts'
import { ConditionsPage } from './views/ConditionsPage.tsx'

export function likenessPages(app: App): void {
  app.get('/conditions', async (c) => {
    const query = new URL(c.req.url).searchParams
    const asked = askedIn(query)
    // A form sends its empty fields too: what one passes on is short.
    if ([...query.values()].includes('')) return c.redirect(conditionsUrl(asked), 302)
    const found = await conditionsLike(c.var.viewer, asked)
    const last = Math.max(1, Math.ceil((asked.all ? found.stating : found.alike) / perPage))
    if (asked.page > last) return c.redirect(conditionsUrl({ ...found.asked, page: last }), 302)
    return c.html(<ConditionsPage found={found} />)
  })
}
