import type { Context } from 'hono'
import { z } from 'zod'
import { discard } from '../../base/files/receiving.ts'
import type { App, Doors } from '../../base/http/app.ts'
import { pageAsked } from '../../base/http/asked.ts'
import { wordsOf } from '../../base/http/faults.ts'
import { type Attempt, form } from '../../base/http/form.ts'
import { t } from '../../base/i18n/t.ts'
import { Refusal, refuse } from '../../base/refusal.ts'
import { url } from '../../ui/url.ts'
import { reportOf } from './report.ts'
import { type LineOutcome, Matching, outcomes, runKinds } from './run.ts'
import { bring, runsOf } from './runs.ts'
import { questionnairesFor, runShown } from './showing.ts'
import { goOn, preview, run, undo } from './steps.ts'
import { type Upload, uploadedIn } from './uploading.ts'
import { ImportPage } from './views/ImportPage.tsx'
import { ImportsPage } from './views/ImportsPage.tsx'
import { NewImportPage } from './views/NewImportPage.tsx'

const New = z.object({
  kind: z.enum(runKinds, { error: () => t('imports.chooseKind') }),
  instrument: z.string().max(100).optional(),
})

/** Words apart by blanks, commas or semicolons: codes. */
const codes = z
  .string()
  .max(1_000)
  .default('')
  .transform((words) => words.split(/[\s,;،؛]+/).filter(Boolean))

/** Fields of columns are named `column0`, `column1` …, in their order. */
const Chosen = z
  .looseObject({
    instrument: z.string().optional(),
    encoding: z.string().optional(),
    delimiter: z.string().optional(),
    language: z.string().optional(),
    licence: z.string().trim().optional(),
    places: codes,
    topics: codes,
  })
  .transform(({ places, topics, instrument, encoding, delimiter, language, licence, ...rest }) => ({
    columns: Object.keys(rest)
      .filter((name) => /^column\d{1,3}$/.test(name))
      .sort((a, b) => Number(a.slice(6)) - Number(b.slice(6)))
      .map((name) => String(rest[name])),
    places: places.map((code) => code.toUpperCase()),
    topics,
    ...Object.fromEntries(
      Object.entries({ instrument, encoding, delimiter, language, licence }).filter(([, value]) => value),
    ),
  }))
  .transform((chosen, ctx) => {
    const read = Matching.safeParse(chosen)
    if (read.success) return read.data
    for (const { path, message } of read.error.issues) ctx.addIssue({ code: 'custom', path, message })
    return z.NEVER
  })

const Nothing = z.object({})

export function importPages(app: App): void {
  app.get('/imports', async (c) => {
    const page = pageAsked(c)
    return c.html(<ImportsPage {...(await runsOf(c.var.viewer, page))} page={page} />)
  })
  app.post('/imports', async (c) => {
    // Nobody else's file is even listened to.
    const questionnaires = await questionnairesFor(c.var.viewer)
    const again = (values: Attempt['values'], errors: Attempt['errors']) =>
      c.html(<NewImportPage questionnaires={questionnaires} attempt={{ values, errors }} />, 422)
    const fields: Record<string, string> = {}
    let upload: Upload | undefined
    try {
      upload = await uploadedIn(c, fields)
      const read = New.safeParse(fields)
      if (!read.success)
        return again(
          fields,
          read.error.issues.map(({ path, message }) => ({ field: path.join('.'), message })),
        )
      const { kind, instrument } = read.data
      if (!upload) return refuse('invalid', 'imports.noFile')
      const matching = kind === 'table' && instrument ? { instrument } : {}
      const ref = await bring(c.var.viewer, { kind, upload, matching })
      return c.redirect(url`/imports/${ref}`, 303)
    } catch (error) {
      if (!(error instanceof Refusal) || error.kind === 'forbidden') throw error
      return again(fields, [{ field: 'file', message: wordsOf(error) }])
    } finally {
      // Gone from there once it is kept.
      if (upload) await discard(upload)
    }
  })
  app.get('/imports/new', async (c) =>
    c.html(
      <NewImportPage
        questionnaires={await questionnairesFor(c.var.viewer)}
        kind={runKinds.find((kind) => kind === c.req.query('kind'))}
      />,
    ),
  )
  app.get('/imports/:ref/report.csv', async (c) =>
    c.body(await reportOf(c.var.viewer, c.req.param('ref')), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="import-${c.req.param('ref')}.csv"`,
      'cache-control': 'no-store',
    }),
  )
  app.get('/imports/:ref', (c) => show(c))
  app.post('/imports/:ref/preview', form(Chosen, { again: show }), async (c) => {
    await preview(c.var.viewer, c.req.param('ref'), c.req.valid('form'))
    return back(c)
  })
  app.post('/imports/:ref/run', form(Nothing, { again: show }), async (c) => {
    await run(c.var.viewer, c.req.param('ref'))
    return back(c)
  })
  app.post('/imports/:ref/undoing', form(Nothing, { again: show }), async (c) => {
    await undo(c.var.viewer, c.req.param('ref'))
    return back(c)
  })
  app.post('/imports/:ref/continuation', form(Nothing, { again: show }), async (c) => {
    await goOn(c.var.viewer, c.req.param('ref'))
    return back(c)
  })
  for (const step of ['preview', 'run', 'undoing', 'continuation'])
    app.get(`/imports/:ref/${step}`, (c) => back(c, 302))
}

const back = (c: Context<Doors>, status: 302 | 303 = 303): Response =>
  c.redirect(url`/imports/${c.req.param('ref') ?? ''}`, status)

async function show(c: Context<Doors>, attempt?: Attempt): Promise<Response> {
  const asked = c.req.query('outcome')
  const outcome = outcomes.find((one): one is LineOutcome => one === asked)
  const shown = await runShown(c.var.viewer, c.req.param('ref') ?? '', { outcome, page: pageAsked(c) })
  c.header('cache-control', 'no-store')
  return c.html(<ImportPage {...shown} attempt={attempt} still={c.req.query('still') === '1'} />)
}
