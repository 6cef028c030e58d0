import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../../base/http/app.ts'
import { idAsked, pageAsked } from '../../base/http/asked.ts'
import { type Attempt, form } from '../../base/http/form.ts'
import { t } from '../../base/i18n/t.ts'
import { Lang } from '../../base/text.ts'
import { pagesOf } from '../pages/reading.ts'
import { communityFor } from '../reading.ts'
import { mayWork } from '../texts/access.ts'
import { long } from '../texts/forms.ts'
import { most as texts } from '../texts/text.ts'
import { puttingFor } from './around.ts'
import { libraryUrl, mayTakeOut, most } from './item.ts'
import { libraryOf, takenOut } from './listing.ts'
import { putBack, putIn, takeOut } from './putting.ts'
import { LibraryPage } from './views/LibraryPage.tsx'
import { PuttingPage } from './views/PuttingPage.tsx'

const NewItem = z.object({
  address: long(texts.address).min(1, { error: () => t('practice.addressMissing') }),
  title: long(most.title).default(''),
  note: long(most.note).default(''),
  lang: Lang,
})
const Putting = z.object({
  thing: z.string().max(20),
  community: z.string().max(200),
  note: long(most.note).default(''),
  lang: Lang,
})
const Nothing = z.object({})

/** So many of its pages stand in the library itself. */
const pagesShown = 6

const library = '/communities/:slug/library'

export function libraryPages(app: App): void {
  app.get(library, (c) => showLibrary(c))
  app.post(`${library}/items`, form(NewItem, { again: showLibrary }), async (c) => {
    await putIn(c.var.viewer, slugIn(c), c.req.valid('form'))
    return c.redirect(libraryUrl({ slug: slugIn(c) }), 303)
  })
  for (const [act, work] of [
    ['removal', takeOut],
    ['return', putBack],
  ] as const) {
    app.post(`${library}/items/:id/${act}`, form(Nothing, { again: showLibrary }), async (c) => {
      await work(c.var.viewer, slugIn(c), idAsked(c))
      return c.redirect(libraryUrl({ slug: slugIn(c) }), 303)
    })
    app.get(`${library}/items/:id/${act}`, (c) => c.redirect(libraryUrl({ slug: slugIn(c) }), 302))
  }
  app.get(`${library}/items`, (c) => c.redirect(libraryUrl({ slug: slugIn(c) }), 302))
  app.get('/libraries/additions', (c) => showPutting(c))
  app.post('/libraries/additions', form(Putting, { again: showPutting }), async (c) => {
    const { thing, community, ...said } = c.req.valid('form')
    await putIn(c.var.viewer, community, { address: thing, title: '', ...said })
    return c.redirect(libraryUrl({ slug: community }), 303)
  })
}

const slugIn = (c: Context<Doors>): string => c.req.param('slug') ?? ''

async function showLibrary(c: Context<Doors>, attempt?: Attempt) {
  const { viewer } = c.var
  const community = await communityFor(viewer, slugIn(c))
  const asked = {
    q: c.req.query('q')?.trim().slice(0, 200) || undefined,
    kind: c.req.query('kind')?.trim().slice(0, 100) || undefined,
    page: pageAsked(c),
  }
  const works = mayWork(viewer, community)
  return c.html(
    <LibraryPage
      community={community}
      asked={asked}
      {...(await libraryOf(viewer, community, asked))}
      pages={await pagesOf(viewer, community, { limit: pagesShown })}
      removed={works ? await takenOut(viewer, community) : []}
      works={works}
      mayTakeOut={(item) => mayTakeOut(viewer, community, item)}
      attempt={attempt}
    />,
  )
}

async function showPutting(c: Context<Doors>, attempt?: Attempt) {
  const said = attempt?.values.thing ?? c.req.query('thing') ?? ''
  const putting = await puttingFor(c.var.viewer, String(said))
  return c.html(<PuttingPage {...putting} chosen={c.req.query('community')} attempt={attempt} />)
}
