import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../../base/http/app.ts'
import { idAsked, pageAsked } from '../../base/http/asked.ts'
import { type Attempt, form } from '../../base/http/form.ts'
import { t } from '../../base/i18n/t.ts'
import { handle } from '../../people/handles.ts'
import { url } from '../../ui/url.ts'
import { askForLeaver, handOverFor, leftFor } from './handing-for.ts'
import { answerAsked, askedOf, handOver, handOverOf } from './handing-over.ts'
import { AskedToKeepPage } from './views/AskedToKeepPage.tsx'
import { HandOverForPage } from './views/HandOverForPage.tsx'
import { HandOverPage } from './views/HandOverPage.tsx'
import { LeftForPage } from './views/LeftForPage.tsx'

const several = z
  .union([z.string(), z.array(z.string())])
  .transform((some) => new Set([some].flat()))
  .default(new Set<string>())
/** Besides these: `to:records/…`, whom to ask about that alone. */
const HandingOver = z.object({ all: handle.optional(), leave: several }).catchall(z.unknown())
const Answer = z.object({
  answer: z.enum(['yes', 'no', 'all'], { error: () => t('freshness.nothingChosen') }),
  thing: several,
})

/** What a leaver hands over, in one form; what others do of one who left; and what somebody is asked to keep. */
export function handOverPages(app: App): void {
  app.get('/account/hand-over', (c) => showHandOver(c))
  app.post('/account/hand-over', form(HandingOver, { again: showHandOver }), async (c) => {
    const { all, leave, ...rest } = c.req.valid('form')
    const faults = await handOver(c.var.viewer, { all: all || undefined, leave, each: eachOf(rest) })
    if (faults.size === 0) return c.redirect(url`/account/hand-over`, 303)
    return again(await showHandOver(c, notAsked(c.req.valid('form'), faults)))
  })
  app.get('/organisations/:slug/hand-over', async (c) =>
    c.html(<LeftForPage {...(await leftFor(c.var.viewer, c.req.param('slug')))} />),
  )
  app.get('/organisations/:slug/hand-over/:id', (c) => showHandOverFor(c))
  app.post('/organisations/:slug/hand-over/:id', form(HandingOver, { again: showHandOverFor }), async (c) => {
    const { all, leave, ...rest } = c.req.valid('form')
    const [slug, id] = leaverIn(c)
    const faults = await askForLeaver(c.var.viewer, slug, id, {
      all: all || undefined,
      leave,
      each: eachOf(rest),
    })
    if (faults.size === 0) return c.redirect(url`/organisations/${slug}/hand-over/${id}`, 303)
    return again(await showHandOverFor(c, notAsked(c.req.valid('form'), faults)))
  })
  app.get('/desk/asked-to-keep', (c) => showAsked(c))
  app.post('/desk/asked-to-keep', form(Answer, { again: showAsked }), async (c) => {
    const { answer, thing } = c.req.valid('form')
    await answerAsked(c.var.viewer, answer === 'all' ? 'all' : thing, answer !== 'no')
    return c.redirect(url`/desk/asked-to-keep`, 303)
  })
}

const notAsked = (values: unknown, faults: Map<string, string>): Attempt => ({
  values: values as Attempt['values'],
  errors: [...faults].map(([key, message]) => ({ field: `to:${key}`, message })),
})

const again = (page: Response): Response => new Response(page.body, { status: 422, headers: page.headers })

const leaverIn = (c: Context<Doors>): [string, number] => [c.req.param('slug') ?? '', idAsked(c)]

async function showHandOverFor(c: Context<Doors>, attempt?: Attempt) {
  const page = pageAsked(c)
  const [slug, id] = leaverIn(c)
  return c.html(
    <HandOverForPage {...(await handOverFor(c.var.viewer, slug, id, page))} page={page} attempt={attempt} />,
  )
}

function eachOf(fields: Record<string, unknown>): Map<string, string> {
  const each = new Map<string, string>()
  for (const [name, value] of Object.entries(fields)) {
    const read = name.startsWith('to:') ? handle.safeParse(value) : undefined
    if (read?.data) each.set(name.slice(3), read.data)
  }
  return each
}

async function showHandOver(c: Context<Doors>, attempt?: Attempt) {
  const page = pageAsked(c)
  return c.html(<HandOverPage {...(await handOverOf(c.var.viewer, page))} page={page} attempt={attempt} />)
}

async function showAsked(c: Context<Doors>, attempt?: Attempt) {
  return c.html(<AskedToKeepPage asked={await askedOf(c.var.viewer)} attempt={attempt} />)
}
