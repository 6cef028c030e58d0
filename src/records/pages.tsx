import type { Context } from 'hono'
import { keptFindings, keptFragment } from '../base/cache/fragments.ts'
import type { App, Doors } from '../base/http/app.ts'
import { reader } from '../base/i18n/reader.ts'
import { panelsDrawn } from '../base/things/panels.ts'
import { circlesOf } from '../base/viewer.ts'
import { filled, makeHtml } from '../ui/parts/Kept.tsx'
import type { Url } from '../ui/url.ts'
import { mayChange, mayTend } from './access.ts'
import { recordUrl } from './address.ts'
import { compare } from './comparing.ts'
import { headFor, type RecordHead } from './heads.ts'
import { recordFor, Withdrawn } from './reading.ts'
import { withdrawn } from './review/withdrawing.ts'
import { withTranslations } from './translating/with-translations.ts'
import { historyOf, viewOfRecord } from './viewing.ts'
import { ComparePage } from './views/ComparePage.tsx'
import { RecordMain, RecordPage } from './views/RecordPage.tsx'
import { TombstonePage } from './views/TombstonePage.tsx'
import { VersionsPage } from './views/VersionsPage.tsx'
import { waysBack } from './write-up/around.ts'

export function recordPages(app: App): void {
  app.get('/records/compare', async (c) => {
    const comparison = await compare(c.var.viewer, c.req.queries('of') ?? [], reader().lang)
    return c.html(<ComparePage comparison={comparison} showAll={c.req.query('show') === 'all'} />)
  })
  app.get('/records', (c) => c.redirect('/search', 301))
  app.get('/records/:ref/versions', async (c) =>
    orTombstone(c, async () =>
      c.html(<VersionsPage {...(await historyOf(c.var.viewer, c.req.param('ref')))} />),
    ),
  )
  app.get('/records/:ref/versions/:number{[0-9]{1,6}}', async (c) =>
    orTombstone(c, async () => {
      const number = Number(c.req.param('number'))
      const head = await headOf(c, number)
      return recordPage(c, head, recordUrl(head), number)
    }),
  )
  app.get('/records/:ref', async (c) =>
    orTombstone(c, async () => {
      const address = recordUrl(await headOf(c))
      return c.redirect(address + new URL(c.req.url).search, 301)
    }),
  )
  app.get('/records/:ref/:title', async (c) =>
    orTombstone(c, async () => {
      const head = await headOf(c)
      const address = recordUrl(head)
      if (!isAt(c, address)) return c.redirect(address + new URL(c.req.url).search, 301)
      return recordPage(c, head, address)
    }),
  )
}

/**
 * The head of the record that is asked for. Strangers all see the same: for them it is kept like their
 * pages, and let go of in the transaction that changes or closes the record.
 */
async function headOf(c: Context<Doors>, number?: number): Promise<RecordHead> {
  const { viewer } = c.var
  const ref = c.req.param('ref') ?? ''
  const find = () => headFor(viewer, ref, number)
  return viewer.kind === 'stranger' ? keptFindings(`head ${ref} ${number ?? ''}`, find) : find()
}

/** The body of a record's page is costly and the same for all who may see the same: it is kept. */
async function recordPage(
  c: Context<Doors>,
  head: RecordHead,
  address: Url,
  number?: number,
): Promise<Response> {
  const { viewer } = c.var
  const read = c.req.query('read')
  const known = read !== undefined && Object.hasOwn(head.content.title.texts, read) ? read : ''
  const { lang, saveData } = reader()
  const light = saveData ? 'light' : ''
  const said = waysBack(head.panels)
  const ways = JSON.stringify([...said].map(([slot, { href }]) => [slot, href]))
  const key = `record ${head.version} ${lang} ${light} ${known} ${circlesOf(viewer)} ${ways}`
  const main = await keptFragment(key, async () => {
    const record = withTranslations(await recordFor(viewer, head.ref, number))
    const { names, ...view } = await viewOfRecord(viewer, record, known)
    return makeHtml(<RecordMain {...view} names={{ ...names, said }} tried={head.tried} />)
  })
  const keepsFiles = await mayTend(viewer, head)
  const panels = panelsDrawn(viewer, head.ref, head.panels)
  const page = (
    <RecordPage
      head={head}
      address={address}
      main={main}
      signedIn={viewer.kind === 'person'}
      keepsFiles={keepsFiles}
      changes={keepsFiles || (await mayChange(viewer, head))}
      answers={head.due && (keepsFiles || head.asked)}
      panels={panels}
    />
  )
  return c.body(filled(page), 200, { 'content-type': 'text/html; charset=utf-8' })
}

/** Whether this is the address asked for, however that was escaped. */
function isAt(c: Context<Doors>, address: Url): boolean {
  const { pathname } = new URL(c.req.url)
  const escaped = () => pathname.split('/').map((part) => encodeURIComponent(decodeURIComponent(part)))
  return pathname === address || escaped().join('/') === address
}

/** The page, or in place of a withdrawn record its tombstone: 410. */
export async function orTombstone(c: Context<Doors>, page: () => Promise<Response>): Promise<Response> {
  try {
    return await page()
  } catch (error) {
    if (error instanceof Withdrawn) {
      const ref = c.req.param('ref') ?? ''
      const besides = await withdrawn(c.var.viewer, ref)
      return c.html(<TombstonePage {...error} {...besides} ref={ref} />, 410)
    }
    throw error
  }
}
