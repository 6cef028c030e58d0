import type { App } from '../../src/base/http/app.ts'

/** Records of the demo that the tests go to, by what they are an example of. */
export const demo = {
  /** The largest practice: some 250 answers, in three languages and three versions. */
  practice: '/records/568qx7fefd72/cordons-pierreux-au-dessus-des-champs-encro%C3%BBt%C3%A9s',
  story: '/records/c7208bd5t96n/the-forty-one-names',
  arabic:
    '/records/5zncnxftswhq/%D8%A7%D9%84%D8%AC%D8%B3%D9%88%D8%B1-%D8%A3%D8%B1%D8%B6-%D8%AA%D8%B5%D9%86%D8%B9%D9%87%D8%A7-%D8%A7%D9%84%D8%B3%D9%8A%D9%88%D9%84',
  withdrawn: '/records/92nj3p432wc5',
  /** By hand, with another in it, a withdrawn record and an address elsewhere. */
  collection: '/collections/c0be40rerans/before-the-rains-stone-lines-and-half-moons',
  community: '/communities/land-degradation-neutrality-in-practice',
  /** A question answered in three languages. */
  thread: '/threads/th7eadmap001/malawi-s-15-3-1-figure-went-from-6-8-to-26-75-per-cent-what',
  /** What a search finds. */
  byRule: '/collections/c0t01d1ndry1/newest-on-keeping-the-soil-in-west-africa',
  /** Of an agenda, begun, with an answer and what is tied to it. */
  question:
    '/communities/land-degradation-neutrality-in-practice/agenda/qm0wt0map000/how-do-we-map-degradation-so-that-it-means-the-same-on-one',
  /** Written by several, in two versions. */
  sharedPage: '/communities/land-degradation-neutrality-in-practice/pages/words-we-use',
}
/** A community that has all of a practice; and one that is open to its members alone, where tests plant theirs. */
const practice = '/communities/land-degradation-neutrality-in-practice'
const closedPractice = '/communities/their-own-room'
export const closedQuestion = '0000000000q1'
export const closedPage = '0000000000q2'

interface Door {
  /** `page` is for people, `own` for one of them, `data` for programs; `way` leads to another address; `closed` is for some only. */
  gives: 'page' | 'own' | 'data' | 'way' | 'closed'
  /** What the tests ask it with. */
  ask: string[]
  /** For an address of one record: the same of any other. */
  of?: (ref: string) => string
  /** Asked by the doors test only: what could bring up a word, a page more to look at for none. */
  also?: (word: string) => string[]
}

const page = (...ask: string[]): Door => ({ gives: 'page', ask })
/** For whoever is signed in and may; others are refused. */
const own = (...ask: string[]): Door => ({ gives: 'own', ask })
const data = (...ask: string[]): Door => ({ gives: 'data', ask })
const way = (...ask: string[]): Door => ({ gives: 'way', ask })
const closed = (...ask: string[]): Door => ({ gives: 'closed', ask })

/** Communities that the doors test closes to all but their members, by what is asked of each. */
const rooms =
  (page = '') =>
  () =>
    ['their-own-room', 'not-open-room', 'members-room'].map((slug) => `/communities/${slug}${page}`)

/** Of what is being written up, and of what those who are quoted were asked. */
export const writeUpRef = 'w7htevp7aft1'
export const askedRef = 'w7htevp7aft2'

/** Of what two give each other, a list and a chat, which tests plant. */
export const plantedRefs = {
  offer: '0000000000s1',
  need: '0000000000s2',
  takeUp: '0000000000s3',
  mentorship: '0000000000s4',
  story: '0000000000s5',
  archive: '0000000000s6',
  thread: '0000000000s7',
  post: '0000000000s8',
  chat: '0000000000s9',
}
const list = `/communities/drylands-exchange/lists/${plantedRefs.archive}`

/** Of a practice that tests begin for whoever asks for their own pages. */
export const draftRef = 'd7aftd7aft12'
const draft = (page = ''): Door => ({
  gives: 'own',
  ask: [`/drafts/${draftRef}${page}`],
  of: (ref) => `/drafts/${ref}${page}`,
})

/** Of a tool that another member submits and they review. */
export const reviewRef = 'r7ev7ewtaa12'
const review = (page = '', of = '/reviews'): Door => ({
  gives: 'own',
  ask: [`${of}/${reviewRef}${page}`],
  of: (ref) => `${of}/${ref}${page}`,
})

