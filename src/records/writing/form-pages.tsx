import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../../base/http/app.ts'
import { type Attempt, form, posted } from '../../base/http/form.ts'
import { refuse } from '../../base/refusal.ts'
import { type Url, url } from '../../ui/url.ts'
import { settleClash } from './clashes.ts'
import type { Typed } from './filling-fields.ts'
import { addRow, putBackRow, takeOutRow } from './rows.ts'
import { sectionFor } from './section-view.ts'
import { essentialsId } from './sections.ts'
import { type Taken, takeForm, takeTyped } from './taking.ts'
import { FormPage } from './views/FormPage.tsx'

const Revision = z.coerce.number().int().min(0).max(1e15)
/** Beside the answers: what it was drawn with, and the button that was pressed. */
const Sent = z.looseObject({ revision: Revision, page: z.uuid(), act: z.string().max(400).default('stay') })

const typed = z.record(z.string().max(400), z.union([z.string(), z.array(z.string())]))
const Typing = z.object({
  since: Revision,
  page: z.uuid(),
  at: z.string().max(100).optional(),
  changes: z.array(z.object({ id: z.uuid(), path: z.string().max(300), base: Revision, typed })).max(500),
})

/** The pages of the form of a draft, and what is sent from them: whole, or answer by answer as it is typed. */
export function formPages(app: App): void {
  app.get('/drafts/:ref/essentials', (c) => show(c))
  app.get('/drafts/:ref/sections/:id', (c) => show(c))
  app.post('/drafts/:ref/essentials', form(Sent, { again: show }), take)
  app.post('/drafts/:ref/sections/:id', form(Sent, { again: show }), take)
  app.post('/drafts/:ref/answers', async (c) => {
    const sent = Typing.safeParse(await c.req.json().catch(() => undefined))
    if (!sent.success) return refuse('unreadable', 'base.brokenForm')
    return c.json(await takeTyped(c.var.viewer, c.req.param('ref'), sent.data))
  })
  app.get('/drafts/:ref/answers', (c) => c.redirect(url`/drafts/${c.req.param('ref')}`, 302))
}

const refOf = (c: Context<Doors>): string => c.req.param('ref') ?? ''
const idOf = (c: Context<Doors>): string => c.req.param('id') ?? essentialsId
const pageOf = (ref: string, id: string): Url =>
  id === essentialsId ? url`/drafts/${ref}/essentials` : url`/drafts/${ref}/sections/${id}`

async function show(c: Context<Doors>, attempt?: Attempt) {
  const view = await sectionFor(c.var.viewer, refOf(c), idOf(c))
  return c.html(<FormPage {...view} attempt={attempt} takenOut={c.req.query('out')?.slice(0, 200)} />)
}

async function take(c: Context<Doors>) {
  const sent = await posted(c)
  const { revision, page, act } = Sent.parse(sent)
  const answers: Typed = Object.fromEntries(Object.entries(sent).filter(([name]) => name.includes('/')))
  const taken = await takeForm(c.var.viewer, refOf(c), { revision, page }, answers)
  const { faults } = taken
  if (faults.length) {
    const again = await show(c, { values: sent, errors: faults })
    return new Response(again.body, { status: 422, headers: again.headers })
  }
  return c.redirect(await goOn(c, act, taken), 303)
}

/** Does what the button says and gives where it leads; to answers that clash before anything else. */
async function goOn(c: Context<Doors>, act: string, { clashes }: Taken): Promise<Url> {
  const [viewer, ref, here] = [c.var.viewer, refOf(c), pageOf(refOf(c), idOf(c))]
  const [does = '', what = ''] = act.split(/:(.*)/s)
  switch (does) {
    case 'add':
      return `${here}${url`#${await addRow(viewer, ref, what)}`}` as Url
    case 'out':
      await takeOutRow(viewer, ref, what)
      return `${here}${url`?out=${what}`}` as Url
    case 'back':
      await putBackRow(viewer, ref, what)
      return `${here}${url`#${what}`}` as Url
    case 'take':
    case 'leave':
      await settleClash(viewer, ref, what, does === 'take')
      return here
    case 'next': {
      if (clashes) return here
      const { after } = await sectionFor(viewer, ref, idOf(c))
      return after ? pageOf(ref, after.id) : url`/drafts/${ref}/checks`
    }
    default:
      return here
  }
}
