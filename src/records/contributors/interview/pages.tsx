import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../../../base/http/app.ts'
import { type Attempt, form, posted } from '../../../base/http/form.ts'
import { asReader, type InterfaceLanguage, isInterfaceLanguage, reader } from '../../../base/i18n/reader.ts'
import { type Url, url, withQuery } from '../../../ui/url.ts'
import type { Typed } from '../../writing/filling-fields.ts'
import { type Act, beginTalk, screenFor, speakersOf, type Talk, takeDown } from './interviewing.ts'
import { AllAskedPage, InterviewPage, SpeakerPage } from './views/InterviewPage.tsx'

const Talking = z.object({
  speaks: z.coerce.number().int().positive(),
  in: z.string().refine(isInterfaceLanguage),
})
const Said = z.looseObject({
  ...Talking.shape,
  at: z.string().max(300),
  again: z.string().max(1).default(''),
  revision: z.coerce.number().int().min(0).max(1e15),
  page: z.uuid(),
  act: z
    .string()
    .regex(/^(?:next|back|skip|later|(?:take|leave):.{1,80})$/)
    .default('next'),
})

/** One person asks, another's words are taken down: a question a screen, in the language of who is asked. */
export function interviewPages(app: App): void {
  app.get('/drafts/:ref/interview', (c) => show(c))
  app.post('/drafts/:ref/interview', form(Talking, { again: showSpeakers }), async (c) => {
    const { speaks, in: lang } = c.req.valid('form')
    await beginTalk(c.var.viewer, refOf(c), { speaks, lang })
    return c.redirect(addressOf(c, { speaks, lang }), 303)
  })
  app.post('/drafts/:ref/interview/answers', form(Said, { again: show }), async (c) => {
    const sent = await posted(c)
    const { speaks, in: lang, at: path, again, revision, page, act } = c.req.valid('form')
    const answers: Typed = Object.fromEntries(Object.entries(sent).filter(([name]) => name.includes('/')))
    const said = { speaks, lang, path, again: again !== '', act: act as Act }
    const { faults, next } = await takeDown(c.var.viewer, refOf(c), { revision, page }, said, answers)
    if (faults.length) {
      const drawn = await show(c, { values: sent, errors: faults })
      return new Response(drawn.body, { status: 422, headers: drawn.headers })
    }
    if (!next)
      return c.redirect(
        withQuery(url`/drafts/${refOf(c)}/read-back`, new URLSearchParams(), { read: lang }),
        303,
      )
    return c.redirect(addressOf(c, said, next), 303)
  })
  app.get('/drafts/:ref/interview/answers', (c) => c.redirect(url`/drafts/${refOf(c)}/interview`, 302))
}

const refOf = (c: Context<Doors>): string => c.req.param('ref') ?? ''

const addressOf = (c: Context<Doors>, { speaks, lang }: Talk, at?: { path: string; again: boolean }): Url =>
  withQuery(url`/drafts/${refOf(c)}/interview`, new URLSearchParams(), {
    speaks: String(speaks),
    in: lang,
    at: at?.path,
    again: at?.again ? '1' : undefined,
  })

const last = (value: unknown): string | undefined => [value].flat().at(-1) as string | undefined

async function show(c: Context<Doors>, attempt?: Attempt): Promise<Response> {
  const asked = (name: string) => last(attempt?.values[name]) ?? c.req.query(name)
  const talk = Talking.safeParse({ speaks: asked('speaks'), in: asked('in') })
  if (!talk.success) return showSpeakers(c, attempt)
  const { speaks, in: lang } = talk.data
  const { viewer } = c.var
  return asReader({ ...reader(), lang: lang as InterfaceLanguage }, async () => {
    const screen = await screenFor(viewer, refOf(c), { speaks, lang }, asked('at'))
    if (!screen) return c.html(<AllAskedPage {...(await speakersOf(viewer, refOf(c)))} lang={lang} />)
    return c.html(<InterviewPage {...screen} lang={lang} again={asked('again') === '1'} attempt={attempt} />)
  })
}

async function showSpeakers(c: Context<Doors>, attempt?: Attempt): Promise<Response> {
  return c.html(<SpeakerPage {...(await speakersOf(c.var.viewer, refOf(c)))} attempt={attempt} />)
}
