import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../../base/http/app.ts'
import { pageAsked } from '../../base/http/asked.ts'
import { type Attempt, form } from '../../base/http/form.ts'
import { reader } from '../../base/i18n/reader.ts'
import { everyInstrument } from '../../instruments/editions.ts'
import { personOf } from '../../people/account.ts'
import { url } from '../../ui/url.ts'
import { invitationsOf } from '../contributors/joining.ts'
import { recordFor } from '../reading.ts'
import { startChange } from './changing.ts'
import { addLanguage } from './draft-languages.ts'
import { draftFor, draftsOf, giveUpDraft, startDraft } from './drafts.ts'
import { hasMovedOn, manuscriptFor } from './manuscript.ts'
import { overviewOf } from './overview.ts'
import { previewOf } from './preview.ts'
import { publishDraft } from './publishing.ts'
import { ChecksPage } from './views/ChecksPage.tsx'
import { DraftPage } from './views/DraftPage.tsx'
import { PreviewPage } from './views/PreviewPage.tsx'
import { WritePage } from './views/WritePage.tsx'

const optional = z.string().trim().max(80).optional()
const Beginning = z.object({
  instrument: z.string().default(''),
  lang: z.string(),
  adapts: optional,
  contradicts: optional,
  replaces: optional,
})
const Language = z.object({ lang: z.string() })
const Publication = z.object({ note: z.string().trim().max(2_000).optional() })

/** Beginning a draft, seeing it whole, and bringing it out; the pages of its form are in `form-pages.tsx`. */
export function writingPages(app: App): void {
  app.get('/write', (c) => showWrite(c))
  app.post('/drafts', form(Beginning, { again: showWrite }), async (c) => {
    const { adapts, contradicts, replaces, ...given } = c.req.valid('form')
    const ref = await startDraft(c.var.viewer, {
      ...given,
      ...(adapts && { adapts }),
      ...(contradicts && { contradicts }),
      ...(replaces && { replaces }),
    })
    return c.redirect(url`/drafts/${ref}/essentials`, 303)
  })
  app.get('/drafts', (c) => c.redirect(url`/write`, 302))
  app.post('/records/:ref/changes', async (c) =>
    c.redirect(url`/drafts/${await startChange(c.var.viewer, c.req.param('ref'))}`, 303),
  )
  app.get('/records/:ref/changes', (c) => c.redirect(url`/records/${c.req.param('ref')}`, 302))
  app.get('/drafts/:ref', async (c) => {
    const overview = await overviewOf(c.var.viewer, c.req.param('ref'))
    // With its reviewers it is read, and not written.
    if (overview.draft.state !== 'draft') return c.redirect(url`/reviews/${overview.draft.ref}`, 302)
    return c.html(<DraftPage {...overview} />)
  })
  app.get('/drafts/:ref/preview', async (c) => {
    const read = c.req.query('read')
    return c.html(<PreviewPage {...(await previewOf(c.var.viewer, c.req.param('ref'), read))} />)
  })
  app.get('/drafts/:ref/checks', (c) => showChecks(c))
  app.post('/drafts/:ref/publication', form(Publication, { again: showChecks }), async (c) => {
    const { note } = c.req.valid('form')
    const { lang } = await draftFor(c.var.viewer, c.req.param('ref'))
    const said = note ? { original: lang, texts: { [lang]: note } } : undefined
    const ref = await publishDraft(c.var.viewer, c.req.param('ref'), said)
    return c.redirect(url`/records/${ref}`, 303)
  })
  app.post('/drafts/:ref/languages', form(Language, { again: showDraft }), async (c) => {
    await addLanguage(c.var.viewer, c.req.param('ref'), c.req.valid('form').lang)
    return c.redirect(url`/drafts/${c.req.param('ref')}`, 303)
  })
  app.post('/drafts/:ref/removal', async (c) => {
    await giveUpDraft(c.var.viewer, c.req.param('ref'))
    return c.redirect(url`/write`, 303)
  })
  app.get('/drafts/:ref/publication', (c) => c.redirect(url`/drafts/${c.req.param('ref')}/checks`, 302))
  for (const path of ['/languages', '/removal'])
    app.get(`/drafts/:ref${path}`, (c) => c.redirect(url`/drafts/${c.req.param('ref') ?? ''}`, 302))
}

async function showWrite(c: Context<Doors>, attempt?: Attempt) {
  const { viewer } = c.var
  personOf(viewer)
  const page = pageAsked(c)
  const other = async (rel: 'adapts' | 'contradicts' | 'replaces') => {
    const ref = [attempt?.values[rel] ?? c.req.query(rel) ?? []].flat()[0]
    return ref ? recordFor(viewer, ref) : undefined
  }
  const [adapts, contradicts, replaces] = [
    await other('adapts'),
    await other('contradicts'),
    await other('replaces'),
  ]
  const instruments = (await everyInstrument(viewer))
    .filter(({ makes }) => makes !== 'none')
    .toSorted((a, b) => a.questions - b.questions)
  const chosen = c.req.query('with') ?? (adapts ?? contradicts ?? replaces)?.instrument
  return c.html(
    <WritePage
      {...(await draftsOf(viewer, page))}
      page={page}
      instruments={instruments}
      lang={reader().lang}
      adapts={adapts}
      contradicts={contradicts}
      replaces={replaces}
      chosen={chosen}
      invited={(await invitationsOf(viewer)).length}
      attempt={attempt}
    />,
  )
}

const showDraft = async (c: Context<Doors>, attempt?: Attempt) =>
  c.html(<DraftPage {...(await overviewOf(c.var.viewer, c.req.param('ref') ?? ''))} attempt={attempt} />)

/** The checks, and again where what they lead to was refused. */
export async function showChecks(c: Context<Doors>, attempt?: Attempt) {
  const manuscript = await manuscriptFor(c.var.viewer, c.req.param('ref') ?? '')
  return c.html(<ChecksPage {...manuscript} movedOn={hasMovedOn(manuscript)} attempt={attempt} />)
}
