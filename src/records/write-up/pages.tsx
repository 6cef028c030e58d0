import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../../base/http/app.ts'
import { pageAsked } from '../../base/http/asked.ts'
import { type Attempt, form, posted } from '../../base/http/form.ts'
import { t } from '../../base/i18n/t.ts'
import { everyTalk, type Talk } from '../../base/things/talk.ts'
import { type Url, url, withQuery } from '../../ui/url.ts'
import { arrangementOf, arrangePassages, chooseInstrument, giveUpWriteUp } from './arranging.ts'
import { choosePassages, choosingFrom } from './choosing.ts'
import { consentPages } from './consent-pages.tsx'
import { makeTheDraft } from './drafting.ts'
import { leaveOutWaiting } from './leaving-out.ts'
import { progressOf } from './progress.ts'
import { writeUpFor } from './reading.ts'
import { ArrangePage } from './views/ArrangePage.tsx'
import { ChoosePage } from './views/ChoosePage.tsx'
import { ProgressPage } from './views/ProgressPage.tsx'

const names = z.preprocess((some) => [some ?? []].flat(), z.array(z.string().max(60)).max(2_000))
const Choosing = z.object({
  shown: names,
  chosen: names,
  page: z.coerce.number().int().min(1).max(1e6).catch(1),
})
const Act = z.string().max(40).default('stay')
const Instrument = z.object({
  instrument: z.string({ error: () => t('writeup.chooseInstrument') }).max(80),
  lang: z.string().max(35),
})
const Arranging = z.looseObject({ revision: z.coerce.number().int().min(0).max(1e9), act: Act })

/** From talk to a draft: choosing passages, arranging them, asking those who are quoted. */
export function writeUpPages(app: App): void {
  for (const talk of everyTalk()) choosingPages(app, talk)
  app.get('/write-ups/:ref', (c) => show(c))
  app.post('/write-ups/:ref/instrument', form(Instrument, { again: show }), async (c) => {
    await chooseInstrument(c.var.viewer, refOf(c), c.req.valid('form'))
    return c.redirect(at(c), 303)
  })
  app.post('/write-ups/:ref/arrangement', form(Arranging, { again: show }), async (c) => {
    const { act, revision, ...typed } = c.req.valid('form')
    const [way = '', ref = ''] = act.split(':')
    await arrangePassages(c.var.viewer, refOf(c), {
      revision,
      passages: arrangedIn(typed),
      ...((way === 'up' || way === 'down' || way === 'out') && { move: { ref, way } }),
    })
    if (act === 'draft') return c.redirect(url`/drafts/${await makeTheDraft(c.var.viewer, refOf(c))}`, 303)
    return c.redirect(way === 'up' || way === 'down' ? `${at(c)}${url`#passage-${ref}`}` : at(c), 303)
  })
  app.post('/write-ups/:ref/removal', async (c) =>
    c.redirect((await giveUpWriteUp(c.var.viewer, refOf(c))).href, 303),
  )
  app.post('/write-ups/:ref/going-on', async (c) => {
    const { draft } = await leaveOutWaiting(c.var.viewer, refOf(c))
    return c.redirect(url`/drafts/${draft!.ref}/checks`, 303)
  })
  for (const act of ['instrument', 'arrangement', 'removal', 'going-on'])
    app.get(`/write-ups/:ref/${act}`, (c) => c.redirect(url`/write-ups/${c.req.param('ref') ?? ''}`, 302))
  consentPages(app)
}

const refOf = (c: Context<Doors>): string => c.req.param('ref') ?? ''
const at = (c: Context<Doors>): Url => url`/write-ups/${refOf(c)}`

/** `words-<ref>` and `slot-<ref>` of each passage. */
const arrangedIn = (typed: Record<string, unknown>) =>
  Object.entries(typed).flatMap(([name, words]) => {
    const ref = /^words-(.+)$/.exec(name)?.[1]
    if (!ref || typeof words !== 'string') return []
    const slot = typed[`slot-${ref}`]
    return [{ ref, words, slot: typeof slot === 'string' ? slot : '' }]
  })

function choosingPages(app: App, talk: Talk): void {
  const path = `/${talk.noun}/:ref/write-up`
  const choose = async (c: Context<Doors>, attempt?: Attempt) => {
    const page = attempt ? Number(attempt.values.page) || 1 : pageAsked(c)
    return c.html(
      <ChoosePage {...(await choosingFrom(c.var.viewer, talk, refOf(c), page))} attempt={attempt} />,
    )
  }
  app.get(path, (c) => choose(c))
  app.post(path, form(Choosing, { again: choose }), async (c) => {
    const { page, ...given } = c.req.valid('form')
    const act = String((await posted(c)).act ?? 'on')
    const here = url`/${talk.noun}/${refOf(c)}/write-up`
    const to = act === 'next' ? page + 1 : act === 'before' ? Math.max(page - 1, 1) : undefined
    const ref = await choosePassages(c.var.viewer, talk, refOf(c), { ...given, on: to === undefined })
    if (to === undefined) return c.redirect(url`/write-ups/${ref!}`, 303)
    return c.redirect(withQuery(here, new URLSearchParams(), { page: String(to) }), 303)
  })
}

async function show(c: Context<Doors>, attempt?: Attempt) {
  const { viewer } = c.var
  const { one } = await writeUpFor(viewer, refOf(c))
  if (one.ref !== refOf(c) && !attempt) return c.redirect(url`/write-ups/${one.ref}`, 301)
  if (one.asked) return c.html(<ProgressPage {...(await progressOf(viewer, refOf(c)))} />)
  return c.html(<ArrangePage {...(await arrangementOf(viewer, refOf(c)))} attempt={attempt} />)
}