/** Every address there is, by its route, with what to ask it in the demo. A new route without a line here fails. */
const doors: Record<string, Door> = {
  '/healthz': data('/healthz'),
  '/readyz': data('/readyz'),
  '/metrics': data('/metrics'),
  '/assets/:name': data('/assets/main.css'),
  '/drafts/worker.js': data('/drafts/worker.js'),
  '/offline.js': data('/offline.js'),
  '/robots.txt': data('/robots.txt'),
  '/sitemap.xml': data('/sitemap.xml'),
  '/sitemap/:file{[0-9]{1,15}[.]xml}': data('/sitemap/0.xml'),
  '/': page('/'),
  '/about': page('/about'),
  '/join': page('/join'),
  '/join/confirmation/:token': page('/join/confirmation/x'),
  '/sign-in': page('/sign-in', '/sign-in?confirmed=1'),
  '/sign-in/link': page('/sign-in/link'),
  '/sign-in/link/:token': page('/sign-in/link/x'),
  '/sign-in/passkey': way('/sign-in/passkey'),
  '/sign-in/passkey/options': way('/sign-in/passkey/options'),
  '/sign-in/outside': way('/sign-in/outside'),
  '/sign-in/outside/callback': closed('/sign-in/outside/callback?error=access_denied'),
  '/sign-in/code': page('/sign-in/code'),
  '/password': page('/password'),
  '/password/:token': page('/password/x'),
  '/sign-out': way('/sign-out'),
  '/account': own('/account'),
  '/account/password': way('/account/password'),
  '/account/sessions/:id/end': way('/account/sessions/1/end'),
  '/account/sessions/end': way('/account/sessions/end'),
  '/account/passkeys': way('/account/passkeys'),
  '/account/passkeys/options': way('/account/passkeys/options'),
  '/account/passkeys/:id/name': way('/account/passkeys/1/name'),
  '/account/passkeys/:id/removal': way('/account/passkeys/1/removal'),
  '/account/tokens': own('/account/tokens'),
  '/account/tokens/:id/end': way('/account/tokens/1/end'),
  '/account/second-factor': own('/account/second-factor'),
  '/account/second-factor/confirmation': way('/account/second-factor/confirmation'),
  '/account/second-factor/end': way('/account/second-factor/end'),
  '/account/export': data('/account/export'),
  '/account/deletion': own('/account/deletion'),
  '/account/deletion/keepers': way('/account/deletion/keepers'),
  '/account/hand-over': own('/account/hand-over'),
  '/account/profile': own('/account/profile'),
  '/account/profile/lines': way('/account/profile/lines'),
  '/account/profile/lines/:id/removal': way('/account/profile/lines/1/removal'),
  '/people': page('/people', '/people?in=sw', '/people?place=XY&topic=zzz&in=1&offer=all'),
  '/people/:handle': page('/people/grace-banda'),
  '/organisations': page('/organisations', '/organisations?q=zzz'),
  '/organisations/new': own('/organisations/new'),
  '/organisations/:slug': page('/organisations/none'),
  '/organisations/:slug/change': page('/organisations/none/change'),
  '/organisations/:slug/members': way('/organisations/none/members'),
  '/organisations/:slug/members/:id/member': way('/organisations/none/members/1/member'),
  '/organisations/:slug/members/:id/offer/end': way('/organisations/none/members/1/offer/end'),
  '/organisations/:slug/hand-over': page('/organisations/none/hand-over'),
  '/organisations/:slug/hand-over/:id': page('/organisations/none/hand-over/1'),
  '/organisations/:slug/members/:id/hand-over': way('/organisations/none/members/1/hand-over'),
  '/organisations/:slug/members/:id/end': way('/organisations/none/members/1/end'),
  '/organisations/:slug/keepers': way('/organisations/none/keepers'),
  '/organisations/:slug/keeping': way('/organisations/none/keeping'),
  '/organisations/:slug/parent/end': way('/organisations/none/parent/end'),
  '/organisations/:slug/branches/:branch/acceptance': way('/organisations/none/branches/x/acceptance'),
  '/organisations/:slug/branches/:branch/end': way('/organisations/none/branches/x/end'),
  '/organisations/:slug/representatives': way('/organisations/none/representatives'),
  '/organisations/:slug/representatives/:id/end': way('/organisations/none/representatives/1/end'),
  '/notices': own('/notices', '/notices?page=2'),
  '/notices/seen': way('/notices/seen'),
  '/notices/choices': own('/notices/choices'),
  '/notices/choices/mail': way('/notices/choices/mail'),
  '/notices/following/:ref': way('/notices/following/zzzzzzzzzzzz'),
  '/notices/unsubscribe/:token': closed('/notices/unsubscribe/x'),
  '/desk': own('/desk'),
  '/desk/rights': own('/desk/rights', '/desk/rights?q=a&handle=amina-sow'),
  '/desk/rights/:id/end': way('/desk/rights/1/end'),
  '/desk/acts': own('/desk/acts', '/desk/acts?of=all'),
  '/desk/changes': own('/desk/changes', '/desk/changes?of=all'),
  '/desk/changes/seen': way('/desk/changes/seen'),
  '/desk/vocabularies': own('/desk/vocabularies'),
  '/desk/questionnaires': own('/desk/questionnaires'),
  '/desk/questionnaires/:slug': own('/desk/questionnaires/tool'),
  '/desk/questionnaires/:slug/upgrade': way('/desk/questionnaires/tool/upgrade'),
  '/desk/care': own('/desk/care', '/desk/care?of=keeper', '/desk/care?of=collection'),
  '/desk/asked-to-keep': own('/desk/asked-to-keep'),
  '/desk/freshness': own('/desk/freshness', '/desk/freshness?of=without&place=NE', '/desk/freshness?of=soon'),
  '/desk/instance': own('/desk/instance'),
  '/desk/jobs': own('/desk/jobs', '/desk/jobs?state=created'),
  '/desk/jobs/:id/retry': way('/desk/jobs/x/retry'),
  '/desk/jobs/:id/removal': way('/desk/jobs/x/removal'),
  '/desk/outbox': own('/desk/outbox', '/desk/outbox?state=failed'),
  '/desk/outbox/:id/retry': way('/desk/outbox/1/retry'),
  '/desk/mail-in': own('/desk/mail-in', '/desk/mail-in?fate=silent'),
  '/desk/mail-in/:id/retry': way('/desk/mail-in/1/retry'),
  '/desk/mail-in/:id/aside': way('/desk/mail-in/1/aside'),
  '/desk/backups': own('/desk/backups'),
  '/desk/bundles': own('/desk/bundles'),
  '/desk/bundles/:ref/undoing': way('/desk/bundles/none/undoing'),
  '/desk/settings': own('/desk/settings'),
  '/api': page('/api'),
  '/places': page('/places'),
  '/places/:code': page('/places/001', '/places/ECOWAS', '/places/NE', '/places/BF-10-OUA', '/places/AQ'),
  '/vocabularies': page('/vocabularies'),
  '/vocabularies/:file{[^/]+\\.(?:ttl|jsonld)}': data('/vocabularies/slm.ttl', '/vocabularies/slm.jsonld'),
  '/vocabularies/:slug': page('/vocabularies/slm', '/vocabularies/slm?view=alphabet'),
  '/topics': way('/topics'),
  '/topics/:file{[^/]+\\.(?:ttl|jsonld)}': data('/topics/stone-bunds.ttl', '/topics/stone-bunds.jsonld'),
  '/topics/:slug': page('/topics/stone-bunds', '/topics/gender', '/topics/stone-bonds'),
  '/instruments': page('/instruments'),
  '/instruments/schema.json': data('/instruments/schema.json'),
  '/instruments/edition-schema.json': data('/instruments/edition-schema.json'),
  '/instruments/:file{[a-z0-9-]+[.]json}': data('/instruments/story.json'),
  '/instruments/:slug': page('/instruments/story', '/instruments/slm-practice'),
  '/instruments/:file{[a-z0-9-]+[.]xlsx}': data(
    '/instruments/story.xlsx',
    '/instruments/tool.xlsx?edition=1',
  ),
  '/instruments/:slug/workshop': page(
    '/instruments/tool/workshop',
    '/instruments/tool/workshop?state=decided',
  ),
  '/instruments/:slug/editions': page('/instruments/tool/editions'),
  '/instruments/:slug/editions/:name': page('/instruments/tool/editions/2'),
  '/instruments/:slug/:section': page('/instruments/slm-practice/environment'),
  '/instruments/:slug/submissions': page('/instruments/story/submissions'),
  '/submissions/:ref': closed('/submissions/zzzzzzzzzzzz', '/submissions/zzzzzzzzzzzz?page=2'),
  '/submissions/:ref/drafts': way('/submissions/zzzzzzzzzzzz/drafts'),
  '/submissions/:ref/files': way('/submissions/zzzzzzzzzzzz/files'),
  '/submissions/:ref/undoing': way('/submissions/zzzzzzzzzzzz/undoing'),
  '/proposals/:ref': {
    ...page('/proposals/zzzzzzzzzzzz'),
    of: (ref) => `/proposals/${ref}`,
  },
  '/proposals/:ref/comments': way('/proposals/zzzzzzzzzzzz/comments'),
  '/proposals/:ref/comments/:id/removal': way('/proposals/zzzzzzzzzzzz/comments/1/removal'),
  '/proposals/:ref/support': way('/proposals/zzzzzzzzzzzz/support'),
  '/proposals/:ref/editors': way('/proposals/zzzzzzzzzzzz/editors'),
  '/proposals/:ref/editors/:id/end': way('/proposals/zzzzzzzzzzzz/editors/1/end'),
  '/proposals/:ref/changes/:id/undoing': way('/proposals/zzzzzzzzzzzz/changes/1/undoing'),
  '/proposals/:ref/changes/:id/note': way('/proposals/zzzzzzzzzzzz/changes/1/note'),
  '/proposals/:ref/adoption': way('/proposals/zzzzzzzzzzzz/adoption'),
  '/proposals/:ref/refusal': way('/proposals/zzzzzzzzzzzz/refusal'),
  '/proposals/:ref/renewal': way('/proposals/zzzzzzzzzzzz/renewal'),
  '/proposals/:ref/withdrawal': way('/proposals/zzzzzzzzzzzz/withdrawal'),
  '/proposals/:ref/translation': closed('/proposals/zzzzzzzzzzzz/translation'),
  '/proposals/:ref/questions': page('/proposals/zzzzzzzzzzzz/questions'),
  '/proposals/:ref/questions/:group/:question': closed('/proposals/zzzzzzzzzzzz/questions/what/kind'),
  '/proposals/:ref/questions/:group/:question/choices': way(
    '/proposals/zzzzzzzzzzzz/questions/what/kind/choices',
  ),
  '/proposals/:ref/questions/:group/:question/kind': way('/proposals/zzzzzzzzzzzz/questions/what/kind/kind'),
  '/proposals/:ref/questions/:group/:question/unit': way('/proposals/zzzzzzzzzzzz/questions/what/kind/unit'),
  '/proposals/:ref/questions/:group/:question/formula': way(
    '/proposals/zzzzzzzzzzzz/questions/what/kind/formula',
  ),
  '/proposals/:ref/questions/:group/:question/columns': way(
    '/proposals/zzzzzzzzzzzz/questions/what/kind/columns',
  ),
  '/proposals/:ref/questions/:group/:question/columns/:id': way(
    '/proposals/zzzzzzzzzzzz/questions/what/kind/columns/a',
  ),
  '/proposals/:ref/questions/:group/:question/rows': way('/proposals/zzzzzzzzzzzz/questions/what/kind/rows'),
  '/proposals/:ref/questions/:group/:question/rows/:id': way(
    '/proposals/zzzzzzzzzzzz/questions/what/kind/rows/a',
  ),
  '/proposals/:ref/questions/:group/:question/condition': way(
    '/proposals/zzzzzzzzzzzz/questions/what/kind/condition',
  ),
  '/proposals/:ref/questions/:group/:question/move': way('/proposals/zzzzzzzzzzzz/questions/what/kind/move'),
  '/proposals/:ref/questions/:group/:question/removal': way(
    '/proposals/zzzzzzzzzzzz/questions/what/kind/removal',
  ),
  '/proposals/:ref/questions/:group/:question/choices/:code': closed(
    '/proposals/zzzzzzzzzzzz/questions/what/kind/choices/app',
  ),
  '/proposals/:ref/questions/:group/:question/choices/:code/retirement': way(
    '/proposals/zzzzzzzzzzzz/questions/what/kind/choices/app/retirement',
  ),
  '/proposals/:ref/groups/:group': closed('/proposals/zzzzzzzzzzzz/groups/what'),
  '/proposals/:ref/groups/:group/questions': way('/proposals/zzzzzzzzzzzz/groups/what/questions'),
  '/proposals/:ref/groups/:group/move': way('/proposals/zzzzzzzzzzzz/groups/what/move'),
  '/proposals/:ref/groups/:group/removal': way('/proposals/zzzzzzzzzzzz/groups/what/removal'),
  '/proposals/:ref/sections/:section': closed('/proposals/zzzzzzzzzzzz/sections/what'),
  '/proposals/:ref/sections/:section/groups': way('/proposals/zzzzzzzzzzzz/sections/what/groups'),
  '/records': way('/records'),
  '/records/compare': {
    ...page(
      '/records/compare?of=568qx7fefd72&of=6mp6wj1v4pcz',
      '/records/compare?of=568qx7fefd72@2&of=568qx7fefd72@3&show=all',
      '/records/compare?of=568qx7fefd72&of=c7208bd5t96n',
      '/records/compare',
    ),
    of: (ref) => `/records/compare?of=${ref}&of=568qx7fefd72`,
  },
  '/records/:ref/versions': {
    ...page('/records/568qx7fefd72/versions'),
    of: (ref) => `/records/${ref}/versions`,
  },
  '/records/:ref/versions/:number{[0-9]{1,6}}/changes': {
    ...page(
      '/records/568qx7fefd72/versions/3/changes',
      '/records/568qx7fefd72/versions/3/changes?from=1',
      '/records/568qx7fefd72/versions/1/changes',
    ),
    of: (ref) => `/records/${ref}/versions/1/changes`,
  },
  '/records/:ref/versions/:number{[0-9]{1,6}}/undoing': way('/records/568qx7fefd72/versions/3/undoing'),
  '/records/:ref/withdrawal': {
    ...own('/records/568qx7fefd72/withdrawal'),
    of: (ref) => `/records/${ref}/withdrawal`,
  },
  '/records/:ref/withdrawal/removal': way('/records/568qx7fefd72/withdrawal/removal'),
  '/corrections': own('/corrections'),
  '/drafts/:ref/newer-version': way(`/drafts/${draftRef}/newer-version`),
  '/drafts/:ref/correction': way(`/drafts/${draftRef}/correction`),
  '/reviews/:ref/answers': review('/answers'),
  '/records/:ref/versions/:number{[0-9]{1,6}}': {
    ...page('/records/568qx7fefd72/versions/1'),
    of: (ref) => `/records/${ref}/versions/1`,
  },
  // For those who keep its files only; a file of a private thing goes by the reference of that in the doors test.
  // For members only.
  '/write': own('/write', '/write?adapts=568qx7fefd72'),
  '/drafts': way('/drafts'),
  '/records/:ref/changes': way('/records/568qx7fefd72/changes'),
  '/drafts/:ref': draft(),
  '/drafts/:ref/essentials': draft('/essentials'),
  '/drafts/:ref/sections/:id': draft('/sections/description'),
  '/drafts/:ref/preview': draft('/preview'),
  '/drafts/:ref/checks': draft('/checks'),
  '/drafts/:ref/files': draft('/files'),
  '/drafts/:ref/files/:file': way(`/drafts/${draftRef}/files/f1aw0stnebnd`),
  '/drafts/:ref/files/:file/removal': way(`/drafts/${draftRef}/files/f1aw0stnebnd/removal`),
  '/drafts/:ref/files/:file/return': way(`/drafts/${draftRef}/files/f1aw0stnebnd/return`),
  '/drafts/:ref/answers': way(`/drafts/${draftRef}/answers`),
  '/drafts/:ref/publication': way(`/drafts/${draftRef}/publication`),
  '/drafts/:ref/languages': way(`/drafts/${draftRef}/languages`),
  '/drafts/:ref/removal': way(`/drafts/${draftRef}/removal`),
  '/translations': own('/translations'),
  '/records/:ref/translation': {
    ...own('/records/568qx7fefd72/translation'),
    of: (ref) => `/records/${ref}/translation`,
  },
  '/records/:ref/translation/:lang': {
    ...own('/records/568qx7fefd72/translation/es'),
    of: (ref) => `/records/${ref}/translation/es`,
  },
  '/records/:ref/translation/:lang/proposals': way('/records/568qx7fefd72/translation/es/proposals'),
  '/records/:ref/translation/:lang/check': way('/records/568qx7fefd72/translation/es/check'),
  '/write/invitations': own('/write/invitations'),
  '/write/invitations/:id/answer': way('/write/invitations/1/answer'),
  '/write/invitations/:token': closed('/write/invitations/none'),
  '/account/credits': own('/account/credits'),
  '/account/credits/:ref': way('/account/credits/568qx7fefd72'),
  '/account/credits/:ref/removal': way('/account/credits/568qx7fefd72/removal'),
  '/drafts/:ref/people': draft('/people'),
  '/drafts/:ref/people/credits': way(`/drafts/${draftRef}/people/credits`),
  '/drafts/:ref/people/credits/:id': way(`/drafts/${draftRef}/people/credits/1`),
  '/drafts/:ref/people/credits/:id/removal': way(`/drafts/${draftRef}/people/credits/1/removal`),
  '/drafts/:ref/people/others': way(`/drafts/${draftRef}/people/others`),
  '/drafts/:ref/people/proposals': way(`/drafts/${draftRef}/people/proposals`),
  '/drafts/:ref/people/invitations': way(`/drafts/${draftRef}/people/invitations`),
  '/drafts/:ref/people/invitations/:id/end': way(`/drafts/${draftRef}/people/invitations/1/end`),
  '/drafts/:ref/people/links': way(`/drafts/${draftRef}/people/links`),
  '/drafts/:ref/people/leave': way(`/drafts/${draftRef}/people/leave`),
  '/drafts/:ref/people/removal': way(`/drafts/${draftRef}/people/removal`),
  '/drafts/:ref/people/lead': way(`/drafts/${draftRef}/people/lead`),
  '/tell': page('/tell', '/tell?page=2'),
  '/tell/kept': page('/tell/kept'),
  '/drafts/:ref/telling': {
    ...closed(`/drafts/${draftRef}/telling`),
    of: (ref) => `/drafts/${ref}/telling`,
  },
  '/drafts/:ref/telling/sharing': {
    ...closed(`/drafts/${draftRef}/telling/sharing`),
    of: (ref) => `/drafts/${ref}/telling/sharing`,
  },
  '/drafts/:ref/telling/voice/:group/:question': {
    ...closed(`/drafts/${draftRef}/telling/voice/telling/what_you_did`),
    of: (ref) => `/drafts/${ref}/telling/voice/telling/what_you_did`,
  },
  '/drafts/:ref/telling/voice/:group/:question/removal': way(
    `/drafts/${draftRef}/telling/voice/telling/what_you_did/removal`,
  ),
  '/recordings/:ref/transcript': {
    ...closed('/recordings/zzzzzzzzzzzz/transcript'),
    of: (ref) => `/recordings/${ref}/transcript`,
  },
  '/recordings/:ref/transcript/hearing': way('/recordings/zzzzzzzzzzzz/transcript/hearing'),
  '/records/:ref/sharing': {
    ...closed('/records/c7208bd5t96n/sharing'),
    of: (ref) => `/records/${ref}/sharing`,
  },
  '/records/:ref/sharing/name/removal': way('/records/c7208bd5t96n/sharing/name/removal'),
  '/drafts/:ref/interview': draft('/interview'),
  '/drafts/:ref/interview/answers': way(`/drafts/${draftRef}/interview/answers`),
  '/drafts/:ref/consent': draft('/consent'),
  '/drafts/:ref/consulted': way(`/drafts/${draftRef}/consulted`),
  '/drafts/:ref/read-back': draft('/read-back'),
  '/records/:ref/consent': {
    ...page('/records/568qx7fefd72/consent'),
    of: (ref) => `/records/${ref}/consent`,
  },
  '/records/:ref/consent/end': way('/records/568qx7fefd72/consent/end'),
  '/records/:ref/consent/renewal': way('/records/568qx7fefd72/consent/renewal'),
  '/drafts/:ref/submission': way(`/drafts/${draftRef}/submission`),
  '/drafts/:ref/submission/removal': way(`/drafts/${draftRef}/submission/removal`),
  '/drafts/:ref/comments': review('/comments', '/drafts'),
  '/drafts/:ref/comments/:id/replies': way(`/drafts/${draftRef}/comments/1/replies`),
  '/drafts/:ref/comments/:id/settling': way(`/drafts/${draftRef}/comments/1/settling`),
  '/reviews': own('/reviews'),
  '/reviews/:ref': review(),
  '/reviews/:ref/acceptance': way(`/reviews/${reviewRef}/acceptance`),
  '/reviews/:ref/refusal': way(`/reviews/${reviewRef}/refusal`),
  '/reviews/:ref/handing-on': way(`/reviews/${reviewRef}/handing-on`),
  '/reviews/:ref/taking': way(`/reviews/${reviewRef}/taking`),
  '/reviews/:ref/approval': way(`/reviews/${reviewRef}/approval`),
  '/reviews/:ref/changes': way(`/reviews/${reviewRef}/changes`),
  '/records/:ref/custodian': {
    ...own('/records/568qx7fefd72/custodian'),
    of: (ref) => `/records/${ref}/custodian`,
  },
  '/records/:ref/custodian/proposals/:id': way('/records/568qx7fefd72/custodian/proposals/1'),
  '/records/:ref/custodian/end': way('/records/568qx7fefd72/custodian/end'),
  '/records/:ref/custodian/upgrade': way('/records/568qx7fefd72/custodian/upgrade'),
  '/records/:ref/confirmation': {
    ...page('/records/568qx7fefd72/confirmation'),
    of: (ref) => `/records/${ref}/confirmation`,
  },
  '/records/:ref/doubt': way('/records/568qx7fefd72/doubt'),
  '/records/:ref/review-date': way('/records/568qx7fefd72/review-date'),
  '/records/:ref/uses': {
    ...page('/records/568qx7fefd72/uses'),
    of: (ref) => `/records/${ref}/uses`,
  },
  '/records/:ref/uses/new': {
    ...page('/records/568qx7fefd72/uses/new'),
    of: (ref) => `/records/${ref}/uses/new`,
  },
  '/records/:ref/variants': {
    ...page('/records/568qx7fefd72/variants'),
    of: (ref) => `/records/${ref}/variants`,
  },
  '/records/:ref/adoptions': way('/records/568qx7fefd72/adoptions'),
  '/records/:ref/adoptions/:id/confirmation': way('/records/568qx7fefd72/adoptions/1/confirmation'),
  '/records/:ref/adoptions/:id/end': way('/records/568qx7fefd72/adoptions/1/end'),
  '/uses/:ref': { ...closed('/uses/0se000000000'), of: (ref) => `/uses/${ref}` },
  '/uses/:ref/files': { ...data(), of: (ref) => `/uses/${ref}/files` },
  '/uses/:ref/files/:file': way('/uses/0se000000000/files/f1aw0stnebnd'),
  '/uses/:ref/files/:file/removal': way('/uses/0se000000000/files/f1aw0stnebnd/removal'),
  '/uses/:ref/files/:file/return': way('/uses/0se000000000/files/f1aw0stnebnd/return'),
  '/uses/:ref/change': way('/uses/0se000000000/change'),
  '/uses/:ref/removal': way('/uses/0se000000000/removal'),
  '/uses/:ref/return': way('/uses/0se000000000/return'),
  '/uses/:ref/hiding': way('/uses/0se000000000/hiding'),
  '/uses/:ref/hiding/end': way('/uses/0se000000000/hiding/end'),
  '/records/:ref/files': { ...data(), of: (ref) => `/records/${ref}/files` },
  '/records/:ref/files/:file': way('/records/568qx7fefd72/files/f1aw0stnebnd'),
  '/records/:ref/files/:file/removal': way('/records/568qx7fefd72/files/f1aw0stnebnd/removal'),
  '/records/:ref/files/:file/return': way('/records/568qx7fefd72/files/f1aw0stnebnd/return'),
  '/files/:ref/:name': {
    ...data('/files/f1aw0stnebnd/coupe-cordon-pierreux.png'),
    of: (ref) => `/files/${ref}/any.png`,
  },
  '/files/:ref/:width{320|640|1280}/:name': {
    ...data('/files/f1aw0stnebnd/320/coupe-cordon-pierreux.png'),
    of: (ref) => `/files/${ref}/320/any.png`,
  },
  '/records/:ref/products': {
    ...page('/records/568qx7fefd72/products'),
    of: (ref) => `/records/${ref}/products`,
  },
  '/records/:ref/:product{(?:field-sheet|brief|document|radio-script)}': {
    ...page(
      '/records/568qx7fefd72/field-sheet',
      '/records/5zncnxftswhq/brief?read=ar',
      '/records/568qx7fefd72/document?read=fr',
      '/records/c7208bd5t96n/radio-script',
    ),
    of: (ref) => `/records/${ref}/field-sheet`,
  },
  '/records/:ref/:file{(?:field-sheet|brief|document|radio-script)[.](?:pdf|docx)}': {
    ...data('/records/568qx7fefd72/field-sheet.pdf'),
    of: (ref) => `/records/${ref}/document.pdf`,
  },
  '/records/:ref': { ...way('/records/568qx7fefd72'), of: (ref) => `/records/${ref}` },
  '/records/:ref/:title': {
    ...page(demo.practice, demo.story, demo.arabic, demo.withdrawn),
    of: (ref) => `/records/${ref}/any-title`,
  },
  '/conditions': {
    ...page(
      '/conditions',
      '/conditions?place=NE&c.tech_qg_55%2Ftech_agroclimatic_zone=tech_agroclimatic_zone_semiarid',
      '/conditions?like=568qx7fefd72&all=1',
      '/conditions?place=XY&c.nothing=x&c.tech_qg_56%2Ftech_slopes=tech_slopes_steep&kind=dataset',
    ),
    of: (ref) => `/conditions?like=${ref}&all=1`,
    also: () => ['/conditions?place=TF&kind=story&all=1'],
  },
  '/communities/:slug/lists': { ...page(`${demo.community}/lists`), also: rooms('/lists') },
  '/communities/:slug/lists/new': own('/communities/drylands-exchange/lists/new'),
  '/communities/:slug/lists/requests': own('/communities/drylands-exchange/lists/requests'),
  '/communities/:slug/lists/requests/:id/answer': way('/communities/none/lists/requests/1/answer'),
  '/lists/requests': way('/lists/requests'),
  '/lists/requests/new': {
    ...closed('/lists/requests/new?post=000000000000'),
    of: (ref) => `/lists/requests/new?post=${ref}`,
  },
  '/communities/:slug/lists/:ref': {
    ...own(list, `${list}?q=nothing&year=2003`),
    of: (ref) => `${demo.community}/lists/${ref}`,
  },
  '/communities/:slug/lists/:ref/opening': {
    ...own(`${list}/opening`),
    of: (ref) => `${demo.community}/lists/${ref}/opening`,
  },
  '/communities/:slug/lists/:ref/start': way('/communities/none/lists/000000000000/start'),
  '/communities/:slug/lists/:ref/pause': way('/communities/none/lists/000000000000/pause'),
  '/communities/:slug/lists/:ref/continuation': way('/communities/none/lists/000000000000/continuation'),
  '/communities/:slug/lists/:ref/undoing': way('/communities/none/lists/000000000000/undoing'),
  '/communities/:slug/lists/:ref/closing': way('/communities/none/lists/000000000000/closing'),
  '/lists/mine': page('/lists/mine', '/lists/mine?asked=1'),
  '/lists/mine/:token': closed('/lists/mine/x'),
  '/lists/mine/:token/taking': way('/lists/mine/x/taking'),
  '/lists/mine/:token/name': way('/lists/mine/x/name'),
  '/lists/mine/:token/removal': way('/lists/mine/x/removal'),
  '/lists/mine/offers/:id/taking': way('/lists/mine/offers/1/taking'),
  '/lists/mine/offers/:id/refusal': way('/lists/mine/offers/1/refusal'),
  '/lists/mine/offers/:id/return': way('/lists/mine/offers/1/return'),
  '/chats': own('/chats'),
  '/chats/new': own('/chats/new'),
  '/chats/:ref': { ...own(`/chats/${plantedRefs.chat}`), of: (ref) => `/chats/${ref}` },
  '/chats/:ref/speakers': {
    ...own(`/chats/${plantedRefs.chat}/speakers`),
    of: (ref) => `/chats/${ref}/speakers`,
  },
  '/chats/:ref/speakers/:id': {
    ...closed('/chats/000000000000/speakers/1'),
    of: (ref) => `/chats/${ref}/speakers/1`,
  },
  '/chats/:ref/write-up': {
    ...own(`/chats/${plantedRefs.chat}/write-up`),
    of: (ref) => `/chats/${ref}/write-up`,
  },
  '/api/v1/chats/:ref/sayings': {
    ...data('/api/v1/chats/000000000000/sayings'),
    of: (ref) => `/api/v1/chats/${ref}/sayings`,
  },
  '/chats/:ref/removal': way('/chats/000000000000/removal'),
  '/communities/:slug/threads': way('/communities/none/threads'),
  '/communities/:slug/threads/new': closed('/communities/none/threads/new'),
  '/ask': {
    ...page('/ask', '/ask?in=zz&topic=none', '/ask?q=Who+counts'),
    also: (word) => [`/ask?q=${word}`],
  },
  '/ask/alike': { ...data('/ask/alike?q=stone+bunds'), also: (word) => [`/ask/alike?q=${word}`] },
  '/ask/held': way('/ask/held'),
  '/ask/held/:token': closed('/ask/held/none'),
  '/ask/asked/:ref': {
    ...closed('/ask/asked/000000000000'),
    of: (ref) => `/ask/asked/${ref}`,
  },
  '/ask/duty': own('/ask/duty'),
  '/ask/duty/:id/taking': way('/ask/duty/1/taking'),
  '/ask/duty/:id/end': way('/ask/duty/1/end'),
  '/ask/questions/:ref': { ...own('/ask/questions/th7eadd00r01'), of: (ref) => `/ask/questions/${ref}` },
  '/ask/questions/:ref/home': way('/ask/questions/000000000000/home'),
  '/ask/questions/:ref/closing': way('/ask/questions/000000000000/closing'),
  '/ask/questions/:ref/taking': way('/ask/questions/000000000000/taking'),
  '/ask/questions/:ref/giving-back': way('/ask/questions/000000000000/giving-back'),
  '/threads/:ref/answerers': {
    ...own('/threads/th7eadd00r01/answerers'),
    of: (ref) => `/threads/${ref}/answerers`,
  },
  '/communities/:slug/introductions': {
    ...page(`${demo.community}/introductions`),
    also: rooms('/introductions'),
  },
  '/communities/:slug/desk': { ...own(`${demo.community}/desk`), also: rooms('/desk') },
  '/communities/:slug/health': {
    ...page(`${demo.community}/health`, '/communities/setting-the-first-land-baseline/health'),
    also: rooms('/health'),
  },
  '/communities/:slug/health/check': {
    ...own(`${demo.community}/health/check`),
    also: rooms('/health/check'),
  },
  '/communities/:slug/health/checks': way('/communities/none/health/checks'),
  '/communities/:slug/health/checks/end': way('/communities/none/health/checks/end'),
  '/communities/:slug/health/reflection': way('/communities/none/health/reflection'),
  '/communities/:slug/health/words': way('/communities/none/health/words'),
  '/communities/:slug/health/stage': way('/communities/none/health/stage'),
  '/communities/:slug/health/release': way('/communities/none/health/release'),
  '/communities/:slug/health/release/end': way('/communities/none/health/release/end'),
  '/communities/:slug/value': {
    ...page(`${demo.community}/value`, `${demo.community}/value?cycle=applied`),
    also: rooms('/value'),
  },
  '/value/new': own('/value/new?of=th7eadmap001'),
  '/value/not-now': way('/value/not-now'),
  '/value/never': way('/value/never'),
  '/value/:ref': { ...page('/value/va11edma1aw1'), of: (ref) => `/value/${ref}` },
  '/value/:ref/change': { ...closed('/value/000000000000/change'), of: (ref) => `/value/${ref}/change` },
  '/value/:ref/end': way('/value/000000000000/end'),
  '/value/:ref/return': way('/value/000000000000/return'),
  '/communities/:slug/desk/later': way('/communities/none/desk/later'),
  '/communities/:slug/desk/handing': way('/communities/none/desk/handing'),
  '/communities/:slug/desk/aside': way('/communities/none/desk/aside'),
  '/communities/:slug/desk/return': way('/communities/none/desk/return'),
  '/threads/:ref': { ...way('/threads/000000000000'), of: (ref) => `/threads/${ref}` },
  '/threads/:ref/:title': { ...page(demo.thread), of: (ref) => `/threads/${ref}/any` },
  '/threads/:ref/posts': way('/threads/000000000000/posts'),
  '/threads/:ref/answer': way('/threads/000000000000/answer'),
  '/threads/:ref/events': closed('/threads/000000000000/events'),
  '/threads/:ref/arrange': {
    ...closed('/threads/000000000000/arrange'),
    of: (ref) => `/threads/${ref}/arrange`,
  },
  '/threads/:ref/implications': {
    ...page('/threads/th7ead1aw001/implications'),
    of: (ref) => `/threads/${ref}/implications`,
  },
  '/threads/:ref/implications/new': {
    ...page('/threads/th7ead1aw001/implications/new'),
    of: (ref) => `/threads/${ref}/implications/new`,
  },
  '/threads/:ref/implications/:id': {
    ...closed('/threads/th7ead1aw001/implications/999999'),
    of: (ref) => `/threads/${ref}/implications/1`,
  },
  '/threads/:ref/implications/:id/state': way('/threads/th7ead1aw001/implications/1/state'),
  '/threads/:ref/implications/:id/order': way('/threads/th7ead1aw001/implications/1/order'),
  '/threads/:ref/implications/:id/removal': way('/threads/th7ead1aw001/implications/1/removal'),
  '/threads/:ref/implications/:id/question': way('/threads/th7ead1aw001/implications/1/question'),
  '/threads/:ref/implications/:id/lesson': way('/threads/th7ead1aw001/implications/1/lesson'),
  '/records/:ref/meaning': {
    ...own('/records/tg36xdvm7c5j/meaning'),
    of: (ref) => `/records/${ref}/meaning`,
  },
  '/threads/:ref/vote': way('/threads/000000000000/vote'),
  '/threads/:ref/summary': way('/threads/000000000000/summary'),
  '/threads/:ref/summary/machine': way('/threads/000000000000/summary/machine'),
  '/threads/:ref/closing': way('/threads/000000000000/closing'),
  '/threads/:ref/reopening': way('/threads/000000000000/reopening'),
  '/threads/:ref/pin': way('/threads/000000000000/pin'),
  '/threads/:ref/pin/removal': way('/threads/000000000000/pin/removal'),
  '/threads/:ref/home': way('/threads/000000000000/home'),
  '/threads/:ref/split': way('/threads/000000000000/split'),
  '/threads/:ref/merging': way('/threads/000000000000/merging'),
  '/threads/:ref/write-up': {
    ...own('/threads/th7eadmap001/write-up'),
    of: (ref) => `/threads/${ref}/write-up`,
  },
  '/write-ups/:ref': {
    ...own(`/write-ups/${writeUpRef}`, `/write-ups/${askedRef}`),
    of: (ref) => `/write-ups/${ref}`,
  },
  '/write-ups/:ref/consent': {
    ...own(`/write-ups/${askedRef}/consent`),
    of: (ref) => `/write-ups/${ref}/consent`,
  },
  '/write-ups/:ref/instrument': way(`/write-ups/${writeUpRef}/instrument`),
  '/write-ups/:ref/arrangement': way(`/write-ups/${writeUpRef}/arrangement`),
  '/write-ups/:ref/removal': way(`/write-ups/${writeUpRef}/removal`),
  '/write-ups/:ref/going-on': way(`/write-ups/${writeUpRef}/going-on`),
  '/feeds/communities/:file{[a-z0-9-]+[.]atom}': data(
    '/feeds/communities/land-degradation-neutrality-in-practice.atom',
  ),
  '/feeds/threads/:file{[a-z0-9]+[.]atom}': {
    ...data('/feeds/threads/th7eadmap001.atom'),
    of: (ref) => `/feeds/threads/${ref}.atom`,
  },
  '/mentions': data('/mentions?q=ama'),
  '/posts/:ref/edit': { ...closed('/posts/000000000000/edit'), of: (ref) => `/posts/${ref}/edit` },
  '/posts/:ref/history': { ...page('/posts/p0stmap00001/history'), of: (ref) => `/posts/${ref}/history` },
  '/posts/:ref/hiding': { ...closed('/posts/000000000000/hiding'), of: (ref) => `/posts/${ref}/hiding` },
  '/posts/:ref/hiding/end': way('/posts/000000000000/hiding/end'),
  '/posts/:ref/thanks': way('/posts/000000000000/thanks'),
  '/posts/:ref/thanks/removal': way('/posts/000000000000/thanks/removal'),
  '/posts/:ref/rest/removal': way('/posts/000000000000/rest/removal'),
  '/posts/:ref/files': { ...data(), of: (ref) => `/posts/${ref}/files` },
  '/posts/:ref/files/:file': way('/posts/000000000000/files/f1aw0stnebnd'),
  '/posts/:ref/files/:file/removal': way('/posts/000000000000/files/f1aw0stnebnd/removal'),
  '/posts/:ref/files/:file/return': way('/posts/000000000000/files/f1aw0stnebnd/return'),
  '/posts/:ref': { ...way('/posts/000000000000'), of: (ref) => `/posts/${ref}` },
  '/imports': closed('/imports', '/imports?page=2'),
  '/imports/new': closed('/imports/new'),
  '/imports/:ref': closed('/imports/zzzzzzzzzzzz', '/imports/zzzzzzzzzzzz?outcome=fault'),
  '/imports/:ref/report.csv': closed('/imports/zzzzzzzzzzzz/report.csv'),
  '/imports/:ref/preview': way('/imports/zzzzzzzzzzzz/preview'),
  '/imports/:ref/run': way('/imports/zzzzzzzzzzzz/run'),
  '/imports/:ref/undoing': way('/imports/zzzzzzzzzzzz/undoing'),
  '/imports/:ref/continuation': way('/imports/zzzzzzzzzzzz/continuation'),
  '/join/invitation/:token': closed('/join/invitation/none'),
  '/search': {
    ...page(
      '/search',
      '/search?q=stone+bunds',
      '/search?view=map&place=NE',
      '/search?view=table&instrument=slm-practice',
      '/search?q=stnoe',
      '/search?q=zzzzzz',
    ),
    also: (word) =>
      [`?q=${word}`, '?kind=story', '?place=NE', '?sort=newest', '?instrument=story&view=table'].map(
        (way) => `/search${way}`,
      ),
  },
  '/search.csv': {
    ...data('/search.csv?instrument=story'),
    also: (word) => ['/search.csv', `/search.csv?q=${word}`, '/search.csv?instrument=story&place=NE'],
  },
  '/search/suggestions': {
    ...data('/search/suggestions?q=sto'),
    also: (word) =>
      ['By+the+r', ...[1, 3, 5, 20].map((letters) => word.slice(0, letters))].map(
        (start) => `/search/suggestions?q=${start}`,
      ),
  },
  '/exchange': page('/exchange', '/exchange?side=need&what=review&topic=zzz&place=GM&in=fr'),
  '/exchange/mine': own('/exchange/mine'),
  '/exchange/unanswered': closed('/exchange/unanswered'),
  '/communities/:slug/exchange/unanswered': {
    ...own('/communities/land-degradation-neutrality-in-practice/exchange/unanswered'),
    also: rooms('/exchange/unanswered'),
  },
  '/exchange/new': own('/exchange/new?kind=offer&what=visit', '/exchange/new?kind=need'),
  '/offers/:ref': { ...page('/offers/0ffergvs0001'), of: (ref) => `/offers/${ref}` },
  '/needs/:ref': { ...page('/needs/needvst00002'), of: (ref) => `/needs/${ref}` },
  '/exchange/:ref/change': {
    ...closed('/exchange/0ffergvs0001/change'),
    of: (ref) => `/exchange/${ref}/change`,
  },
  '/exchange/:ref/ending': way('/exchange/0ffergvs0001/ending'),
  '/exchange/:ref/renewal': way('/exchange/0ffergvs0001/renewal'),
  '/exchange/:ref/take-ups': way('/exchange/0ffergvs0001/take-ups'),
  '/communities/:slug/exchange': {
    ...page('/communities/land-degradation-neutrality-in-practice/exchange'),
    also: rooms('/exchange'),
  },
  '/feeds/exchange.atom': data('/feeds/exchange.atom', '/feeds/exchange.atom?side=need'),
  '/take-ups': own('/take-ups', '/take-ups?of=past'),
  '/take-ups/:ref': own(`/take-ups/${plantedRefs.takeUp}`),
  '/take-ups/:ref/messages': way('/take-ups/take0vpgvs01/messages'),
  '/take-ups/:ref/answer': way('/take-ups/take0vpgvs01/answer'),
  '/take-ups/:ref/thanks': way('/take-ups/take0vpgvs01/thanks'),
  '/take-ups/:ref/thanks/removal': way('/take-ups/take0vpgvs01/thanks/removal'),
  '/take-ups/:ref/taking-back': way('/take-ups/take0vpgvs01/taking-back'),
  '/take-ups/:ref/done': way('/take-ups/take0vpgvs01/done'),
  '/take-ups/:ref/done/removal': way('/take-ups/take0vpgvs01/done/removal'),
  '/mentorships': own('/mentorships', '/mentorships?of=past'),
  '/mentorships/new': own('/mentorships/new?entry=0ffermnt0001'),
  '/mentorships/:ref': own(`/mentorships/${plantedRefs.mentorship}`),
  '/mentorships/:ref/terms': way('/mentorships/mentsh1p0001/terms'),
  '/mentorships/:ref/notes': way('/mentorships/mentsh1p0001/notes'),
  '/mentorships/:ref/notes/:id/removal': way('/mentorships/mentsh1p0001/notes/1/removal'),
  '/mentorships/:ref/reflection': way('/mentorships/mentsh1p0001/reflection'),
  '/mentorships/:ref/story': way('/mentorships/mentsh1p0001/story'),
  '/mentorships/:ref/agreement': way('/mentorships/mentsh1p0001/agreement'),
  '/mentorships/:ref/declining': way('/mentorships/mentsh1p0001/declining'),
  '/mentorships/:ref/pause': way('/mentorships/mentsh1p0001/pause'),
  '/mentorships/:ref/pause/removal': way('/mentorships/mentsh1p0001/pause/removal'),
  '/mentorships/:ref/ending': way('/mentorships/mentsh1p0001/ending'),
  '/experts': page('/experts', '/experts?topic=facilitation&place=zzz&in=fr'),
  '/account/exchange': own('/account/exchange'),
  '/api/v1/offers': {
    ...data('/api/v1/offers', '/api/v1/offers?kind=review&lang=en&limit=1'),
    also: (word) => [`/api/v1/offers?q=${word}`],
  },
  '/api/v1/offers/:ref': { ...data('/api/v1/offers/0ffergvs0001'), of: (ref) => `/api/v1/offers/${ref}` },
  '/api/v1/needs': { ...data('/api/v1/needs'), also: (word) => [`/api/v1/needs?q=${word}`] },
  '/api/v1/needs/:ref': { ...data('/api/v1/needs/needvst00002'), of: (ref) => `/api/v1/needs/${ref}` },
  '/collections': {
    ...page('/collections', '/collections?about=NE', '/collections?q=zzzzzz'),
    also: (word) => [`/collections?q=${word}`],
  },
  '/collections/new': own('/collections/new'),
  '/collections/additions': {
    ...own('/collections/additions?thing=568qx7fefd72'),
    of: (ref) => `/collections/additions?thing=${ref}`,
  },
  '/collections/:ref': { ...way('/collections/c0be40rerans'), of: (ref) => `/collections/${ref}` },
  '/collections/:ref/:title': {
    ...page(demo.collection, `${demo.collection}?view=print`, demo.byRule, `${demo.byRule}?view=print`),
    of: (ref) => `/collections/${ref}/any-title`,
  },
  '/records/:ref/citation': {
    ...page('/records/568qx7fefd72/citation'),
    of: (ref) => `/records/${ref}/citation`,
  },
  '/records/:ref/:file{citation[.](?:bib|ris|json)}': {
    ...data('/records/568qx7fefd72/citation.bib', '/records/568qx7fefd72/citation.ris'),
    of: (ref) => `/records/${ref}/citation.json`,
  },
  '/collections/:ref/products': {
    ...page('/collections/c0be40rerans/products'),
    of: (ref) => `/collections/${ref}/products`,
  },
  '/collections/:ref/:file{(?:field-sheet|brief|document|radio-script)[.](?:pdf|docx)}': {
    ...data(),
    of: (ref) => `/collections/${ref}/field-sheet.pdf`,
  },
  '/collections/:ref/change': {
    ...own('/collections/c0be40rerans/change'),
    of: (ref) => `/collections/${ref}/change`,
  },
  '/collections/:ref/items': {
    ...own('/collections/c0be40rerans/items'),
    of: (ref) => `/collections/${ref}/items`,
  },
  '/collections/:ref/deletion': way('/collections/c0be40rerans/deletion'),
  '/collections/:ref/return': way('/collections/c0be40rerans/return'),
  '/collections/:ref/keeper': way('/collections/c0be40rerans/keeper'),
  '/collections/:ref/items/:item/note': way('/collections/c0be40rerans/items/1/note'),
  '/collections/:ref/items/:item/move': way('/collections/c0be40rerans/items/1/move'),
  '/collections/:ref/items/:item/removal': way('/collections/c0be40rerans/items/1/removal'),
  '/collections/:ref/items/:item/return': way('/collections/c0be40rerans/items/1/return'),
  '/communities': {
    ...page('/communities', '/communities?q=zzzzzz&joining=request'),
    also: (word) => [`/communities?q=${word}`],
  },
  '/communities/new': own('/communities/new'),
  '/communities/invitations': own('/communities/invitations'),
  '/communities/invitations/:id/answer': way('/communities/invitations/1/answer'),
  '/communities/invitations/:token': closed('/communities/invitations/none'),
  '/communities/:slug': {
    ...page(demo.community, `${demo.community}?order=unanswered`),
    also: rooms(),
  },
  '/communities/:slug/members': {
    ...page('/communities/land-degradation-neutrality-in-practice/members'),
    also: rooms('/members'),
  },
  '/communities/:slug/charter': {
    ...page(
      '/communities/land-degradation-neutrality-in-practice/charter',
      '/communities/setting-the-first-land-baseline/charter',
    ),
    also: rooms('/charter'),
  },
  '/communities/:slug/arrangement': own('/communities/drylands-exchange/arrangement'),
  '/communities/:slug/working-groups': {
    ...page('/communities/drylands-exchange/working-groups'),
    also: rooms('/working-groups'),
  },
  '/communities/:slug/bundle': { ...own('/communities/drylands-exchange/bundle'), also: rooms('/bundle') },
  '/communities/:slug/bundle/wish': way('/communities/none/bundle/wish'),
  '/communities/:slug/bundle/:file{[0-9a-hjkmnp-tv-z]{12}[.]zip}': closed(
    '/communities/none/bundle/zzzzzzzzzzzz.zip',
  ),
  '/communities/:slug/hooks': own('/communities/drylands-exchange/hooks'),
  '/account/hooks': own('/account/hooks'),
  '/desk/hooks': own('/desk/hooks'),
  '/hooks/:id': closed('/hooks/1'),
  '/hooks/:id/test': way('/hooks/1/test'),
  '/hooks/:id/off': way('/hooks/1/off'),
  '/hooks/:id/on': way('/hooks/1/on'),
  '/hooks/:id/deliveries/:delivery{[0-9]{1,15}}/retry': way('/hooks/1/deliveries/1/retry'),
  '/hooks/:id/change': way('/hooks/1/change'),
  '/hooks/:id/secret': way('/hooks/1/secret'),
  '/hooks/:id/removal': way('/hooks/1/removal'),
  '/communities/:slug/channels': way('/communities/none/channels'),
  '/communities/:slug/channels/:id/removal': way('/communities/none/channels/1/removal'),
  '/communities/:slug/above': way('/communities/none/above'),
  '/communities/:slug/above/end': way('/communities/none/above/end'),
  '/communities/:slug/rest': way('/communities/none/rest'),
  '/communities/:slug/revival': way('/communities/none/revival'),
  '/communities/:slug/risen': way('/communities/none/risen'),
  '/communities/:slug/risen/:ref/removal': way('/communities/none/risen/zzzzzzzzzzzz/removal'),
  '/communities/:slug/parts/:part/acceptance': way('/communities/none/parts/x/acceptance'),
  '/communities/:slug/parts/:part/end': way('/communities/none/parts/x/end'),
  '/communities/:slug/working-groups/:ref/members': way(
    '/communities/none/working-groups/zzzzzzzzzzzz/members',
  ),
  '/communities/:slug/working-groups/:ref/members/end': way(
    '/communities/none/working-groups/zzzzzzzzzzzz/members/end',
  ),
  '/communities/:slug/working-groups/:ref/closing': way(
    '/communities/none/working-groups/zzzzzzzzzzzz/closing',
  ),
  '/communities/:slug/charter/change': own('/communities/drylands-exchange/charter/change'),
  '/communities/:slug/goals/new': own('/communities/drylands-exchange/goals/new'),
  '/communities/:slug/goals/:id/end': closed('/communities/none/goals/1/end'),
  '/communities/:slug/opening': way('/communities/none/opening'),
  '/communities/:slug/discarding': way('/communities/none/discarding'),
  '/communities/:slug/goals': way('/communities/none/goals'),
  '/communities/:slug/membership': way('/communities/none/membership'),
  '/communities/:slug/membership/end': way('/communities/none/membership/end'),
  '/communities/:slug/members/:id/answer': way('/communities/none/members/1/answer'),
  '/communities/:slug/invitations': way('/communities/none/invitations'),
  '/communities/:slug/invitations/link': way('/communities/none/invitations/link'),
  '/communities/:slug/invitations/:id/removal': way('/communities/none/invitations/1/removal'),
  '/communities/:slug/roles': way('/communities/none/roles'),
  '/communities/:slug/roles/:id/taking': way('/communities/none/roles/1/taking'),
  '/communities/:slug/roles/:id/end': way('/communities/none/roles/1/end'),
  '/communities/:slug/roles/:id/term': way('/communities/none/roles/1/term'),
  '/communities/:slug/agenda': { ...page(`${practice}/agenda`), also: () => [`${closedPractice}/agenda`] },
  '/communities/:slug/agenda/new': own(`${practice}/agenda/new`),
  '/communities/:slug/agenda/:ref': {
    ...way(`${practice}/agenda/qm0wt0map000`),
    also: () => [`${closedPractice}/agenda/${closedQuestion}`],
  },
  '/communities/:slug/agenda/:ref/:title': {
    ...page(demo.question),
    also: () => [`${closedPractice}/agenda/${closedQuestion}/any-title`],
  },
  '/communities/:slug/agenda/:ref/change': own(`${practice}/agenda/qm0wt0map000/change`),
  '/communities/:slug/agenda/:ref/answer': own(`${practice}/agenda/qm0wt0map000/answer`),
  '/communities/:slug/agenda/:ref/history': {
    ...page(`${practice}/agenda/qm0wt0map000/history`),
    also: () => [`${closedPractice}/agenda/${closedQuestion}/history`],
  },
  '/communities/:slug/agenda/:ref/versions/:number{[0-9]{1,6}}': {
    ...page(`${practice}/agenda/qm0wt0map000/versions/1`),
    also: () => [`${closedPractice}/agenda/${closedQuestion}/versions/1`],
  },
  '/communities/:slug/agenda/:ref/versions/:number{[0-9]{1,6}}/restoration': way(
    `${practice}/agenda/qm0wt0map000/versions/1/restoration`,
  ),
  '/communities/:slug/agenda/:ref/order': way(`${practice}/agenda/qm0wt0map000/order`),
  '/communities/:slug/agenda/:ref/owner': way(`${practice}/agenda/qm0wt0map000/owner`),
  '/communities/:slug/agenda/:ref/release': way(`${practice}/agenda/qm0wt0map000/release`),
  '/communities/:slug/agenda/:ref/progress': way(`${practice}/agenda/qm0wt0map000/progress`),
  '/communities/:slug/agenda/:ref/ties': way(`${practice}/agenda/qm0wt0map000/ties`),
  '/communities/:slug/agenda/:ref/ties/:thing/removal': way(
    `${practice}/agenda/qm0wt0map000/ties/568qx7fefd72/removal`,
  ),
  '/agenda-questions/ties': {
    ...own('/agenda-questions/ties?thing=568qx7fefd72'),
    of: (ref) => `/agenda-questions/ties?thing=${ref}`,
  },
  '/agenda-questions/:ref': {
    ...way('/agenda-questions/qm0wt0map000'),
    also: () => [`/agenda-questions/${closedQuestion}`],
  },
  '/pages/:ref': { ...way('/pages/pw0rdsweshae'), also: () => [`/pages/${closedPage}`] },
  '/communities/:slug/pages': { ...page(`${practice}/pages`), also: () => [`${closedPractice}/pages`] },
  '/communities/:slug/pages/new': own(`${practice}/pages/new`),
  '/communities/:slug/pages/:page': {
    ...page(demo.sharedPage),
    also: () => [`${closedPractice}/pages/kept`],
  },
  '/communities/:slug/pages/:page/edit': own(`${demo.sharedPage}/edit`),
  '/communities/:slug/pages/:page/history': {
    ...page(`${demo.sharedPage}/history`),
    also: () => [`${closedPractice}/pages/kept/history`],
  },
  '/communities/:slug/pages/:page/versions/:number{[0-9]{1,6}}': {
    ...page(`${demo.sharedPage}/versions/2`),
    also: () => [`${closedPractice}/pages/kept/versions/1`],
  },
  '/communities/:slug/pages/:page/versions/:number{[0-9]{1,6}}/restoration': way(
    `${demo.sharedPage}/versions/1/restoration`,
  ),
  '/communities/:slug/pages/:page/removal': way(`${demo.sharedPage}/removal`),
  '/communities/:slug/pages/:page/return': way(`${demo.sharedPage}/return`),
  '/communities/:slug/library': {
    ...page(`${practice}/library`, `${practice}/library?kind=link`, `${practice}/library?q=zzzzzz`),
    also: (word) => [`${closedPractice}/library`, `${practice}/library?q=${word}`],
  },
  '/communities/:slug/library/items': way(`${practice}/library/items`),
  '/communities/:slug/library/items/:id/removal': way(`${practice}/library/items/1/removal`),
  '/communities/:slug/library/items/:id/return': way(`${practice}/library/items/1/return`),
  '/libraries/additions': {
    ...own('/libraries/additions?thing=568qx7fefd72'),
    of: (ref) => `/libraries/additions?thing=${ref}`,
  },
  '/reports': own('/reports'),
  '/reports/new': {
    ...page('/reports/new?thing=568qx7fefd72'),
    of: (ref) => `/reports/new?thing=${ref}`,
  },
  '/account/deeds': own('/account/deeds'),
  '/account/deeds/:id/answer': way('/account/deeds/1/answer'),
  '/account/quiet': own('/account/quiet', '/account/quiet?of=amina-sow'),
  '/account/quiet/end': way('/account/quiet/end'),
  '/unsealings': way('/unsealings'),
  '/unsealings/new': { ...closed('/unsealings/new'), of: (ref) => `/unsealings/new?post=${ref}` },
  '/unsealings/:id': closed('/unsealings/1'),
  '/communities/:slug/reports': own(`${practice}/reports`, `${practice}/reports?state=decided`),
  '/communities/:slug/reports/:id': closed('/communities/none/reports/1'),
  '/communities/:slug/log': { ...own(`${practice}/log`), also: rooms('/log') },
  '/communities/:slug/log/:id/undoing': way('/communities/none/log/1/undoing'),
  '/communities/:slug/measures': own(`${practice}/measures?of=amina-sow`),
  '/communities/:slug/rules': own(`${practice}/rules`),
  '/communities/:slug/rules/blocked': way('/communities/none/rules/blocked'),
  '/communities/:slug/rules/blocked/:id/removal': way('/communities/none/rules/blocked/1/removal'),
  '/moderation': own('/moderation', '/moderation?state=decided'),
  '/moderation/reports/:id': closed('/moderation/reports/1'),
  '/moderation/log': own('/moderation/log'),
  '/moderation/log/:id/undoing': way('/moderation/log/1/undoing'),
  '/moderation/measures': own('/moderation/measures?of=amina-sow'),
  '/moderation/rules': own('/moderation/rules'),
  '/moderation/rules/blocked': way('/moderation/rules/blocked'),
  '/moderation/rules/blocked/:id/removal': way('/moderation/rules/blocked/1/removal'),
  '/api/v1/communities/:slug/reports': closed('/api/v1/communities/none/reports'),
  '/api/v1/pages': { ...data('/api/v1/pages'), also: (word) => [`/api/v1/pages?q=${word}`] },
  '/api/v1/pages/:ref': {
    ...data('/api/v1/pages/pw0rdsweshae'),
    also: () => [`/api/v1/pages/${closedPage}`],
  },
  '/api/v1/agenda-questions': {
    ...data('/api/v1/agenda-questions'),
    also: (word) => [`/api/v1/agenda-questions?q=${word}`],
  },
  '/api/v1/agenda-questions/:ref': {
    ...data('/api/v1/agenda-questions/qm0wt0map000'),
    also: () => [`/api/v1/agenda-questions/${closedQuestion}`],
  },
  '/api/v1': way('/api/v1'),
  '/api/v1/openapi.json': data('/api/v1/openapi.json'),
  '/api/v1/records': {
    ...data('/api/v1/records'),
    also: (word) =>
      [`?q=${word}`, '?kind=story&limit=100', '?place=NE', '?updated_since=2020-01-01&limit=100'].map(
        (way) => `/api/v1/records${way}`,
      ),
  },
  '/api/v1/records/:ref': {
    ...data('/api/v1/records/568qx7fefd72'),
    of: (ref) => `/api/v1/records/${ref}`,
  },
  '/api/v1/records/:ref/freshness': {
    ...data('/api/v1/records/568qx7fefd72/freshness'),
    of: (ref) => `/api/v1/records/${ref}/freshness`,
  },
  '/api/v1/records/:ref/uses': {
    ...data('/api/v1/records/568qx7fefd72/uses', '/api/v1/records/568qx7fefd72/uses?outcome=worked&limit=1'),
    of: (ref) => `/api/v1/records/${ref}/uses`,
  },
  // Of whoever's token it is, for nobody else.
  '/api/v1/drafts': closed('/api/v1/drafts'),
  '/api/v1/drafts/:ref': { ...closed(), of: (ref) => `/api/v1/drafts/${ref}` },
  '/api/v1/records/:ref/translations/:lang': {
    ...closed('/api/v1/records/568qx7fefd72/translations/es'),
    of: (ref) => `/api/v1/records/${ref}/translations/es`,
  },
  '/api/v1/uses/:ref': { ...closed('/api/v1/uses/0se000000000'), of: (ref) => `/api/v1/uses/${ref}` },
  '/api/v1/conditions': data('/api/v1/conditions'),
  '/api/v1/likeness': {
    ...data('/api/v1/likeness?place=NE'),
    also: () => ['/api/v1/likeness?place=TF&answer=scene/who_was_there=farmers&kind=story'],
  },
  '/api/v1/collections': {
    ...data('/api/v1/collections'),
    also: (word) => [`/api/v1/collections?q=${word}`, '/api/v1/collections?place=NE&limit=100'],
  },
  '/api/v1/collections/:ref': {
    ...data('/api/v1/collections/c0be40rerans'),
    of: (ref) => `/api/v1/collections/${ref}`,
  },
  '/api/v1/communities': {
    ...data('/api/v1/communities'),
    also: (word) => [`/api/v1/communities?q=${word}`, '/api/v1/communities?joining=open&limit=100'],
  },
  // Of whoever's token it is, for nobody else.
  '/api/v1/communities/:slug/desk': {
    ...closed('/api/v1/communities/drylands-exchange/desk'),
    also: () => rooms('/desk')().map((room) => `/api/v1${room}`),
  },
  '/api/v1/communities/:slug/value': {
    ...data('/api/v1/communities/drylands-exchange/value'),
    also: () => rooms('/value')().map((room) => `/api/v1${room}`),
  },
  '/api/v1/value/:ref': { ...closed('/api/v1/value/000000000000'), of: (ref) => `/api/v1/value/${ref}` },
  '/api/v1/communities/:slug/health': {
    ...closed('/api/v1/communities/drylands-exchange/health'),
    also: () => rooms('/health')().map((room) => `/api/v1${room}`),
  },
  '/api/v1/communities/:slug': {
    ...data('/api/v1/communities/drylands-exchange'),
    also: () => rooms()().map((room) => `/api/v1${room}`),
  },
  '/api/v1/places': data('/api/v1/places'),
  '/api/v1/places/:code': data('/api/v1/places/NE'),
  '/api/v1/topics': data('/api/v1/topics'),
  '/api/v1/topics/:slug': data('/api/v1/topics/stone-bunds'),
  '/api/v1/vocabularies': data('/api/v1/vocabularies'),
  '/api/v1/vocabularies/:slug': data('/api/v1/vocabularies/slm'),
  '/api/v1/instruments': data('/api/v1/instruments'),
  '/api/v1/instruments/:slug': data('/api/v1/instruments/story'),
  '/api/v1/proposals': data('/api/v1/proposals', '/api/v1/proposals?state=open'),
  '/api/v1/proposals/:ref': {
    ...data('/api/v1/proposals/zzzzzzzzzzzz'),
    of: (ref) => `/api/v1/proposals/${ref}`,
  },
  '/api/v1/hooks': closed('/api/v1/hooks'),
  '/api/v1/hooks/:id': closed('/api/v1/hooks/1'),
  '/api/v1/threads': {
    ...data('/api/v1/threads', '/api/v1/threads?lang=en&kind=question'),
    also: (word) => [`/api/v1/threads?q=${word}`],
  },
  '/api/v1/threads/:ref': { ...data('/api/v1/threads/000000000000'), of: (ref) => `/api/v1/threads/${ref}` },
  '/api/v1/threads/:ref/implications': {
    ...data('/api/v1/threads/th7ead1aw001/implications'),
    of: (ref) => `/api/v1/threads/${ref}/implications`,
  },
  '/api/v1/agenda-questions/:ref/lineage': {
    ...data('/api/v1/agenda-questions/qm0wt0map000/lineage'),
    of: (ref) => `/api/v1/agenda-questions/${ref}/lineage`,
  },
  '/api/v1/threads/:ref/lineage': {
    ...data('/api/v1/threads/th7eadmap001/lineage'),
    of: (ref) => `/api/v1/threads/${ref}/lineage`,
  },
  '/api/v1/records/:ref/lineage': {
    ...data('/api/v1/records/568qx7fefd72/lineage'),
    of: (ref) => `/api/v1/records/${ref}/lineage`,
  },
  '/api/v1/uses/:ref/lineage': {
    ...data('/api/v1/uses/000000000000/lineage'),
    of: (ref) => `/api/v1/uses/${ref}/lineage`,
  },
  '/api/v1/threads/:ref/sayings': {
    ...data('/api/v1/threads/000000000000/sayings'),
    of: (ref) => `/api/v1/threads/${ref}/sayings`,
  },
  '/api/v1/write-ups': closed('/api/v1/write-ups'),
  '/api/v1/write-ups/:ref': {
    ...data('/api/v1/write-ups/000000000000'),
    of: (ref) => `/api/v1/write-ups/${ref}`,
  },
  '/api/v1/write-ups/:ref/consent': {
    ...data('/api/v1/write-ups/000000000000/consent'),
    of: (ref) => `/api/v1/write-ups/${ref}/consent`,
  },
  '/api/v1/threads/:ref/posts': {
    ...data('/api/v1/threads/000000000000/posts'),
    of: (ref) => `/api/v1/threads/${ref}/posts`,
  },
  '/api/v1/instruments/:slug/editions/:name': data('/api/v1/instruments/tool/editions/2'),
}

/** A page that is not there is a page too. */
const nowhere = '/no-such-page'

/** The lines of every route the app answers; refuses a route without a line and a line without a route. */
export function doorsOf(app: App): Door[] {
  const routes = new Set(
    app.routes.filter(({ method, path }) => method === 'GET' && !path.includes('*')).map(({ path }) => path),
  )
  const nameless = [...routes].filter((path) => !doors[path])
  if (nameless.length)
    throw new Error(`say in tests/support/addresses.ts what to ask ${nameless.join(', ')} with`)
  const gone = Object.keys(doors).filter((path) => !routes.has(path))
  if (gone.length) throw new Error(`no route answers ${gone.join(', ')} in tests/support/addresses.ts`)
  return Object.values(doors)
}

/** Every page for people, in the demo. */
export const pages: string[] = [
  ...Object.values(doors).flatMap(({ gives, ask }) => (gives === 'page' ? ask : [])),
  nowhere,
]

/** Pages for whoever is signed in, with every right. */
export const ownPages: string[] = Object.values(doors).flatMap(({ gives, ask }) =>
  gives === 'own' ? ask : [],
)
