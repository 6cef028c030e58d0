import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { z } from 'zod'
import type { App, Doors } from '../../base/http/app.ts'
import { pageAsked } from '../../base/http/asked.ts'
import { type Attempt, form, posted } from '../../base/http/form.ts'
import { rarely } from '../../base/http/limits.ts'
import { reader } from '../../base/i18n/reader.ts'
import { t } from '../../base/i18n/t.ts'
import { isLang } from '../../base/text.ts'
import { url } from '../../ui/url.ts'
import { settleClash } from '../writing/clashes.ts'
import type { Typed } from '../writing/filling-fields.ts'
import { takeForm } from '../writing/taking.ts'
import { beginStory, heldStory, holdStory, storiesOf, takeHeldStory, tellingDefinition } from './beginning.ts'
import { sharingPages } from './sharing-pages.tsx'
import { askedOfTeller, type Beginning } from './story.ts'
import { tellingFor } from './telling.ts'
import { transcriptPages } from './transcript-pages.tsx'
import { HeldPage } from './views/HeldPage.tsx'
import { TellingPage } from './views/TellingPage.tsx'
import { TellPage } from './views/TellPage.tsx'
import { voicePages } from './voice-pages.tsx'

const words = (most: number) =>
  z
    .string()
    .trim()
    .max(most, { error: () => t('telling.tooManyWords', { most }) })
    .default('')
const Begin = z
  .object({
    lang: z.string().refine(isLang, { error: () => t('people.noLanguage') }),
    whose: z.enum(['mine', 'theirs']).default('mine'),
    with: z.string().max(80).optional(),
    title: words(300),
    summary: words(4_000),
  })
  .catchall(z.string().max(20_000, { error: () => t('telling.tooManyWords', { most: 20_000 }) }))
const Telling = z.looseObject({
  revision: z.coerce.number().int().min(0).max(1e15),
  page: z.uuid(),
  act: z.string().max(400).default('stay'),
})

/** What a browser finds a story by that was begun without an account. */
const cookie = 'story'

/** Stories: begun at `/tell`, told question by question, and shared as whoever tells them wishes. */
export function tellingPages(app: App): void {
  app.get('/tell', (c) => showTell(c))
  app.post(
    '/tell',
    rarely('telling', { points: 30, duration: 600 }),
    form(Begin, { again: showTell }),
    async (c) => {
      const given = beginningIn(c.req.valid('form'))
      if (c.var.viewer.kind === 'person')
        return c.redirect(url`/drafts/${await beginStory(c.var.viewer, given)}/telling`, 303)
      const token = await holdStory(given)
      const secure = new URL(c.req.url).protocol === 'https:'
      setCookie(c, cookie, token, { path: '/', httpOnly: true, sameSite: 'Lax', secure, maxAge: 172_800 })
      return c.redirect(url`/tell/kept`, 303)
    },
  )
  app.get('/tell/kept', async (c) => {
    c.header('cache-control', 'no-store')
    const held = await heldStory(getCookie(c, cookie))
    return c.html(<HeldPage held={held} signedIn={c.var.viewer.kind === 'person'} />)
  })
  app.post('/tell/kept', async (c) => {
    const ref = await takeHeldStory(c.var.viewer, getCookie(c, cookie))
    deleteCookie(c, cookie, { path: '/' })
    return c.redirect(url`/drafts/${ref}/telling`, 303)
  })
  app.get('/drafts/:ref/telling', (c) => showTelling(c))
  app.post('/drafts/:ref/telling', form(Telling, { again: showTelling }), (c) => take(c))
  voicePages(app)
  sharingPages(app)
  transcriptPages(app)
}

function beginningIn({
  lang,
  whose,
  with: instrument,
  title,
  summary,
  ...said
}: z.output<typeof Begin>): Beginning {
  const told = Object.entries(said).flatMap(([name, value]) =>
    name.startsWith('said:') && value.trim() ? [[name.slice('said:'.length), value.trim()]] : [],
  )
  return {
    lang,
    toldFor: whose === 'theirs',
    ...(instrument && { instrument }),
    title,
    summary,
    said: Object.fromEntries(told),
  }
}

async function showTell(c: Context<Doors>, attempt?: Attempt): Promise<Response> {
  const { viewer } = c.var
  const page = pageAsked(c)
  const signedIn = viewer.kind === 'person'
  return c.html(
    <TellPage
      signedIn={signedIn}
      told={askedOfTeller(await tellingDefinition(viewer, c.req.query('with'))).told}
      own={signedIn ? { ...(await storiesOf(viewer, page)), page } : undefined}
      held={signedIn && (await heldStory(getCookie(c, cookie))) !== undefined}
      lang={reader().lang}
      instrument={c.req.query('with')}
      attempt={attempt}
    />,
  )
}

const refOf = (c: Context<Doors>): string => c.req.param('ref') ?? ''

const showTelling = async (c: Context<Doors>, attempt?: Attempt): Promise<Response> =>
  c.html(<TellingPage {...(await tellingFor(c.var.viewer, refOf(c)))} attempt={attempt} />)

/** Keeps what was written, whatever button is pressed, and goes on where it leads. */
async function take(c: Context<Doors>): Promise<Response> {
  const sent = await posted(c)
  const { revision, page, act } = Telling.parse(sent)
  const answers: Typed = Object.fromEntries(Object.entries(sent).filter(([name]) => name.includes('/')))
  const { faults, clashes } = await takeForm(c.var.viewer, refOf(c), { revision, page }, answers)
  if (faults.length) {
    const again = await showTelling(c, { values: sent, errors: faults })
    return new Response(again.body, { status: 422, headers: again.headers })
  }
  const here = url`/drafts/${refOf(c)}/telling`
  const [does = '', what = ''] = act.split(/:(.*)/s)
  if (does === 'take' || does === 'leave') await settleClash(c.var.viewer, refOf(c), what, does === 'take')
  const [group = '', question = ''] = what.split('/')
  if (does === 'voice') return c.redirect(url`/drafts/${refOf(c)}/telling/voice/${group}/${question}`, 303)
  return c.redirect(does === 'next' && !clashes ? url`/drafts/${refOf(c)}/telling/sharing` : here, 303)
}
