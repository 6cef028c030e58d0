import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../../base/http/app.ts'
import { idAsked, pageAsked } from '../../base/http/asked.ts'
import { type Attempt, form } from '../../base/http/form.ts'
import { t } from '../../base/i18n/t.ts'
import { Lang } from '../../base/text.ts'
import { type Url, url } from '../../ui/url.ts'
import { day, filled, ifAny, once } from '../forms.ts'
import { agree, askToMentor, companionFor, declineMentorship, proposeTerms } from './asking.ts'
import { endMentorship, pauseMentorship } from './ending.ts'
import { limits } from './mentorship.ts'
import { storyUrl } from './names.ts'
import { note, unnote } from './noting.ts'
import { logOf, mentorshipFor, mentorshipsOf } from './reading.ts'
import { beginStoryOf, reflect } from './reflecting.ts'
import { MentorshipPage } from './views/MentorshipPage.tsx'
import { MentorshipsPage } from './views/MentorshipsPage.tsx'
import { NewMentorshipPage } from './views/NewMentorshipPage.tsx'

const terms = {
  purpose: filled(limits.purpose, () => t('mentorship.purposeMissing')),
  rhythm: filled(limits.rhythm, () => t('mentorship.rhythmMissing')),
  until: day(),
}
const words = filled(limits.words, () => t('conversations.nothingSaid'))
const Asking = z.object({
  ...terms,
  lang: Lang,
  entry: ifAny(z.string().max(20)),
  with: ifAny(z.string().max(100)),
})
const Terms = z.object(terms)
const Note = z.object({ words, lang: Lang, day: ifAny(day()), once })
const Reflecting = z.object({ words, lang: Lang, mayName: z.enum(['yes', 'no']).default('no') })
const Nothing = z.object({})

const one = '/mentorships/:ref'

/** A mentorship, from the first question to what each says at its end. */
export function mentorshipPages(app: App): void {
  app.get('/mentorships', async (c) => {
    const going = c.req.query('of') !== 'past'
    const page = pageAsked(c)
    return c.html(
      <MentorshipsPage {...(await mentorshipsOf(c.var.viewer, going, page))} page={page} going={going} />,
    )
  })
  app.get('/mentorships/new', (c) => showNew(c))
  app.post('/mentorships', form(Asking, { again: showNew }), async (c) => {
    const { entry, with: handle, ...said } = c.req.valid('form')
    const ref = await askToMentor(c.var.viewer, { entry, handle }, said)
    return c.redirect(url`/mentorships/${ref}`, 303)
  })
  app.get(one, (c) => showOne(c))
  app.post(`${one}/terms`, form(Terms, { again: showOne }), async (c) => {
    await proposeTerms(c.var.viewer, refOf(c), c.req.valid('form'))
    return c.redirect(pageOf(c), 303)
  })
  app.post(`${one}/notes`, form(Note, { again: showOne }), async (c) => {
    await note(c.var.viewer, refOf(c), c.req.valid('form'))
    return c.redirect(pageOf(c), 303)
  })
  app.post(`${one}/notes/:id/removal`, form(Nothing, { again: showOne }), async (c) => {
    await unnote(c.var.viewer, refOf(c), idAsked(c))
    return c.redirect(pageOf(c), 303)
  })
  app.post(`${one}/reflection`, form(Reflecting, { again: showOne }), async (c) => {
    const { mayName, ...said } = c.req.valid('form')
    await reflect(c.var.viewer, refOf(c), { ...said, mayName: mayName === 'yes' })
    return c.redirect(pageOf(c), 303)
  })
  app.post(`${one}/story`, form(Nothing, { again: showOne }), async (c) => {
    return c.redirect(storyUrl(await beginStoryOf(c.var.viewer, refOf(c))), 303)
  })
  for (const [act, work] of [
    ['agreement', agree],
    ['declining', declineMentorship],
    ['pause', (viewer, ref) => pauseMentorship(viewer, ref, true)],
    ['pause/removal', (viewer, ref) => pauseMentorship(viewer, ref, false)],
    ['ending', endMentorship],
  ] satisfies [string, typeof agree][])
    app.post(`${one}/${act}`, form(Nothing, { again: showOne }), async (c) => {
      await work(c.var.viewer, refOf(c))
      return c.redirect(pageOf(c), 303)
    })
  for (const act of [
    ...['terms', 'notes', 'notes/:id/removal', 'reflection', 'story'],
    ...['agreement', 'declining', 'pause', 'pause/removal', 'ending'],
  ])
    app.get(`${one}/${act}`, (c) => c.redirect(pageOf(c), 302))
}

const refOf = (c: Context<Doors>): string => c.req.param('ref') ?? ''
const pageOf = (c: Context<Doors>): Url => url`/mentorships/${refOf(c)}`

async function showNew(c: Context<Doors>, attempt?: Attempt): Promise<Response> {
  const asked = (name: string) => [attempt?.values[name] ?? c.req.query(name) ?? ''].flat()[0] || undefined
  const companion = await companionFor(c.var.viewer, { entry: asked('entry'), handle: asked('with') })
  return c.html(<NewMentorshipPage companion={companion} attempt={attempt} />)
}

async function showOne(c: Context<Doors>, attempt?: Attempt): Promise<Response> {
  const { viewer } = c.var
  const page = pageAsked(c)
  const mentorship = await mentorshipFor(viewer, refOf(c))
  return c.html(
    <MentorshipPage
      one={mentorship}
      log={await logOf(viewer, mentorship, page)}
      page={page}
      attempt={attempt}
    />,
  )
}
