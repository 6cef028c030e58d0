import type { Context } from 'hono'
import { z } from 'zod'
import { discard } from '../../base/files/receiving.ts'
import type { App, Doors } from '../../base/http/app.ts'
import { pageAsked } from '../../base/http/asked.ts'
import { wordsOf } from '../../base/http/faults.ts'
import { type Attempt, form } from '../../base/http/form.ts'
import { filesSent } from '../../base/http/multipart.ts'
import { t } from '../../base/i18n/t.ts'
import { Refusal, refuse } from '../../base/refusal.ts'
import { definitionOf, editionsOf } from '../../instruments/editions.ts'
import { viewInstrument } from '../../instruments/viewing.ts'
import { personOf } from '../../people/account.ts'
import { type Url, url, withQuery } from '../../ui/url.ts'
import { type Upload, uploadedIn } from '../bringing/uploading.ts'
import { batchesOf, batchFor, bringSubmissions, leftOf, linesShown, submissionsOf } from './batches.ts'
import { bringMedia, mediaBounds, mediaWanted } from './bringing-media.ts'
import { makeDrafts, undoDrafts } from './making-drafts.ts'
import { BatchPage } from './views/BatchPage.tsx'
import { SubmissionsPage } from './views/SubmissionsPage.tsx'
import { xlsForm } from './workbook.ts'

const Nothing = z.object({})

/** A questionnaire as it leaves for the field, an XLSForm, and what comes back from there as drafts. */
export function fieldFormPages(app: App): void {
  app.get('/instruments/:file{[a-z0-9-]+[.]xlsx}', async (c) => {
    const slug = c.req.param('file').slice(0, -'.xlsx'.length)
    const { edition, definition } = await viewInstrument(c.var.viewer, slug, c.req.query())
    c.header('content-type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    c.header('content-disposition', `attachment; filename="${slug}-${edition.name}.xlsx"`)
    return c.body(new Uint8Array(await xlsForm(definition)))
  })
  app.get('/instruments/:slug/submissions', (c) => showSubmissions(c))
  app.post('/instruments/:slug/submissions', async (c) => {
    // Nobody else's file is even listened to.
    personOf(c.var.viewer)
    const fields: Record<string, string> = {}
    let upload: Upload | undefined
    try {
      upload = await uploadedIn(c, fields)
      if (!upload) return refuse('invalid', 'imports.noFile')
      const ref = await bringSubmissions(c.var.viewer, c.req.param('slug'), {
        upload,
        lang: fields.lang ?? '',
      })
      return c.redirect(pageOf(ref), 303)
    } catch (error) {
      if (!(error instanceof Refusal) || error.kind === 'forbidden' || error.kind === 'missing') throw error
      const attempt = { values: fields, errors: [{ field: 'file', message: wordsOf(error) }] }
      const page = await showSubmissions(c, attempt)
      return new Response(page.body, { status: 422, headers: page.headers })
    } finally {
      if (upload) await discard(upload)
    }
  })
  app.get('/submissions/:ref', (c) => showBatch(c))
  app.post('/submissions/:ref/drafts', form(Nothing, { again: showBatch }), async (c) => {
    await makeDrafts(c.var.viewer, c.req.param('ref'))
    return c.redirect(pageOf(c.req.param('ref')), 303)
  })
  app.post('/submissions/:ref/undoing', form(Nothing, { again: showBatch }), async (c) => {
    const stayed = await undoDrafts(c.var.viewer, c.req.param('ref'))
    const query = { stayed: stayed > 0 ? String(stayed) : undefined }
    return c.redirect(withQuery(pageOf(c.req.param('ref')), new URLSearchParams(), query), 303)
  })
  app.post('/submissions/:ref/files', async (c) => {
    const { ref } = c.req.param()
    const { attached, faults } = await bringMedia(c.var.viewer, ref, filesSent(c, mediaBounds()))
    if (faults.length === 0 && attached > 0)
      return c.redirect(withQuery(pageOf(ref), new URLSearchParams(), { attached: String(attached) }), 303)
    const errors = faults.length
      ? faults.map(({ message }) => ({ field: 'files', message }))
      : [{ field: 'files', message: t('records.noFileChosen') }]
    const page = await showBatch(c, { values: { attached: String(attached) }, errors })
    return new Response(page.body, { status: 422, headers: page.headers })
  })
  for (const path of ['drafts', 'undoing', 'files'])
    app.get(`/submissions/:ref/${path}`, (c) => c.redirect(pageOf(c.req.param('ref')), 302))
}

const pageOf = (ref: string): Url => url`/submissions/${ref}`

async function showSubmissions(c: Context<Doors>, attempt?: Attempt) {
  const { viewer } = c.var
  const { edition } = await viewInstrument(viewer, c.req.param('slug') ?? '', {})
  const batches = viewer.kind === 'person' ? await batchesOf(viewer, edition.instrument) : undefined
  return c.html(<SubmissionsPage edition={edition} batches={batches} attempt={attempt} />)
}

async function showBatch(c: Context<Doors>, attempt?: Attempt) {
  const { viewer } = c.var
  const page = pageAsked(c)
  const batch = await batchFor(viewer, c.req.param('ref') ?? '')
  const edition = (await editionsOf(viewer, batch.slug)).find(({ current }) => current)!
  return c.html(
    <BatchPage
      {...{ batch, edition, page, attempt }}
      definition={await definitionOf(edition.id)}
      lines={await submissionsOf(viewer, batch, page, linesShown)}
      left={await leftOf(viewer, batch)}
      stayed={Number(c.req.query('stayed')) || 0}
      wanted={await mediaWanted(viewer, batch)}
      attached={Number(attempt?.values.attached ?? c.req.query('attached')) || 0}
    />,
  )
}
