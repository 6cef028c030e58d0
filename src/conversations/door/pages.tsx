import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../../base/http/app.ts'
import { pageAsked } from '../../base/http/asked.ts'
import { type Attempt, form } from '../../base/http/form.ts'
import { rarely } from '../../base/http/limits.ts'
import { reader } from '../../base/i18n/reader.ts'
import { t } from '../../base/i18n/t.ts'
import { missing } from '../../base/refusal.ts'
import { cardsOf } from '../../base/things/kinds.ts'
import { communityFor } from '../../communities/reading.ts'
import { isPlace } from '../../places/called.ts'
import { everywhere } from '../../places/everywhere.ts'
import { placesNear } from '../../places/near.ts'
import { url } from '../../ui/url.ts'
import { subjectsOf } from '../../vocabularies/subjects.ts'
import { topicBySlug, topicsById } from '../../vocabularies/topics.ts'
import { threadUrl } from '../address.ts'
import { askedBy } from '../listing.ts'
import { threadFor } from '../reading.ts'
import { most as mostOf } from '../thread.ts'
import { concerned } from '../writing.ts'
import { askedUrl, heldUrl } from './address.ts'
import { answererPages } from './answerer-pages.tsx'
import { answerersOf } from './answerers.ts'
import { ask, beginToAsk } from './asking.ts'
import { dutiesFor, onDutyFor } from './duty.ts'
import { dutyPages } from './duty-pages.tsx'
import { latelyWhere } from './figures.ts'
import { heldFor } from './holding.ts'
import { introduce, introductionsOf } from './introducing.ts'
import { openQuestions } from './listing.ts'
import { another, most } from './question.ts'
import { alikeTo, likelyFor, whereToAsk } from './routing.ts'
import { Alike } from './views/Alike.tsx'
import { AskedPage } from './views/AskedPage.tsx'
import { AskPage } from './views/AskPage.tsx'
import { HeldPage } from './views/HeldPage.tsx'
import { IntroducePage } from './views/IntroducePage.tsx'

const line = z.string().trim().max(200).default('')
const yes = z
  .string()
  .optional()
  .transform((said) => said === 'yes')

const Asking = z.object({
  title: z
    .string()
    .trim()
    .min(1, { error: () => t('door.questionMissing') })
    .max(mostOf.title, { error: () => t('conversations.tooLong', { most: mostOf.title }) }),
  body: z.string().default(''),
  lang: z.string().max(35),
  topic: line,
  place: line,
  /** Of the places that were offered for one that is not there. */
  placeNear: line,
  sealed: yes,
  concerning: z.string().max(20).default(''),
  held: z.string().max(40).optional(),
})
const Sending = z.object({
  community: z.string().max(200).default(''),
  other: z.string().max(200).default(''),
  joins: yes,
})
const Introducing = z.object({
  body: z.string().default(''),
  lang: z.string().max(35).optional(),
  once: z.string().max(40).optional(),
  /** The handle of a newcomer who is greeted. */
  hello: z.string().max(100).optional(),
})

/** So often from one network in ten minutes. */
const asks = { points: 30, duration: 600 }

/** The door: to ask without knowing any community, and what waits there for an answer. */
export function doorPages(app: App): void {
  dutyPages(app)
  answererPages(app)
  app.get('/ask', (c) => showAsk(c))
  app.get('/ask/alike', async (c) => {
    const q = c.req.query('q')?.trim().slice(0, 400) ?? ''
    return c.html(<Alike cards={q ? await alikeTo(c.var.viewer, q) : []} />)
  })
  app.post('/ask', rarely('asking from ', asks), form(Asking, { again: showAsk }), async (c) => {
    const { held, placeNear, ...asked } = c.req.valid('form')
    const typed = { ...asked, place: placeNear || asked.place }
    return c.redirect(heldUrl(await beginToAsk(c.var.viewer, typed, held)), 303)
  })
  app.get('/ask/held', (c) => c.redirect(url`/ask`, 302))
  app.get('/ask/held/:token', (c) => showHeld(c))
  app.post('/ask/held/:token', form(Sending, { again: showHeld }), async (c) => {
    const { community, other, joins } = c.req.valid('form')
    const { ref } = await ask(c.var.viewer, c.req.param('token'), {
      community: community === another ? other : community,
      joins,
    })
    return c.redirect(askedUrl(ref), 303)
  })
  app.get('/ask/asked/:ref', (c) => showAsked(c))
  app.get('/communities/:slug/introductions', (c) => showIntroduce(c))
  app.post('/communities/:slug/introductions', form(Introducing, { again: showIntroduce }), async (c) => {
    const { lang = reader().lang, ...said } = c.req.valid('form')
    const { thread, title } = await introduce(c.var.viewer, c.req.param('slug'), { ...said, lang })
    return c.redirect(`${threadUrl({ ref: thread, title })}?at=newest`, 303)
  })
}

