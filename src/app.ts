import type { Server } from 'node:http'
import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { bundlePages } from './archive/bundle/pages.tsx'
import { strangersPages } from './base/cache/strangers.ts'
import { config } from './base/config.ts'
import { filePages } from './base/files/file-pages.ts'
import { type App, type Doors, newApp } from './base/http/app.ts'
import { isMultipart } from './base/http/form-with-files.ts'
import { fixedHeaders } from './base/http/headers.ts'
import { healthPages } from './base/http/health.ts'
import { readers } from './base/http/language.ts'
import { costly } from './base/http/limits.ts'
import { sameSite } from './base/http/same-site.ts'
import { serverFor } from './base/http/serving.ts'
import { watch } from './base/http/watch.ts'
import { asReader, reader } from './base/i18n/reader.ts'
import type { Viewer } from './base/viewer.ts'
import { collectionPages } from './collections/pages.tsx'
import { arrangingPages } from './communities/arranging-pages.tsx'
import { deskOfCommunityPages } from './communities/desk/pages.tsx'
import { memberPages } from './communities/member-pages.tsx'
import { communityPages } from './communities/pages.tsx'
import { practicePages } from './communities/practice.ts'
import { chatPages } from './conversations/chats/pages.tsx'
import { doorPages } from './conversations/door/pages.tsx'
import { postWithFiles } from './conversations/files.ts'
import { implicationPages } from './conversations/implications/pages.tsx'
import { listPages } from './conversations/lists/pages.tsx'
import { conversationPages } from './conversations/pages.tsx'
import { exchangePages } from './exchange/pages.tsx'
import { healthOfCommunityPages } from './health/pages.tsx'
import { valuePages } from './health/value/pages.tsx'
import { instrumentPages } from './instruments/pages.tsx'
import { workshopPages } from './instruments/workshop/pages.tsx'
import { registerEveryKind } from './kinds.ts'
import { moderationPages } from './moderation/pages.tsx'
import { reportPages } from './moderation/report-pages.tsx'
import { hookPages } from './notifications/hooks/pages.tsx'
import { isWayOut, noticePages } from './notifications/pages.tsx'
import { accountPages } from './people/account-pages.tsx'
import { directoryPages } from './people/directory-pages.tsx'
import { invitationPages } from './people/invitation-pages.tsx'
import { organisationPages } from './people/organisation-pages.tsx'
import { outsidePages } from './people/outside-pages.tsx'
import { passkeyPages } from './people/passkey-pages.ts'
import { signInPages } from './people/sign-in-pages.tsx'
import { whoAsks } from './people/tokens/asking.ts'
import { tokenPages } from './people/tokens/pages.tsx'
import { placesPages } from './places/pages.tsx'
import { productPages } from './products/pages.tsx'
import { importPages } from './records/bringing/pages.tsx'
import { consentPages } from './records/consent/pages.tsx'
import { interviewPages } from './records/contributors/interview/pages.tsx'
import { invitedPages } from './records/contributors/invited-pages.tsx'
import { draftPeoplePages } from './records/contributors/pages.tsx'
import { custodianPages } from './records/custodian-pages.tsx'
import { effectOn } from './records/edition-effect.ts'
import { editionPages } from './records/edition-pages.tsx'
import { useWithFiles } from './records/evidence/files.ts'
import { evidencePages } from './records/evidence/pages.tsx'
import { fieldFormPages } from './records/field-forms/pages.tsx'
import { Preview } from './records/field-forms/preview.tsx'
import { heldFilePages } from './records/file-pages.tsx'
import { handOverPages } from './records/freshness/hand-over-pages.tsx'
import { freshnessPages } from './records/freshness/pages.tsx'
import { recordWithFiles } from './records/keeping-files.ts'
import { likenessPages } from './records/likeness/pages.tsx'
import { recordPages } from './records/pages.tsx'
import { commentPages } from './records/review/comment-pages.tsx'
import { reviewPages } from './records/review/pages.tsx'
import { versionPages } from './records/review/version-pages.tsx'
import { tellingPages } from './records/telling/pages.tsx'
import { translationPages } from './records/translating/pages.tsx'
import { writeUpPages } from './records/write-up/pages.tsx'
import { draftWithFiles } from './records/writing/draft-files.ts'
import { formPages } from './records/writing/form-pages.tsx'
import { writingPages } from './records/writing/pages.tsx'
import { searchPages } from './search/pages.tsx'
import { aboutPages } from './site/about-pages.tsx'
import { apiDoors } from './site/api-pages.tsx'
import { deskPages } from './site/desk-pages.tsx'
import { drawFault, drawNothing } from './site/faults.tsx'
import { homePages } from './site/home-pages.tsx'
import { placePages } from './site/place-pages.tsx'
import { sitemapPages } from './site/sitemap-pages.ts'
import { topicPages } from './site/topic-pages.tsx'
import { assetPages } from './ui/asset-pages.ts'
import { turboStyleHash } from './ui/turbo.ts'
import { vocabularyPages } from './vocabularies/pages.tsx'

