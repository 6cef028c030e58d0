import type { Context } from 'hono'
import type { App, Doors } from '../../base/http/app.ts'
import { idAsked, pageAsked } from '../../base/http/asked.ts'
import { type Attempt, form, posted } from '../../base/http/form.ts'
import { t } from '../../base/i18n/t.ts'
import { found } from '../../base/refusal.ts'
import { type Url, url, withQuery } from '../../ui/url.ts'
import { editionsOf } from '../editions.ts'
import { keepWords, noteChange, renew, undoChange } from './changing.ts'
import { adopt, decline } from './deciding.ts'
import { comment, takeCommentBack, tellSupport } from './discussing.ts'
import * as forms from './forms.ts'
import { proposalsFor } from './listing.ts'
import { type PreviewOf, refOf } from './page-parts.ts'
import { partPages } from './part-pages.tsx'
import { askEditor, endEditor, propose, takeBack } from './proposing.ts'
import { questionPages } from './question-pages.tsx'
import type { Meanwhile } from './seeing.ts'
import { type EffectOn, translationFor, viewProposal } from './viewing.ts'
import { ProposalPage } from './views/ProposalPage.tsx'
import { TranslationPage } from './views/TranslationPage.tsx'
import { WorkshopPage } from './views/WorkshopPage.tsx'

/** What stands in a room above: records, and how a question is asked while one is written. */
export interface Above {
  effectOn: EffectOn
  Preview: PreviewOf
}

/** Questionnaires made together: what is proposed for one, each proposal, and what its makers and curators do. */
export function workshopPages(app: App, { effectOn, Preview }: Above): void {
  app.get('/instruments/:slug/workshop', (c) => showWorkshop(c))
  app.post('/instruments/:slug/workshop', form(forms.Beginning, { again: showWorkshop }), async (c) => {
    const ref = await propose(c.var.viewer, c.req.param('slug'), c.req.valid('form'))
    return c.redirect(pageOf(ref), 303)
  })
  const showProposal = async (c: Context<Doors>, attempt?: Attempt, since?: Meanwhile) => {
    const page = pageAsked(c)
    const view = await viewProposal(c.var.viewer, refOf(c), page, effectOn)
    const signedIn = c.var.viewer.kind === 'person'
    return c.html(<ProposalPage {...{ view, page, signedIn, attempt, since }} />)
  }
  app.get('/proposals/:ref', (c) => showProposal(c))
  const again = { again: (c: Context<Doors>, attempt: Attempt) => showProposal(c, attempt) }
  app.post('/proposals/:ref/comments', form(forms.Comment, again), async (c) => {
    await comment(c.var.viewer, refOf(c), c.req.valid('form'))
    return back(c, '#discussion')
  })
  app.post('/proposals/:ref/comments/:id/removal', form(forms.Nothing, again), async (c) => {
    await takeCommentBack(c.var.viewer, refOf(c), idAsked(c))
    return back(c, '#discussion')
  })
  app.post('/proposals/:ref/support', form(forms.Support, again), async (c) => {
    const { organisation, would } = c.req.valid('form')
    await tellSupport(c.var.viewer, refOf(c), organisation, would)
    return back(c, '#support')
  })
  app.post('/proposals/:ref/editors', form(forms.Editor, again), async (c) => {
    await askEditor(c.var.viewer, refOf(c), c.req.valid('form').handle)
    return back(c, '#makers')
  })
  app.post('/proposals/:ref/editors/:id/end', form(forms.Nothing, again), async (c) => {
    await endEditor(c.var.viewer, refOf(c), idAsked(c))
    return back(c)
  })
  app.post('/proposals/:ref/changes/:id/undoing', form(forms.Nothing, again), async (c) => {
    await undoChange(c.var.viewer, refOf(c), idAsked(c))
    return back(c)
  })
  app.post('/proposals/:ref/changes/:id/note', form(forms.Noting, again), async (c) => {
    await noteChange(c.var.viewer, refOf(c), idAsked(c), c.req.valid('form'))
    return back(c)
  })
  app.post('/proposals/:ref/adoption', form(forms.Adopting, again), async (c) => {
    const since = await adopt(c.var.viewer, refOf(c), c.req.valid('form'))
    if (!since) return back(c)
    const page = await showProposal(c, { values: await posted(c), errors: [meanwhileFault(since)] }, since)
    return new Response(page.body, { status: 409, headers: page.headers })
  })
  app.post('/proposals/:ref/refusal', form(forms.Declining, again), async (c) => {
    await decline(c.var.viewer, refOf(c), c.req.valid('form'))
    return back(c)
  })
  for (const [path, act] of [
    ['renewal', renew],
    ['withdrawal', takeBack],
  ] as const)
    app.post(`/proposals/:ref/${path}`, form(forms.Nothing, again), async (c) => {
      await act(c.var.viewer, refOf(c))
      return back(c)
    })
  for (const path of waysBack) app.get(`/proposals/:ref/${path}`, (c) => c.redirect(pageOf(refOf(c)), 302))
  app.get('/proposals/:ref/translation', (c) => showTranslation(c))
  app.post('/proposals/:ref/translation', form(forms.Translated, { again: showTranslation }), async (c) => {
    const { to, words } = c.req.valid('form')
    await keepWords(c.var.viewer, refOf(c), to, words)
    const { all, page } = c.req.query()
    // What is said now is lacking no more: what is lacking next stands on the first page.
    const next = { to, all, page: all ? page : undefined }
    return c.redirect(withQuery(`${pageOf(refOf(c))}/translation` as Url, new URLSearchParams(), next), 303)
  })
  questionPages(app, Preview)
  partPages(app, Preview)
}

const waysBack = [
  ...['comments', 'comments/:id/removal', 'support', 'editors', 'editors/:id/end', 'changes/:id/undoing'],
  ...['changes/:id/note', 'adoption', 'refusal', 'renewal', 'withdrawal'],
]

const meanwhileFault = ({ gone }: Meanwhile): Attempt['errors'][number] => ({
  field: 'meanwhile',
  message: gone > 0 ? t('workshop.changedAndGone', { count: gone }) : t('workshop.changedSince'),
})

const pageOf = (ref: string): Url => url`/proposals/${ref}`
const back = (c: Context<Doors>, at = '') => c.redirect(pageOf(refOf(c)) + at, 303)

async function showWorkshop(c: Context<Doors>, attempt?: Attempt) {
  const { viewer } = c.var
  const edition = found((await editionsOf(viewer, c.req.param('slug') ?? '')).find(({ current }) => current))
  const open = c.req.query('state') !== 'decided'
  const page = pageAsked(c)
  const listed = await proposalsFor(viewer, edition.instrument, { open, page })
  const signedIn = viewer.kind === 'person'
  return c.html(<WorkshopPage {...{ edition, listed, open, page, signedIn, attempt }} />)
}

async function showTranslation(c: Context<Doors>, attempt?: Attempt) {
  const to = [attempt?.values.to ?? c.req.query('to') ?? []].flat()[0]
  const asked = { to, all: c.req.query('all') === '1', page: pageAsked(c) }
  const view = await translationFor(c.var.viewer, refOf(c), asked)
  return c.html(<TranslationPage view={view} attempt={attempt} />)
}
