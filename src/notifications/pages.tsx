import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../base/http/app.ts'
import { pageAsked } from '../base/http/asked.ts'
import { type Attempt, form } from '../base/http/form.ts'
import { url } from '../ui/url.ts'
import { choicesOf, choose, tryMailAgain } from './choices.ts'
import { follow } from './following.ts'
import { type Level, levels, needsLevels } from './notice.ts'
import { noticesFor, seeAll } from './reading.ts'
import { unsubscribe, wayOut } from './unsubscribing.ts'
import { ChoicesPage } from './views/ChoicesPage.tsx'
import { NoticesPage } from './views/NoticesPage.tsx'
import { UnsubscribedPage, UnsubscribePage } from './views/UnsubscribePage.tsx'

const hour = z.union([
  z.literal('').transform(() => null),
  z
    .string()
    .regex(/^([01]?[0-9]|2[0-3])$/)
    .transform(Number),
])
const Choosing = z
  .object({
    needs: z.enum(needsLevels),
    threads: z.enum(levels),
    way: z.enum(['mail', 'here']),
    quietFrom: hour,
    quietUntil: hour,
    quietDays: z
      .union([z.string(), z.array(z.string())])
      .optional()
      .transform((days) => [days ?? []].flat())
      .pipe(z.array(z.enum(['1', '2', '3', '4', '5', '6', '7']).transform(Number))),
    zone: z.string().trim().max(60),
  })
  .catchall(z.unknown())

/** Of each community, by its reference: a field of its own. */
const Of = z.partialRecord(z.string().regex(/^of-/), z.enum(levels))

/** What they were told, how they want to be told, and the ways out of that. */
export function noticePages(app: App): void {
  app.get('/notices', async (c) => {
    const page = pageAsked(c)
    return c.html(<NoticesPage {...(await noticesFor(c.var.viewer, page))} page={page} />)
  })
  app.post(
    '/notices/seen',
    form(z.object({ to: z.string().regex(/^[0-9]{1,15}$/) }), { again: toNotices }),
    async (c) => {
      await seeAll(c.var.viewer, Number(c.req.valid('form').to))
      return c.redirect(url`/notices`, 303)
    },
  )
  app.get('/notices/seen', toNotices)
  app.get('/notices/choices', (c) => showChoices(c))
  app.post('/notices/choices', form(Choosing, { again: showChoices }), async (c) => {
    const { way, ...chosen } = c.req.valid('form')
    await choose(c.var.viewer, { ...chosen, byMail: way === 'mail', communities: communitiesIn(chosen) })
    return c.redirect(url`/notices/choices?kept=1`, 303)
  })
  app.post('/notices/choices/mail', async (c) => {
    await tryMailAgain(c.var.viewer)
    return c.redirect(url`/notices/choices`, 303)
  })
  app.get('/notices/choices/mail', (c) => c.redirect(url`/notices/choices`))
  app.post(
    '/notices/following/:ref',
    form(z.object({ follow: z.enum(['yes', 'no']) }), { again: toNotices }),
    async (c) =>
      c.redirect(await follow(c.var.viewer, c.req.param('ref'), c.req.valid('form').follow === 'yes'), 303),
  )
  app.get('/notices/following/:ref', toNotices)
  app.get('/notices/unsubscribe/:token', (c) => {
    c.header('cache-control', 'no-store')
    const token = c.req.param('token')
    return c.html(<UnsubscribePage token={token} {...wayOut(token)} />)
  })
  app.post('/notices/unsubscribe/:token', async (c) => {
    await unsubscribe(c.req.param('token'))
    c.header('cache-control', 'no-store')
    return c.html(<UnsubscribedPage />)
  })
}

/** A mail program gets its reader out from elsewhere (RFC 8058): what it may is in the token, and no cookie counts. */
export const isWayOut = (method: string, path: string): boolean =>
  method === 'POST' && path.startsWith('/notices/unsubscribe/')

const toNotices = (c: Context<Doors>) => c.redirect(url`/notices`, 302)

function communitiesIn(values: Record<string, unknown>): Record<string, Level> {
  const given = Object.entries(values).filter(([name]) => name.startsWith('of-'))
  const read = Of.safeParse(Object.fromEntries(given))
  return Object.fromEntries(
    Object.entries(read.data ?? {}).flatMap(([name, level]) => (level ? [[name.slice(3), level]] : [])),
  )
}

async function showChoices(c: Context<Doors>, attempt?: Attempt) {
  const kept = c.req.query('kept') === '1' && !attempt
  return c.html(<ChoicesPage chosen={await choicesOf(c.var.viewer)} kept={kept} attempt={attempt} />)
}
