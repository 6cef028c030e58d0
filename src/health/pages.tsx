import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../base/http/app.ts'
import { type Attempt, form } from '../base/http/form.ts'
import { reader } from '../base/i18n/reader.ts'
import { t } from '../base/i18n/t.ts'
import { refuse } from '../base/refusal.ts'
import { Lang } from '../base/text.ts'
import { communityFor } from '../communities/reading.ts'
import { definitionOf } from '../instruments/editions.ts'
import { type Url, url } from '../ui/url.ts'
import { questionsIn } from './asking.ts'
import { longestWords, openQuestions } from './check.ts'
import { answerCheck, beginCheck, endCheck, reflect, refuseNotAsked } from './checking.ts'
import { checksOf } from './checks.ts'
import { release, takeReleaseBack } from './releasing.ts'
import { stages } from './stage.ts'
import { chooseStage } from './staging.ts'
import { healthShown } from './viewing.ts'
import { CheckPage } from './views/CheckPage.tsx'
import { HealthPage } from './views/HealthPage.tsx'
import { OutsidePage } from './views/OutsidePage.tsx'
import { ReleasedPage } from './views/Released.tsx'
import { setWordsHidden } from './words.ts'

const words = (most = longestWords) =>
  z
    .string()
    .trim()
    .max(most, { error: () => t('health.tooLong', { most }) })
    .default('')

const Beginning = z.object({ ends: z.iso.date({ error: () => t('health.noDay') }) })
const Answering = z.object({ lang: Lang }).catchall(words())
const Reflecting = z.object({
  check: z.coerce.number().int().positive(),
  words: words(),
  lang: Lang,
  reflected: z.string().max(40).default(''),
})
const TakingOut = z.object({
  check: z.coerce.number().int().positive(),
  question: z.enum(openQuestions),
  key: z.string().regex(/^[0-9a-f]{32}$/),
  out: z.enum(['yes', 'no']),
})
const Staging = z.object({
  stage: z.enum(stages),
  reason: words(500),
  last: z.coerce.number().int().default(0),
})
const With = z.enum(['said', 'change'])
const Releasing = z.object({
  note: words(),
  lang: Lang,
  with: z
    .union([With, z.array(With)])
    .default([])
    .transform((chosen) => [chosen].flat()),
})
const Nothing = z.object({})

/** How a community is, its regular look at itself, and what of it sponsors see. */
export function healthOfCommunityPages(app: App): void {
  const at = '/communities/:slug/health'
  app.get(at, (c) => showHealth(c))
  app.get(`${at}/check`, (c) => showCheck(c))
  app.post(`${at}/check`, form(Answering, { again: showCheck }), async (c) => {
    const { lang, ...typed } = c.req.valid('form')
    await answerCheck(c.var.viewer, slugOf(c), { typed, lang })
    return c.redirect(url`/communities/${slugOf(c)}/health/check`, 303)
  })
  app.post(`${at}/checks`, form(Beginning, { again: showHealth }), async (c) => {
    await beginCheck(c.var.viewer, slugOf(c), c.req.valid('form').ends)
    return c.redirect(url`/communities/${slugOf(c)}/health#checks`, 303)
  })
  app.post(`${at}/checks/end`, form(Nothing, { again: showHealth }), async (c) => {
    await endCheck(c.var.viewer, slugOf(c))
    return c.redirect(url`/communities/${slugOf(c)}/health#checks`, 303)
  })
  app.post(`${at}/reflection`, form(Reflecting, { again: showHealth }), async (c) => {
    const { check, ...said } = c.req.valid('form')
    await reflect(c.var.viewer, slugOf(c), check, said)
    return c.redirect(url`/communities/${slugOf(c)}/health#checks`, 303)
  })
  app.post(`${at}/words`, form(TakingOut, { again: showHealth }), async (c) => {
    const { out, ...which } = c.req.valid('form')
    await setWordsHidden(c.var.viewer, slugOf(c), which, out === 'yes')
    return c.redirect(url`/communities/${slugOf(c)}/health#checks`, 303)
  })
  app.post(`${at}/stage`, form(Staging, { again: showHealth }), async (c) => {
    await chooseStage(c.var.viewer, slugOf(c), c.req.valid('form'))
    return c.redirect(url`/communities/${slugOf(c)}/health#stage`, 303)
  })
  app.post(`${at}/release`, form(Releasing, { again: showHealth }), async (c) => {
    const { note, lang, with: along } = c.req.valid('form')
    const said = along.includes('said')
    await release(c.var.viewer, slugOf(c), { words: note, lang, said, change: along.includes('change') })
    return c.redirect(url`/communities/${slugOf(c)}/health#release`, 303)
  })
  app.post(`${at}/release/end`, form(Nothing, { again: showHealth }), async (c) => {
    await takeReleaseBack(c.var.viewer, slugOf(c))
    return c.redirect(url`/communities/${slugOf(c)}/health#release`, 303)
  })
  for (const act of ['checks', 'checks/end', 'reflection', 'words', 'stage', 'release', 'release/end'])
    app.get(`${at}/${act}`, (c) => c.redirect(healthUrl(c), 302))
}

const slugOf = (c: Context<Doors>): string => c.req.param('slug') ?? ''
const healthUrl = (c: Context<Doors>): Url => url`/communities/${slugOf(c)}/health`

async function showHealth(c: Context<Doors>, attempt?: Attempt) {
  const seen = await healthShown(c.var.viewer, slugOf(c))
  if (seen.shown === 'whole') return c.html(<HealthPage {...seen} lang={reader().lang} attempt={attempt} />)
  // What was sent is refused where it may not be: in a form it is drawn again by nobody who sees no form.
  if (attempt) refuse('forbidden', 'communities.notFacilitator')
  return c.html(
    seen.shown === 'released' ? (
      <ReleasedPage community={seen.community} released={seen.released} />
    ) : (
      <OutsidePage community={seen.community} />
    ),
  )
}

async function showCheck(c: Context<Doors>, attempt?: Attempt) {
  const { viewer } = c.var
  const community = await communityFor(viewer, slugOf(c))
  await refuseNotAsked(viewer, community)
  const check = (await checksOf(viewer, community.id)).find(({ over }) => !over)
  const asked = check ? questionsIn(await definitionOf(check.edition)) : []
  return c.html(<CheckPage {...{ community, check, attempt, asked }} lang={reader().lang} />)
}
