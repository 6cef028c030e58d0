import type { Context } from 'hono'
import { z } from 'zod'
import { config } from '../base/config.ts'
import type { App, Doors } from '../base/http/app.ts'
import { type Attempt, form } from '../base/http/form.ts'
import { filesBounds } from '../base/http/form-with-files.ts'
import { filesSent } from '../base/http/multipart.ts'
import { t } from '../base/i18n/t.ts'
import type { ImportReport } from '../base/import.ts'
import { isLang, type Labels } from '../base/text.ts'
import { type Url, url } from '../ui/url.ts'
import {
  addFiles,
  bringFileBack,
  describeFile,
  filesToKeep,
  type HolderFor,
  takeFileAway,
} from './keeping-files.ts'
import { FilesPage } from './views/FilesPage.tsx'

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

/** The pages of the files of records, of drafts of them, of what is said of using them and of posts, by their address. */
export function heldFilePages(
  app: App,
  noun: 'records' | 'drafts' | 'uses' | 'posts',
  holderFor: HolderFor,
): void {
  const show = (c: Context<Doors>, attempt?: Attempt) => showFiles(holderFor, c, refOf(c), attempt)
  const here = (c: Context<Doors>): Url => url`/${noun}/${refOf(c)}/files`
  app.get(`/${noun}/:ref/files`, (c) => show(c))
  app.post(`/${noun}/:ref/files`, async (c) => {
    const sent = filesSent(c, filesBounds())
    const report = await addFiles(holderFor, c.var.viewer, c.req.param('ref'), sent)
    return report.faults.length || report.made + report.unchanged === 0
      ? showReport(holderFor, c, refOf(c), report)
      : c.redirect(here(c), 303)
  })
  app.post(`/${noun}/:ref/files/:file`, form(Words, { again: show }), async (c) => {
    const { ref, file } = c.req.param()
    await describeFile(holderFor, c.var.viewer, ref, file, c.req.valid('form'))
    return c.redirect(here(c), 303)
  })
  for (const [step, act] of [
    ['removal', takeFileAway],
    ['return', bringFileBack],
  ] as const)
    app.post(`/${noun}/:ref/files/:file/${step}`, async (c) => {
      await act(holderFor, c.var.viewer, c.req.param('ref') ?? '', c.req.param('file') ?? '')
      return c.redirect(here(c), 303)
    })
  for (const path of ['', '/removal', '/return'])
    app.get(`/${noun}/:ref/files/:file${path}`, (c) => c.redirect(here(c), 302))
}

const refOf = (c: Context<Doors>): string => c.req.param('ref') ?? ''

/** The page of the files of a thing after some were sent to it: which were refused and why, and that the others are kept. */
export const showReport = (
  holderFor: HolderFor,
  c: Context<Doors>,
  ref: string,
  report: ImportReport,
): Promise<Response> => showFiles(holderFor, c, ref, attemptOf(report))

/** What was refused, by name and with the reason; and how many were kept all the same. */
const attemptOf = ({ faults, made, unchanged }: ImportReport): Attempt & { kept: number } => ({
  values: {},
  kept: made + unchanged,
  errors: faults.length
    ? faults.map(({ message }) => ({ field: 'files', message }))
    : [{ field: 'files', message: t('records.noFileChosen') }],
})

async function showFiles(
  holderFor: HolderFor,
  c: Context<Doors>,
  ref: string,
  attempt?: Attempt & { kept?: number },
): Promise<Response> {
  const files = await filesToKeep(holderFor, c.var.viewer, ref)
  return c.html(
    <FilesPage
      {...files}
      limits={{ megabytes: config().FILE_LIMIT, files: filesBounds().files }}
      attempt={attempt && { ...attempt, file: c.req.param('file') }}
    />,
    attempt ? 422 : 200,
  )
}
