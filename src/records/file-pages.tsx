import type { Context } from 'hono'
import { z } from 'zod'
import { config } from '../base/config.ts'
import { fileLimit } from '../base/files/receiving.ts'
import type { App, Doors } from '../base/http/app.ts'
import { type Attempt, form } from '../base/http/form.ts'
import { filesSent } from '../base/http/multipart.ts'
import { t } from '../base/i18n/t.ts'
import type { ImportReport } from '../base/import.ts'
import { isLang, type Labels } from '../base/text.ts'
import { url } from '../ui/url.ts'
import { addFiles, bringFileBack, describeFile, filesToKeep, takeFileAway } from './keeping-files.ts'
import { FilesPage } from './views/FilesPage.tsx'

/** So many files are taken at a time, and together no more than four of the largest. */
const filesAtOnce = 20
const together = (): number => 4 * fileLimit()

const takesPosition = { error: () => t('records.takesPosition') }
const Words = z
  .object({
    credit: z.string().trim().max(300).default(''),
    licence: z.string().trim().max(100).default(''),
    position: z.coerce
      .number(takesPosition)
      .int(takesPosition)
      .min(1, takesPosition)
      .max(9_999, takesPosition),
  })
  .catchall(z.string().trim().max(2_000))
  .transform(({ credit, licence, position, ...captions }) => ({
    credit,
    licence,
    position,
    caption: captionsIn(captions),
  }))

/** `caption-fr` and the like, as far as anything was written. */
const captionsIn = (fields: Record<string, string>): Labels =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, words]) => {
      const lang = name.replace(/^caption-/, '')
      return lang !== name && isLang(lang) && words ? [[lang, words]] : []
    }),
  )

export function recordFilePages(app: App): void {
  app.get('/records/:ref/files', (c) => showFiles(c))
  app.post('/records/:ref/files', async (c) => {
    const sent = filesSent(c, { total: together(), files: filesAtOnce })
    const report = await addFiles(c.var.viewer, c.req.param('ref'), sent)
    return report.faults.length || report.made + report.unchanged === 0
      ? showFiles(c, attemptOf(report))
      : c.redirect(url`/records/${c.req.param('ref')}/files`, 303)
  })
  app.post('/records/:ref/files/:file', form(Words, { again: showFiles }), async (c) => {
    const { ref, file } = c.req.param()
    await describeFile(c.var.viewer, ref, file, c.req.valid('form'))
    return c.redirect(url`/records/${ref}/files`, 303)
  })
  app.post('/records/:ref/files/:file/removal', async (c) => {
    await takeFileAway(c.var.viewer, c.req.param('ref'), c.req.param('file'))
    return c.redirect(url`/records/${c.req.param('ref')}/files`, 303)
  })
  app.post('/records/:ref/files/:file/return', async (c) => {
    await bringFileBack(c.var.viewer, c.req.param('ref'), c.req.param('file'))
    return c.redirect(url`/records/${c.req.param('ref')}/files`, 303)
  })
  for (const path of ['', '/removal', '/return'])
    app.get(`/records/:ref/files/:file${path}`, (c) =>
      c.redirect(url`/records/${c.req.param('ref') ?? ''}/files`, 302),
    )
}

/** What was refused, by name and with the reason; and how many were kept all the same. */
const attemptOf = ({ faults, made, unchanged }: ImportReport): Attempt & { kept: number } => ({
  values: {},
  kept: made + unchanged,
  errors: faults.length
    ? faults.map(({ message }) => ({ field: 'files', message }))
    : [{ field: 'files', message: t('records.noFileChosen') }],
})

async function showFiles(c: Context<Doors>, attempt?: Attempt & { kept?: number }): Promise<Response> {
  const { viewer } = c.var
  const files = await filesToKeep(viewer, c.req.param('ref') ?? '')
  return c.html(
    <FilesPage
      {...files}
      limits={{ megabytes: config().FILE_LIMIT, files: filesAtOnce }}
      attempt={attempt && { ...attempt, file: c.req.param('file') }}
    />,
    attempt ? 422 : 200,
  )
}
