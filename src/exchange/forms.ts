import { sql } from 'kysely'
import { z } from 'zod'
import { db } from '../base/database/database.ts'
import { t } from '../base/i18n/t.ts'
import { isLang, Lang } from '../base/text.ts'
import { dayAfter, today } from '../base/today.ts'
import type { Viewer } from '../base/viewer.ts'
import { personOf } from '../people/account.ts'
import type { Named } from '../people/organisations.ts'
import { lasts, most, sides, times, whats } from './entry.ts'

/** What somebody may choose from who says what they offer or need. */
export interface Choosable {
  /** Communities that they take part in. */
  communities: Named[]
  /** Organisations that they speak for. */
  speaksFor: Named[]
  askable: boolean
}

/** Refuses strangers. One query. */
export async function choosableBy(viewer: Viewer): Promise<Choosable> {
  const me = personOf(viewer)
  const { rows } = await sql<Choosable>`
    select coalesce((select json_agg(json_build_object('slug', slug, 'name', community.name) order by slug)
        from membership join community on community.thing = membership.community join thing on thing.id = community.thing
        where membership.person = ${me} and standing = 'member' and membership.ended is null and thing.state = 'published' and rest is distinct from 'closed'), '[]') as communities,
      coalesce((select json_agg(json_build_object('slug', slug, 'name', name) order by slug)
        from representative join organisation on organisation.thing = representative.organisation
        where representative.person = ${me} and representative.ended is null and (representative.until is null or representative.until >= current_date)), '[]') as "speaksFor",
      coalesce((select askable from exchange_choice where person = ${me}), false) as askable`.execute(db())
  return rows[0]!
}

/** Words as they can be kept. */
const typed = () =>
  z.string().transform((words) => words.toWellFormed().replaceAll('\0', '').replace(/\r\n?/g, '\n').trim())
const short = (limit: number) =>
  z.string().max(limit, { error: () => t('conversations.tooLong', { most: limit }) })
const long = (limit: number) => typed().pipe(short(limit))
export const filled = (limit: number, missing: () => string) =>
  typed().pipe(short(limit).min(1, { error: missing }))
export const ifAny = <S extends z.ZodType>(schema: S) =>
  z.preprocess((one) => one || undefined, schema.optional())
export const day = () =>
  z.string().refine((one) => /^\d{4}-\d{2}-\d{2}$/.test(one) && !Number.isNaN(Date.parse(one)), {
    error: () => t('exchange.dayMissing'),
  })
export const once = long(40).optional()

const shared = {
  what: z.enum(whats, { error: () => t('exchange.whatMissing') }),
  title: filled(most.title, () => t('exchange.titleMissing')),
  words: long(most.words).default(''),
  lang: Lang,
  langs: z
    .preprocess((one) => (one === undefined ? [] : [one].flat()), z.array(z.string()))
    .refine((all) => all.length <= most.langs && all.every(isLang), {
      error: () => t('exchange.tooManyLanguages', { most: most.langs }),
    }),
  time: ifAny(z.enum(times)),
  starts: ifAny(day()),
  until: ifAny(day()),
  audience: long(200).default('everyone'),
  topics: long(most.subjects).default(''),
  places: long(most.subjects).default(''),
  organisation: ifAny(long(200)),
  interest: long(most.interest).default(''),
}
/** What hangs together, said beside the field where it is mended. */
function together(
  said: { topics: string; places: string; starts?: string; until?: string },
  context: z.RefinementCtx,
) {
  const fault = (field: string, message: string) =>
    context.addIssue({ code: 'custom', path: [field], message })
  if (!said.topics && !said.places) fault('topics', t('exchange.aboutMissing'))
  const until = said.until ?? dayAfter(lasts.days)
  if (until < today() || (said.starts && said.starts > until)) fault('until', t('exchange.daysWrong'))
  else if (until > dayAfter(most.days)) fault('until', t('exchange.tooFar', { days: most.days }))
}

export const Said = z
  .object({
    ...shared,
    side: z.enum(sides, { error: () => t('exchange.sideMissing') }),
    askable: z.string().optional(),
    once,
  })
  .superRefine(together)
export const Changed = z
  .object({ ...shared, version: z.coerce.number().int().min(1).max(1e9) })
  .superRefine(together)
export const Words = z.object({
  words: filled(most.words, () => t('conversations.nothingSaid')),
  lang: Lang,
  once,
})