async function showAsk(c: Context<Doors>, attempt?: Attempt) {
  const { viewer } = c.var
  const said = (name: string) => c.req.query(name)?.trim().slice(0, 200) || undefined
  const token = attempt ? undefined : said('held')
  const begun = token ? await heldFor(token) : undefined
  if (begun) c.header('cache-control', 'no-store')
  const values = begun
    ? { ...begun, sealed: begun.sealed ? 'yes' : '', held: token! }
    : { title: said('q') ?? '', concerning: said('about') ?? '' }
  const drawn = attempt ?? { values, errors: [] }
  const about = String(drawn.values.concerning ?? '')
  const [concerning] = about ? await cardsOf(viewer, [await concerned(viewer, about)]) : []
  const topic = said('topic') === undefined ? undefined : await topicBySlug(said('topic')!)
  const asked = {
    lang: said('in'),
    topic: said('topic') === undefined ? undefined : (topic?.id ?? 0),
    forMe: said('for') === 'me' && viewer.kind === 'person',
    forCommunities: said('for') === 'communities' && viewer.kind === 'person',
    page: pageAsked(c),
  }
  const found = await openQuestions(viewer, asked)
  const topics = await topicsById([...found.topics, ...found.questions.flatMap((one) => one.about)])
  const { byId } = await everywhere()
  const place = String(attempt?.values.place ?? '').trim()
  return c.html(
    <AskPage
      {...{ concerning, found, topics }}
      attempt={drawn}
      lang={reader().lang}
      asked={{
        lang: asked.lang,
        topic: said('topic'),
        mine: asked.forMe,
        ours: asked.forCommunities,
        page: asked.page,
      }}
      places={byId}
      near={place && !(await isPlace(viewer, place)) ? await placesNear(viewer, place.slice(0, 200)) : []}
      mine={await askedBy(viewer)}
      signedIn={viewer.kind === 'person'}
    />,
  )
}

async function showHeld(c: Context<Doors>, attempt?: Attempt) {
  const { viewer } = c.var
  const token = c.req.param('token') ?? ''
  const typed = await heldFor(token)
  c.header('cache-control', 'no-store')
  const about = await subjectsOf(viewer, { places: typed.place, topics: typed.topic })
  const likely = await likelyFor(viewer, { ...typed, about })
  const others = viewer.kind === 'person' ? await whereToAsk(viewer) : []
  return c.html(
    <HeldPage {...{ token, typed, ...likely, others, attempt }} signedIn={viewer.kind === 'person'} />,
  )
}

async function showAsked(c: Context<Doors>) {
  const { viewer } = c.var
  const thread = await threadFor(viewer, c.req.param('ref') ?? '')
  if (!thread.own || !thread.door) missing()
  const community = thread.community ? await communityFor(viewer, thread.community.slug) : undefined
  return c.html(
    <AskedPage
      thread={thread}
      community={community}
      answerers={await answerersOf(viewer, thread, most.proposed)}
      lately={await latelyWhere(thread)}
      onDuty={community ? undefined : onDutyFor(await dutiesFor(viewer), thread.lang)}
    />,
  )
}

async function showIntroduce(c: Context<Doors>, attempt?: Attempt) {
  const { viewer } = c.var
  const community = await communityFor(viewer, c.req.param('slug') ?? '')
  const there = await introductionsOf(community)
  return c.html(<IntroducePage community={community} there={there} attempt={attempt} />)
}
