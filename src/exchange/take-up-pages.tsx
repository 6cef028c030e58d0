import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../base/http/app.ts'
import { pageAsked } from '../base/http/asked.ts'
import { type Attempt, form } from '../base/http/form.ts'
import { t } from '../base/i18n/t.ts'
import { Lang } from '../base/text.ts'
import { type Url, url } from '../ui/url.ts'
import { filled, Words } from './forms.ts'
import { limits } from './take-up.ts'
import { takeUpFor, takeUpsOf, talkOf } from './take-ups.ts'
import { answerTakeUp, sayDone, takeBack, thankFor, unsayDone, unthank, writeIn } from './taking-up.ts'
import { TakeUpPage } from './views/TakeUpPage.tsx'
import { TakeUpsPage } from './views/TakeUpsPage.tsx'

const Answer = z.object({ answer: z.enum(['yes', 'no']) })
const Thanking = z.object({
  thanks: filled(limits.thanks, () => t('conversations.nothingSaid')),
  lang: Lang,
  open: z.enum(['yes', 'no']).default('no'),
})
const Nothing = z.object({})

const one = '/take-ups/:ref'

/** What two make of an offer or a need. */
export function takeUpPages(app: App): void {
  app.get('/take-ups', async (c) => {
    const going = c.req.query('of') !== 'past'
    const page = pageAsked(c)
    return c.html(<TakeUpsPage {...(await takeUpsOf(c.var.viewer, going, page))} page={page} going={going} />)
  })
  app.get(one, (c) => showOne(c))
  app.post(`${one}/messages`, form(Words, { again: showOne }), async (c) => {
    await writeIn(c.var.viewer, refOf(c), c.req.valid('form'))
    return c.redirect(pageOf(c), 303)
  })
  app.post(`${one}/answer`, form(Answer, { again: showOne }), async (c) => {
    const yes = c.req.valid('form').answer === 'yes'
    await answerTakeUp(c.var.viewer, refOf(c), yes)
    return c.redirect(pageOf(c), 303)
  })
  app.post(`${one}/thanks`, form(Thanking, { again: showOne }), async (c) => {
    const { thanks, lang, open } = c.req.valid('form')
    await thankFor(c.var.viewer, refOf(c), { words: thanks, lang, open: open === 'yes' })
    return c.redirect(pageOf(c), 303)
  })
  for (const [act, work] of [
    ['taking-back', takeBack],
    ['done', sayDone],
    ['done/removal', unsayDone],
    ['thanks/removal', unthank],
  ] as const)
    app.post(`${one}/${act}`, form(Nothing, { again: showOne }), async (c) => {
      await work(c.var.viewer, refOf(c))
      return c.redirect(pageOf(c), 303)
    })
  for (const act of ['messages', 'answer', 'thanks', 'thanks/removal', 'taking-back', 'done', 'done/removal'])
    app.get(`${one}/${act}`, (c) => c.redirect(pageOf(c), 302))
}

const refOf = (c: Context<Doors>): string => c.req.param('ref') ?? ''
const pageOf = (c: Context<Doors>): Url => url`/take-ups/${refOf(c)}`

async function showOne(c: Context<Doors>, attempt?: Attempt): Promise<Response> {
  const { viewer } = c.var
  const page = pageAsked(c)
  const takeUp = await takeUpFor(viewer, refOf(c))
  return c.html(
    <TakeUpPage {...takeUp} talk={await talkOf(viewer, takeUp, page)} page={page} attempt={attempt} />,
  )
}
