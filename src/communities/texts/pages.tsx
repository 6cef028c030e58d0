import type { Context } from 'hono'
import type { App, Doors } from '../../base/http/app.ts'
import { pageAsked } from '../../base/http/asked.ts'
import { found } from '../../base/refusal.ts'
import type { Viewer } from '../../base/viewer.ts'
import { within } from '../../ui/url.ts'
import type { TextPlace } from './place.ts'
import { historyOf, versionOf } from './reading.ts'
import type { Saying } from './text.ts'
import { ClashPage } from './views/ClashPage.tsx'
import { HistoryPage } from './views/HistoryPage.tsx'
import { VersionPage } from './views/VersionPage.tsx'
import { Clash } from './writing.ts'

interface Texts {
  /** The thing that an address names, if the viewer may see it, and how its text stands there. */
  placeOf: (c: Context<Doors>) => Promise<{ id: number; place: TextPlace }>
  restore: (viewer: Viewer, c: Context<Doors>, number: number) => Promise<void>
}

const versions = ':number{[0-9]{1,6}}'

/** The history of a text that members write together, its versions, and bringing one back; `path` names its thing. */
export function textPages(app: App, path: string, { placeOf, restore }: Texts): void {
  app.get(`${path}/history`, async (c) => {
    const { id, place } = await placeOf(c)
    const page = pageAsked(c)
    const history = await historyOf(c.var.viewer, id, page)
    found(history.versions[0])
    return c.html(<HistoryPage place={place} {...history} page={page} />)
  })
  app.get(`${path}/versions/${versions}`, async (c) => {
    const { id, place } = await placeOf(c)
    return c.html(<VersionPage place={place} {...(await versionOf(c.var.viewer, id, numberIn(c)))} />)
  })
  app.post(`${path}/versions/${versions}/restoration`, async (c) => {
    await restore(c.var.viewer, c, numberIn(c))
    return c.redirect((await placeOf(c)).place.address, 303)
  })
  app.get(`${path}/versions/${versions}/restoration`, async (c) =>
    c.redirect(within((await placeOf(c)).place.base, 'versions', numberIn(c)), 302),
  )
}

const numberIn = (c: Context<Doors>): number => Number(c.req.param('number'))

/** Saves, and where somebody else did so first shows both texts: 409. */
export async function orClash(
  c: Context<Doors>,
  place: () => Promise<TextPlace>,
  mine: Saying,
  save: () => Promise<unknown>,
): Promise<Response> {
  try {
    await save()
    return c.redirect((await place()).address, 303)
  } catch (error) {
    if (!(error instanceof Clash)) throw error
    return c.html(
      <ClashPage place={await place()} mine={mine} theirs={error.theirs} before={error.before} />,
      409,
    )
  }
}
