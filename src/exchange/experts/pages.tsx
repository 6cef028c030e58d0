import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../../base/http/app.ts'
import { form } from '../../base/http/form.ts'
import type { Viewer } from '../../base/viewer.ts'
import { everywhere } from '../../places/everywhere.ts'
import { placesFor } from '../../records/writing/section-view.ts'
import { url } from '../../ui/url.ts'
import { topicsById } from '../../vocabularies/topics.ts'
import { askedOf } from '../asked.ts'
import { choiceOf, choose } from '../choosing.ts'
import { ChoicePage } from '../views/ChoicePage.tsx'
import { type Expert, findExperts, ownDeeds } from './finding.ts'
import { ExpertsPage } from './views/ExpertsPage.tsx'

const Choosing = z.object({
  choice: z.preprocess(
    (one) => (one === undefined ? [] : [one].flat()),
    z.array(z.enum(['findable', 'askable'])),
  ),
})

/** Who may be found by what they did, and the choice whether one is. */
export function expertPages(app: App): void {
  app.get('/experts', async (c) => {
    const { asked, wanted, unknown } = await askedOf(c)
    const found = await findExperts(c.var.viewer, wanted, asked.page)
    const all = await everywhere()
    return c.html(
      <ExpertsPage
        {...found}
        asked={{ ...asked, side: undefined, what: undefined }}
        unknown={unknown}
        choices={placesFor(all)}
        topics={await topicsIn(found.experts)}
        places={all.byId}
        signedIn={c.var.viewer.kind === 'person'}
      />,
    )
  })
  app.get('/account/exchange', (c) => showChoice(c))
  app.post('/account/exchange', form(Choosing, { again: showChoice }), async (c) => {
    const { choice } = c.req.valid('form')
    await choose(c.var.viewer, { findable: choice.includes('findable'), askable: choice.includes('askable') })
    return c.redirect(url`/account/exchange`, 303)
  })
}

const topicsIn = (experts: Expert[]) =>
  topicsById(experts.flatMap(({ done }) => done.flatMap(({ topic }) => topic ?? [])))

async function showChoice(c: Context<Doors>): Promise<Response> {
  const viewer: Viewer = c.var.viewer
  const choice = await choiceOf(viewer)
  const shown = await ownDeeds(viewer)
  return c.html(
    <ChoicePage
      choice={choice}
      shown={shown}
      topics={await topicsIn(shown ? [shown] : [])}
      places={(await everywhere()).byId}
    />,
  )
}
