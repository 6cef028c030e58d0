import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../../base/http/app.ts'
import { pageAsked } from '../../base/http/asked.ts'
import { type Attempt, form } from '../../base/http/form.ts'
import { filesSent } from '../../base/http/multipart.ts'
import { reader } from '../../base/i18n/reader.ts'
import { Refusal, refuse } from '../../base/refusal.ts'
import { said } from '../../base/said.ts'
import { facilitates } from '../../communities/access.ts'
import type { Community } from '../../communities/community.ts'
import { communityFor } from '../../communities/reading.ts'
import { personOf } from '../../people/account.ts'
import { url } from '../../ui/url.ts'
import { isShown, most } from './archive.ts'
import { archiveFor, archivesOf, hereOf, notesOf, threadsIn } from './archives.ts'
import { minePages } from './mine-pages.tsx'
import { requestPages } from './request-pages.tsx'
import { gather } from './sending.ts'
import { bringList, closeList, openList, pauseList, resumeList, startList, undoList } from './steps.ts'
import { ArchivePage } from './views/ArchivePage.tsx'
import { ArchivesPage } from './views/ArchivesPage.tsx'
import { NewListPage } from './views/NewListPage.tsx'
import { OpeningPage } from './views/OpeningPage.tsx'

const Starting = z.object({ name: z.string().max(1_000).default(''), lang: z.string().max(35).default('') })
const Opening = z.object({ sure: z.string().optional() })
const Nothing = z.object({})

/** Lists that communities bring along. */
export function listPages(app: App): void {
  app.get('/communities/:slug/lists', async (c) =>
    c.html(
      <ArchivesPage {...(await archivesOf(c.var.viewer, slugOf(c), pageAsked(c)))} page={pageAsked(c)} />,
    ),
  )
  requestPages(app)
  app.get('/communities/:slug/lists/new', async (c) => {
    const community = await keptBy(c)
    return c.html(<NewListPage community={community} lang={reader().lang} />)
  })
  app.post('/communities/:slug/lists/new', receiveList)
  app.get('/communities/:slug/lists/:ref', (c) => show(c))
  app.post('/communities/:slug/lists/:ref/start', form(Starting, { again: show }), async (c) => {
    await startList(c.var.viewer, slugOf(c), refOf(c), c.req.valid('form'))
    return back(c)
  })
  for (const [step, act] of [
    ['pause', pauseList],
    ['continuation', resumeList],
    ['undoing', undoList],
    ['closing', closeList],
  ] as const)
    app.post(`/communities/:slug/lists/:ref/${step}`, form(Nothing, { again: show }), async (c) => {
      await act(c.var.viewer, slugOf(c), refOf(c))
      return back(c)
    })
  for (const step of ['start', 'pause', 'continuation', 'undoing', 'closing'])
    app.get(`/communities/:slug/lists/:ref/${step}`, (c) => back(c, 302))
  app.get('/communities/:slug/lists/:ref/opening', (c) => showOpening(c))
  app.post('/communities/:slug/lists/:ref/opening', form(Opening, { again: showOpening }), async (c) => {
    await openList(c.var.viewer, slugOf(c), refOf(c), c.req.valid('form').sure === 'yes')
    return back(c)
  })
  minePages(app)
}

const slugOf = (c: Context<Doors>): string => c.req.param('slug') ?? ''
const refOf = (c: Context<Doors>): string => c.req.param('ref') ?? ''
const back = (c: Context<Doors>, status: 302 | 303 = 303): Response =>
  c.redirect(url`/communities/${slugOf(c)}/lists/${refOf(c)}`, status)

/** For whoever facilitates it: others are refused before anything of a form is read. */
async function keptBy(c: Context<Doors>): Promise<Community> {
  personOf(c.var.viewer)
  const community = await communityFor(c.var.viewer, slugOf(c))
  if (!facilitates(c.var.viewer, community)) refuse('forbidden', 'communities.notFacilitator')
  return community
}

async function receiveList(c: Context<Doors>): Promise<Response> {
  const community = await keptBy(c)
  const fields: Record<string, string> = { name: '', lang: reader().lang }
  try {
    const gathered = await gather(
      filesSent(c, {
        total: most.bytes + 1_000_000,
        files: most.files,
        field: (name, value) => (fields[name] = value),
      }),
    )
    const { name, lang } = fields as { name: string; lang: string }
    const ref = await bringList(c.var.viewer, community.slug, gathered, {
      name: name.trim() || gathered.files[0]!.name.replace(/(\.mbox|\.txt|\.gz)+$/i, ''),
      lang,
    })
    return c.redirect(url`/communities/${community.slug}/lists/${ref}`, 303)
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind === 'forbidden') throw error
    const attempt = { values: fields, errors: [{ field: 'file', message: said(error) }] }
    return c.html(<NewListPage community={community} lang={reader().lang} attempt={attempt} />, 422)
  }
}

const numberAsked = (
  c: Context<Doors>,
  name: string,
  least: number,
  greatest: number,
): number | undefined => {
  const number = Number(c.req.query(name))
  return Number.isInteger(number) && number >= least && number <= greatest ? number : undefined
}

async function show(c: Context<Doors>, attempt?: Attempt): Promise<Response> {
  const { viewer } = c.var
  const shown = await archiveFor(viewer, slugOf(c), refOf(c))
  const year = numberAsked(c, 'year', 1970, 2200)
  const asked = {
    year,
    month: year ? numberAsked(c, 'month', 1, 12) : undefined,
    words: c.req.query('q')?.trim().slice(0, 100) || undefined,
    page: pageAsked(c),
  }
  const found = isShown(shown.archive)
    ? await threadsIn(viewer, shown.archive, asked)
    : { threads: [], total: 0, months: [] }
  const notes = shown.keeps ? await notesOf(shown.archive) : undefined
  if (shown.keeps) c.header('cache-control', 'no-store')
  return c.html(
    <ArchivePage {...{ ...shown, found, asked, notes, attempt }} still={c.req.query('still') === '1'} />,
  )
}

async function showOpening(c: Context<Doors>, attempt?: Attempt): Promise<Response> {
  await keptBy(c)
  const shown = await archiveFor(c.var.viewer, slugOf(c), refOf(c))
  return c.html(<OpeningPage {...shown} here={await hereOf(shown.archive)} attempt={attempt} />)
}