export interface AppOptions {
  /** Who asks, as tests say it: else whoever the session's cookie or the token names. */
  viewerOf?: (c: Context<Doors>) => Viewer
}

/** Every door. What is listed first answers first. */
export function createApp({ viewerOf }: AppOptions = {}): App {
  registerEveryKind()
  const app = newApp()
  app.use(watch)
  app.onError(drawFault)
  app.notFound(drawNothing)
  healthPages(app)
  assetPages(app)
  // Before all that may refuse, so that it does in the reader's language.
  app.use(readers)
  app.use((c, next) => (isWayOut(c.req.method, c.req.path) ? next() : sameSite(c, next)))
  app.on(['POST', 'PUT', 'PATCH', 'DELETE'], '*', (c, next) =>
    takesFiles(c.req.method, c.req.path) || takesFilesAlong(c)
      ? next()
      : (takesLongWords(c.req.path) ? longForms : smallForms)(c, next),
  )
  app.use(async (c, next) => {
    const { viewer, me } = viewerOf ? { viewer: viewerOf(c) } : await whoAsks(c)
    c.set('viewer', viewer)
    await asReader({ ...reader(), me }, next)
  })
  app.use((c, next) => (isCostly(c.req) ? costly(c, next) : next()))
  app.use(strangersPages)
  signInPages(app)
  accountPages(app)
  passkeyPages(app)
  tokenPages(app)
  outsidePages(app)
  directoryPages(app)
  organisationPages(app)
  deskPages(app)
  noticePages(app)
  invitationPages(app)
  homePages(app)
  aboutPages(app)
  placesPages(app)
  placePages(app)
  vocabularyPages(app)
  topicPages(app)
  workshopPages(app, { effectOn, Preview })
  fieldFormPages(app)
  instrumentPages(app)
  editionPages(app)
  heldFilePages(app, 'records', recordWithFiles)
  heldFilePages(app, 'drafts', draftWithFiles)
  heldFilePages(app, 'uses', useWithFiles)
  heldFilePages(app, 'posts', postWithFiles)
  custodianPages(app)
  translationPages(app)
  invitedPages(app)
  draftPeoplePages(app)
  interviewPages(app)
  consentPages(app)
  tellingPages(app)
  implicationPages(app)
  writingPages(app)
  reviewPages(app)
  commentPages(app)
  versionPages(app)
  formPages(app)
  freshnessPages(app)
  handOverPages(app)
  productPages(app)
  evidencePages(app)
  recordPages(app)
  likenessPages(app)
  filePages(app)
  importPages(app)
  searchPages(app)
  collectionPages(app)
  exchangePages(app)
  hookPages(app)
  bundlePages(app)
  memberPages(app)
  arrangingPages(app)
  communityPages(app)
  doorPages(app)
  deskOfCommunityPages(app)
  healthOfCommunityPages(app)
  valuePages(app)
  writeUpPages(app)
  reportPages(app)
  moderationPages(app)
  listPages(app)
  chatPages(app)
  conversationPages(app)
  practicePages(app)
  apiDoors(app)
  sitemapPages(app)
  return app
}

const smallForms = bodyLimit({ maxSize: 1024 * 1024 })
const longForms = bodyLimit({ maxSize: 16 * 1024 * 1024 })

/** Where people write at length: what is too long is refused by its verb, and the form keeps it. */
const takesLongWords = (path: string): boolean =>
  /^\/(ask|threads\/[^/]+\/posts|posts\/[^/]+\/edit|communities\/[^/]+\/threads)$/.test(path)

/** Where files are sent to: they are read as they come, within a limit of their own. */
const takesFiles = (method: string, path: string): boolean =>
  method === 'POST' &&
  (path === '/imports' ||
    path === '/chats/new' ||
    /^\/communities\/[^/]+\/lists\/new$/.test(path) ||
    /^\/drafts\/[^/]+\/telling\/voice\/[^/]+\/[^/]+$/.test(path) ||
    /^\/(((api\/v1\/)?drafts|records|uses|posts)\/[^/]+\/files|instruments\/[^/]+\/submissions)$/.test(path))

/** Where files may come along with words: their form is read as it comes too. */
const takesFilesAlong = (c: Context<Doors>): boolean =>
  isMultipart(c.req.header('content-type')) &&
  /^\/(threads\/[^/]+\/posts|communities\/[^/]+\/threads)$/.test(c.req.path)

/** Whatever is made anew for each who asks. */
const isCostly = ({ path, url }: { path: string; url: string }): boolean =>
  url.includes('?') || /^\/(search|api\/v1)\b|\.(pdf|docx|bib|ris)$/.test(path)

/** The app behind a server, as readers meet it. */
export function openDoors(app = createApp()): Server {
  const { PUBLIC_URL, OIDC_ISSUER } = config()
  const outside = OIDC_ISSUER ? [new URL(OIDC_ISSUER).origin] : []
  return serverFor(app, fixedHeaders([turboStyleHash], PUBLIC_URL?.startsWith('https:') ?? false, outside))
}
