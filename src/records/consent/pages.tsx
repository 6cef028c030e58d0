import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../../base/http/app.ts'
import { type Attempt, form, posted } from '../../base/http/form.ts'
import { t } from '../../base/i18n/t.ts'
import { Refusal } from '../../base/refusal.ts'
import { isLang } from '../../base/text.ts'
import { today } from '../../base/today.ts'
import { oneLine } from '../../people/called.ts'
import { type Url, url } from '../../ui/url.ts'
import { notices } from '../interchange.ts'
import { settleClash } from '../writing/clashes.ts'
import { previewOf } from '../writing/preview.ts'
import { agreeReadBack, consentOf, dropConsent, recordConsent, recordConsulted } from './consenting.ts'
import { type Counted, ways } from './consulted.ts'
import { endConsent, givenConsentFor } from './ending.ts'
import { agreeAnew, closedRecordFor } from './renewing.ts'
import { ConsentEndedPage, RecordConsentPage } from './views/ConsentPages.tsx'
import { DraftConsentPage } from './views/DraftConsentPage.tsx'
import { ReadBackPage } from './views/ReadBackPage.tsx'
import { RenewalPage } from './views/RenewalPage.tsx'

const needed = (most: number) =>
  z
    .string()
    .max(most)
    .transform(oneLine)
    .pipe(z.string().min(1, { error: () => t('consent.needed') }))
const some = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .default('')
    .transform((words) => words || undefined)
const day = z.string().pipe(z.iso.date({ error: () => t('consent.noDay') }))
const past = day.refine((one) => one <= today(), { error: () => t('consent.notYet') })
const ifAny = <S extends z.ZodType>(schema: S) => z.preprocess((one) => one || undefined, schema.optional())
const lang = z.string().refine(isLang, { error: () => t('people.noLanguage') })

const Drawn = { revision: z.coerce.number().int().min(0).max(1e15), page: z.uuid() }
const Agreement = z
  .object({
    by: needed(300),
    group: some(300),
    for: z
      .string()
      .trim()
      .min(1, { error: () => t('consent.needed') })
      .max(4_000),
    given: past,
    until: ifAny(day),
    readBackIn: ifAny(lang),
    readBack: ifAny(past),
    agreed: some(300),
    conditions: some(4_000),
    notices: ifAny(z.preprocess((one) => [one].flat(), z.array(z.enum(notices)))),
    warned: z.literal('yes', { error: () => t('consent.sayItFirst') }),
  })
  .refine(({ given, until }) => until === undefined || given <= until, {
    path: ['until'],
    error: () => t('records.faultUntil'),
  })
const Said = z.intersection(Agreement, z.object(Drawn))
const Agreed = z.object({ ...Drawn, by: needed(300), on: past, lang })
const number = z.preprocess(
  (one) => (typeof one === 'string' && one.trim() ? Number(one) : undefined),
  z
    .int({ error: () => t('consent.noNumber') })
    .min(0)
    .max(1e6)
    .optional(),
)
const Counts = z.object({
  ...Drawn,
  ...Object.fromEntries(
    Object.entries(ways).flatMap(([way, cells]) => cells.map((cell) => [`${way}.${cell}`, number])),
  ),
})

/** The consent to a draft, reading it back, who was consulted; and the consent that a record stands on. */
export function consentPages(app: App): void {
  app.get('/drafts/:ref/consent', (c) => show(c))
  app.post('/drafts/:ref/consent', settled, form(Said, { again: show }), async (c) => {
    const { revision, page, warned: _, ...said } = c.req.valid('form')
    await recordConsent(c.var.viewer, refOf(c), { revision, page }, said)
    return c.redirect(pageOf(c), 303)
  })
  app.post('/drafts/:ref/consulted', form(Counts, { again: show }), async (c) => {
    const { revision, page, ...counts } = c.req.valid('form')
    await recordConsulted(c.var.viewer, refOf(c), { revision, page }, countedIn(counts))
    return c.redirect(`${pageOf(c)}#consulted`, 303)
  })
  app.get('/drafts/:ref/consulted', (c) => c.redirect(pageOf(c), 302))
  app.get('/drafts/:ref/read-back', (c) => showReadBack(c))
  app.post('/drafts/:ref/read-back', form(Agreed, { again: showReadBack }), async (c) => {
    const { revision, page, ...agreed } = c.req.valid('form')
    await agreeReadBack(c.var.viewer, refOf(c), { revision, page }, agreed)
    return c.redirect(pageOf(c), 303)
  })
  app.get('/records/:ref/consent', (c) => showGiven(c))
  app.post('/records/:ref/consent/end', form(z.object({}), { again: showGiven }), async (c) => {
    await endConsent(c.var.viewer, refOf(c))
    return c.html(<ConsentEndedPage record={refOf(c)} />)
  })
  app.post('/records/:ref/consent/renewal', form(Agreement, { again: showRenewal }), async (c) => {
    const { warned: _, ...said } = c.req.valid('form')
    await agreeAnew(c.var.viewer, refOf(c), said)
    return c.redirect(url`/records/${refOf(c)}`, 303)
  })
  app.get('/records/:ref/consent/renewal', (c) => c.redirect(url`/records/${refOf(c)}/consent`, 302))
  app.get('/records/:ref/consent/end', (c) => c.redirect(url`/records/${refOf(c)}/consent`, 302))
}

const refOf = (c: Context<Doors>): string => c.req.param('ref') ?? ''
const pageOf = (c: Context<Doors>): Url => url`/drafts/${refOf(c)}/consent`

const show = async (c: Context<Doors>, attempt?: Attempt) =>
  c.html(<DraftConsentPage {...(await consentOf(c.var.viewer, refOf(c)))} attempt={attempt} />)

async function showReadBack(c: Context<Doors>, attempt?: Attempt) {
  const preview = await previewOf(c.var.viewer, refOf(c), c.req.query('read'))
  return c.html(<ReadBackPage {...preview} today={today()} attempt={attempt} />)
}

/** The consent that a record stands on; where that is over, for those who may, what is agreed anew. */
async function showGiven(c: Context<Doors>, attempt?: Attempt) {
  const given = await givenConsentFor(c.var.viewer, refOf(c)).catch((error) => {
    if (error instanceof Refusal && error.kind === 'missing') return undefined
    throw error
  })
  return given ? c.html(<RecordConsentPage {...given} attempt={attempt} />) : showRenewal(c, attempt)
}

const showRenewal = async (c: Context<Doors>, attempt?: Attempt) =>
  c.html(<RenewalPage record={await closedRecordFor(c.var.viewer, refOf(c))} attempt={attempt} />)

/** Buttons of the form that need nothing that is typed into it. */
async function settled(c: Context<Doors>, next: () => Promise<void>): Promise<Response | undefined> {
  const sent = await posted(c)
  const [does = '', id = ''] = String(sent.act ?? '').split(':')
  if (does === 'take' || does === 'leave') await settleClash(c.var.viewer, refOf(c), id, does === 'take')
  else if (does === 'drop') await dropConsent(c.var.viewer, refOf(c), z.object(Drawn).parse(sent))
  else return void (await next())
  return c.redirect(pageOf(c), 303)
}

function countedIn(counts: Record<string, unknown>): Counted {
  const counted: Record<string, Record<string, number>> = {}
  for (const [way, cells] of Object.entries(ways))
    for (const cell of cells) {
      const n = counts[`${way}.${cell}`]
      if (typeof n === 'number' && n > 0) (counted[way] ??= {})[cell] = n
    }
  return counted
}
