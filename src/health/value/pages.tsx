import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../../base/http/app.ts'
import { pageAsked } from '../../base/http/asked.ts'
import { type Attempt, form } from '../../base/http/form.ts'
import { reader } from '../../base/i18n/reader.ts'
import { t } from '../../base/i18n/t.ts'
import { Lang } from '../../base/text.ts'
import { cardsOf } from '../../base/things/kinds.ts'
import { mayTakePart } from '../../communities/access.ts'
import { communityFor } from '../../communities/reading.ts'
import type { Asked } from '../../instruments/lookup.ts'
import { url, withQuery } from '../../ui/url.ts'
import { askedBy, questionsIn } from '../asking.ts'
import { momentFor, notNow, setNeverAsked } from './moment.ts'
import { storiesIn, valueStoryFor } from './reading.ts'
import { askedOf, cycles, type Moment, openings, slotOf, valueInstrument } from './story.ts'
import { changeValue, ownStory, setWithdrawn, tellValue } from './telling.ts'
import { StoryPage } from './views/StoryPage.tsx'
import { TellPage } from './views/TellPage.tsx'
import { ValuePage } from './views/ValuePage.tsx'

const longest = 4_000
const words = z
  .string()
  .trim()
  .max(longest, { error: () => t('health.tooLong', { most: longest }) })
  .default('')
const Of = z.object({ of: z.string().max(20) })
const Telling = z
  .object({
    of: z.string().max(20),
    lang: Lang,
    link: z
      .union([z.literal(''), z.url({ protocol: /^https?$/, error: () => t('value.noLink') })])
      .default(''),
    community: z.string().max(100).default(''),
    openTo: z.enum(openings).default('facilitators'),
    named: z.enum(['yes', 'no']).default('no'),
    agreed: z.string({ error: () => t('value.mustAgree') }),
  })
  .catchall(words)
const Never = Of.extend({ how: z.enum(['never', 'again']) })
const Nothing = z.object({})

/** What came of something: told at the moment of use, read with what it came of and with its community. */
export function valuePages(app: App): void {
  app.get('/communities/:slug/value', (c) => showValue(c))
  app.get('/value/new', (c) => showNew(c))
  app.post('/value/new', form(Telling, { again: showNew }), async (c) => {
    const told = c.req.valid('form')
    return c.redirect(url`/value/${await tellValue(c.var.viewer, told.of, toldIn(told))}`, 303)
  })
  app.post('/value/not-now', form(Of, { again: showNew }), async (c) =>
    c.redirect((await notNow(c.var.viewer, c.req.valid('form').of)).href, 303),
  )
  app.post('/value/never', form(Never, { again: showNew }), async (c) => {
    const { of, how } = c.req.valid('form')
    const { href } = await momentFor(c.var.viewer, of)
    await setNeverAsked(c.var.viewer, how === 'never')
    return c.redirect(how === 'never' ? href : withQuery(url`/value/new`, new URLSearchParams(), { of }), 303)
  })
  app.get('/value/never', (c) => c.redirect(url`/desk`, 302))
  app.get('/value/not-now', (c) => c.redirect(url`/desk`, 302))
  app.get('/value/:ref', (c) => showStory(c))
  app.get('/value/:ref/change', (c) => showChange(c))
  app.post('/value/:ref/change', form(Telling, { again: showChange }), async (c) => {
    const ref = c.req.param('ref') ?? ''
    await changeValue(c.var.viewer, ref, toldIn(c.req.valid('form')))
    return c.redirect(url`/value/${ref}`, 303)
  })
  for (const [act, withdrawn] of [
    ['end', true],
    ['return', false],
  ] as const) {
    app.post(`/value/:ref/${act}`, form(Nothing, { again: showStory }), async (c) => {
      await setWithdrawn(c.var.viewer, c.req.param('ref') ?? '', withdrawn)
      return c.redirect(url`/value/${c.req.param('ref') ?? ''}`, 303)
    })
    app.get(`/value/:ref/${act}`, (c) => c.redirect(url`/value/${c.req.param('ref') ?? ''}`, 302))
  }
}

const toldIn = ({
  of: _,
  agreed: __,
  named,
  lang,
  link,
  community,
  openTo,
  ...typed
}: z.output<typeof Telling>) => ({
  ...{ lang, link, community, openTo, typed },
  named: named === 'yes',
})

async function showNew(c: Context<Doors>, attempt?: Attempt) {
  const moment = await momentFor(c.var.viewer, String(attempt?.values.of ?? c.req.query('of') ?? ''))
  // Nobody is asked twice of the same.
  if (moment.told && !attempt) return c.redirect(url`/value/${moment.told}`, 302)
  return c.html(<TellPage {...{ moment, attempt }} asked={await askedAt(moment)} lang={reader().lang} />)
}

async function showChange(c: Context<Doors>, attempt?: Attempt) {
  const { ref, of, lang, answers, link, openTo, by, community } = await ownStory(
    c.var.viewer,
    c.req.param('ref') ?? '',
  )
  const moment = await momentFor(c.var.viewer, of.ref)
  const values = {
    ...Object.fromEntries(cycles.map((cycle) => [slotOf(cycle), answers[cycle] ?? ''])),
    ...{
      link: link ?? '',
      openTo,
      named: by ? 'yes' : 'no',
      agreed: 'yes',
      community: community?.slug ?? '',
    },
  }
  return c.html(
    <TellPage
      {...{ moment, lang, changes: ref }}
      asked={await askedAt(moment)}
      attempt={attempt ?? { values, errors: [] }}
    />,
  )
}

async function askedAt({ kind }: Moment): Promise<Asked[]> {
  const slots = askedOf(kind).map(slotOf)
  return questionsIn((await askedBy(valueInstrument)).definition).filter(({ slot }) => slots.includes(slot))
}

async function showStory(c: Context<Doors>, attempt?: Attempt) {
  const story = await valueStoryFor(c.var.viewer, c.req.param('ref') ?? '')
  const [of] = story.of ? await cardsOf(c.var.viewer, [story.of]) : []
  return c.html(<StoryPage {...{ story, of, attempt }} />)
}

async function showValue(c: Context<Doors>) {
  const { viewer } = c.var
  const community = await communityFor(viewer, c.req.param('slug') ?? '')
  const cycle = cycles.find((one) => one === c.req.query('cycle'))
  const asked = { ...(cycle && { cycle }), page: pageAsked(c) }
  const found = await storiesIn(viewer, community.id, asked)
  return c.html(<ValuePage {...{ community, asked, ...found }} tells={mayTakePart(community)} />)
}
