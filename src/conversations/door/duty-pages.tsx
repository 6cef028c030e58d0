import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../../base/http/app.ts'
import { idAsked, pageAsked } from '../../base/http/asked.ts'
import { type Attempt, form } from '../../base/http/form.ts'
import { t } from '../../base/i18n/t.ts'
import { refuse } from '../../base/refusal.ts'
import { facilitates } from '../../communities/access.ts'
import { Nothing, Role } from '../../communities/forms.ts'
import { communityFor } from '../../communities/reading.ts'
import { personOf } from '../../people/account.ts'
import { url } from '../../ui/url.ts'
import { mayArrange } from '../access.ts'
import { lastPart } from '../act-pages.tsx'
import { threadUrl } from '../address.ts'
import { postsOf, threadFor } from '../reading.ts'
import { closeAtDoor, giveBack, giveHome, keepsDoor, takeQuestion } from './attending.ts'
import { dutiesFor, endDuty, mayNameDuty, nameDuty, takeDuty } from './duty.ts'
import { doorFigures } from './figures.ts'
import { waitingQuestions } from './listing.ts'
import { likelyFor } from './routing.ts'
import { DutyPage } from './views/DutyPage.tsx'
import { DutyQuestionPage } from './views/DutyQuestionPage.tsx'
import { OfferedPage } from './views/OfferedPage.tsx'

const NewDuty = Role.omit({ role: true })
const Home = z
  .object({
    /** One of those that are likely, or any other by its address. */
    proposed: z.string().max(200).default(''),
    community: z.string().trim().max(300).default('').transform(lastPart),
    note: z.string().trim().max(2_000).default(''),
  })
  .refine(({ proposed, community }) => proposed || community, {
    path: ['community'],
    error: () => t('door.chooseHome'),
  })
const Why = z.object({
  why: z
    .string()
    .trim()
    .min(1, { error: () => t('conversations.sayWhy') })
    .max(1_000),
})
const Community = z.object({ community: z.string().max(200) })

/** What those on duty at the door see and do; and facilitators with what the door offers them. */
export function dutyPages(app: App): void {
  app.get('/ask/duty', (c) => showDuty(c))
  app.post('/ask/duty', form(NewDuty, { again: showDuty }), async (c) => {
    await nameDuty(c.var.viewer, c.req.valid('form'))
    return c.redirect(url`/ask/duty#duties`, 303)
  })
  app.post('/ask/duty/:id/taking', form(Nothing, { again: showDuty }), async (c) => {
    await takeDuty(c.var.viewer, idAsked(c))
    return c.redirect(url`/ask/duty`, 303)
  })
  app.post('/ask/duty/:id/end', form(Nothing, { again: showDuty }), async (c) => {
    await endDuty(c.var.viewer, idAsked(c))
    return c.redirect(url`/ask/duty#duties`, 303)
  })
  for (const act of ['taking', 'end']) app.get(`/ask/duty/:id/${act}`, (c) => c.redirect(url`/ask/duty`, 302))
  app.get('/ask/questions/:ref', (c) => showQuestion(c))
  app.post('/ask/questions/:ref/home', form(Home, { again: showQuestion }), async (c) => {
    const { proposed, community, note } = c.req.valid('form')
    await giveHome(c.var.viewer, c.req.param('ref'), community || proposed, note)
    return c.redirect(url`/ask/duty`, 303)
  })
  app.post('/ask/questions/:ref/closing', form(Why, { again: showQuestion }), async (c) => {
    await closeAtDoor(c.var.viewer, c.req.param('ref'), c.req.valid('form').why)
    return c.redirect(url`/ask/duty`, 303)
  })
  app.post('/ask/questions/:ref/taking', form(Community, { again: showQuestion }), async (c) => {
    const { community } = c.req.valid('form')
    return c.redirect(threadUrl(await takeQuestion(c.var.viewer, c.req.param('ref'), community)), 303)
  })
  app.post('/ask/questions/:ref/giving-back', form(Community, { again: showQuestion }), async (c) => {
    const { community } = c.req.valid('form')
    await giveBack(c.var.viewer, c.req.param('ref'), community)
    return c.redirect(url`/communities/${community}/desk`, 303)
  })
  for (const act of ['home', 'closing', 'taking', 'giving-back'])
    app.get(`/ask/questions/:ref/${act}`, (c) =>
      c.redirect(url`/ask/questions/${c.req.param('ref') ?? ''}`, 302),
    )
}

async function showDuty(c: Context<Doors>, attempt?: Attempt) {
  const { viewer } = c.var
  const me = personOf(viewer)
  const duties = await dutiesFor(viewer)
  const mine = duties.find(({ person }) => person === me)
  const names = mayNameDuty(viewer)
  const keeps = keepsDoor(viewer, Boolean(mine?.since))
  if (!keeps && !names && !mine) refuse('forbidden', 'door.notOnDuty')
  const page = pageAsked(c)
  return c.html(
    <DutyPage
      {...{ duties, names, page, attempt }}
      waiting={keeps || names ? await waitingQuestions(viewer, page) : { questions: [], total: 0 }}
      figures={await doorFigures()}
    />,
  )
}

async function showQuestion(c: Context<Doors>, attempt?: Attempt) {
  const { viewer } = c.var
  const thread = await threadFor(viewer, c.req.param('ref') ?? '')
  const slug = String(attempt?.values.community ?? c.req.query('community') ?? '')
  const offered = c.req.path.endsWith('/home') || !slug ? undefined : await communityFor(viewer, slug)
  if (!thread.door || (thread.community && !attempt)) return c.redirect(threadUrl(thread), 302)
  const { posts } = await postsOf(viewer, { ...thread, accepted: null }, 1)
  const body = posts[0]?.body ?? ''
  if (offered && (attempt || facilitates(viewer, offered)))
    return c.html(<OfferedPage {...{ thread, body, attempt }} community={offered} />)
  // Of two on duty, the second is told.
  if (thread.community) refuse('conflict', 'door.hasHome')
  if (!mayArrange(viewer, thread)) refuse('forbidden', 'door.notOnDuty')
  const likely = await likelyFor(viewer, {
    title: thread.title,
    body,
    lang: thread.lang,
    about: thread.about,
  })
  return c.html(<DutyQuestionPage thread={thread} body={body} attempt={attempt} {...likely} />)
}
