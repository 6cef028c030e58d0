import { sql } from 'kysely'
import { z } from 'zod'
import { db } from '../../base/database/database.ts'
import { Ref } from '../../base/ids.ts'
import { type ImportReport, inShape, takeEach } from '../../base/import.ts'
import { Lang, Text } from '../../base/text.ts'
import {
  type Bundled,
  type BundlePart,
  type Came,
  Count,
  type Giving,
  PastMoment,
  type Taking,
  told,
} from '../../base/things/bundling.ts'
import { maySee, type Viewer } from '../../base/viewer.ts'
import { communityChanged } from '../../communities/changed.ts'
import { askedBy } from '../asking.ts'
import { checkInstrument, fewestShown } from '../check.ts'
import { elements } from '../elements.ts'
import { stages } from '../stage.ts'

const Written = z.strictObject({ lang: Lang, words: z.string().min(1).max(10_000) })
const Level = z.enum(['1', '2', '3', '4', '5'])

/** How a community looked at itself and how it was seen: what its members read of it, never who said what. */
const Given = z.strictObject({
  format: z.literal('baobab-health-checks/1'),
  /** That of the community. */
  ref: Ref,
  checks: z.array(
    z.strictObject({
      begun: PastMoment,
      ends: z.iso.date(),
      ended: PastMoment.optional(),
      reflection: Text.optional(),
      reflected: PastMoment.optional(),
      answers: Count.max(100_000),
      /** How many said so; and what was said, in no order. */
      levels: z.partialRecord(z.enum(elements), z.partialRecord(Level, Count.max(100_000))),
      keep: z.array(Written).max(100_000),
      change: z.array(Written).max(100_000),
    }),
  ),
  stages: z.array(
    z.strictObject({
      stage: z.enum(stages),
      proposed: z.enum(stages),
      reason: z.string().min(1).max(10_000).optional(),
      at: PastMoment,
    }),
  ),
})
type Given = z.infer<typeof Given>
type Check = Given['checks'][number]

interface CheckRow {
  begun: Date
  ends: string
  ended: Date | null
  reflection: Text | null
  reflected: Date | null
  answers: {
    lang: string
    /** The questions whose words those who facilitate keep from sight. */
    hidden: string[]
    answers: { elements?: Record<string, string>[]; words?: Record<string, Record<string, string>>[] }
  }[]
}

/** For members: so is what goes along of it. */
async function* give(giving: Giving): AsyncGenerator<Bundled> {
  const { community, viewer, words } = giving
  const { rows } = await sql<{
    ref: Ref
    circle: number
    checks: CheckRow[]
    stays: boolean
    stages: { stage: string; proposed: string; reason: string | null; at: string }[]
  }>`
    select ref, community.circle, exists (select from bundle_wish where bundle_wish.community = community.thing and wish = 'stays') as stays,
      coalesce((select json_agg(json_build_object('stage', stage, 'proposed', proposed, 'reason', reason, 'at', at) order by id) from community_stage
        where community_stage.community = community.thing), '[]') as stages
    from community join thing on thing.id = community.thing where thing = ${community.id}`.execute(db())
  const [home] = rows
  if (!home || !maySee(viewer, home.circle)) return
  const { rows: checks } = await sql<CheckRow>`
    select begun, ends::text, ended, reflection, reflected,
      coalesce((select json_agg(json_build_object('lang', lang, 'answers', answers, 'hidden', hidden)) from health_answer where health_answer.health_check = health_check.id), '[]') as answers
    from health_check where community = ${community.id} and (ended is not null or ends < current_date) order by begun`.execute(
    db(),
  )
  if (checks.length + home.stages.length === 0) return
  yield {
    ref: home.ref,
    json: {
      format: 'baobab-health-checks/1',
      ref: home.ref,
      checks: checks.map((check) => givenCheck(check, home.stays, giving)),
      stages: home.stages.map(({ stage, proposed, reason, at }) => ({
        ...{ stage, proposed, at: new Date(at).toISOString() },
        ...told({ reason: reason && words(reason) }),
      })),
    },
  }
}

/** Of few nothing, and nothing where somebody there wishes that theirs stays: nobody knows any more who answered. */
function givenCheck(
  { begun, ends, ended, reflection, reflected, answers }: CheckRow,
  stays: boolean,
  { text, words }: Giving,
): Check {
  const isTold = answers.length >= fewestShown && !stays
  const each = isTold ? answers : []
  const levels = elements.flatMap((element) => {
    const said = each.flatMap(({ answers }) => Level.safeParse(answers.elements?.[0]?.[element]).data ?? [])
    const counts = Level.options.map((level) => [level, said.filter((one) => one === level).length] as const)
    return said.length >= fewestShown
      ? [[element, Object.fromEntries(counts.filter(([, count]) => count > 0))]]
      : []
  })
  const written = (question: 'keep' | 'change') =>
    each
      .flatMap(({ lang, answers, hidden }) => {
        const said = hidden.includes(question) ? undefined : answers.words?.[0]?.[question]?.[lang]
        return said ? [{ lang, words: words(said) }] : []
      })
      .sort((a, b) => (a.lang + a.words < b.lang + b.words ? -1 : 1))
  return {
    ...{ begun: begun.toISOString(), ends },
    ...told({
      ended: ended?.toISOString(),
      reflection: reflection && text(reflection),
      reflected: reflected?.toISOString(),
    }),
    answers: answers.length,
    levels: Object.fromEntries(levels),
    ...{ keep: written('keep'), change: written('change') },
  }
}

const take = (_: Viewer, came: Came[], { slug }: Taking): Promise<ImportReport> =>
  takeEach(inShape(Given, came), async ({ checks, stages }) => {
    const { rows } = await sql<{
      id: number
    }>`select thing as id from community where slug = ${slug}`.execute(db())
    const [community] = rows
    if (!community) return false
    for (const check of checks) await takeCheck(community.id, check)
    for (const { stage, proposed, reason, at } of stages)
      await db()
        .insertInto('community_stage')
        .values({ community: community.id, stage, proposed, reason: reason ?? null, at })
        .execute()
    await communityChanged(community.id)
    return true
  })

/** As many answers as there were; which level and which words were one person's is not known, and not told. */
async function takeCheck(community: number, check: Check): Promise<void> {
  const { edition } = await askedBy(checkInstrument)
  const { begun, ends, ended, reflection, reflected } = check
  const { id } = await db()
    .insertInto('health_check')
    .values({
      ...{ community, edition, begun, ends, ended: ended ?? null, reflected: reflected ?? null },
      reflection: reflection ? JSON.stringify(reflection) : null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const levels = Object.entries(check.levels).map(
    ([element, counts]) =>
      [
        element,
        Object.entries(counts).flatMap(([level, count]) => Array<string>(count).fill(level)),
      ] as const,
  )
  const said = pairsOf(check)
  const rows = Array.from({ length: check.answers }, (_, i) => {
    const own = levels.flatMap(([element, all]) => (all[i] ? [[element, all[i]]] : []))
    const { lang = 'en', ...words } = said[i] ?? {}
    const answers = {
      ...(own.length > 0 && { elements: [Object.fromEntries(own)] }),
      ...(said[i] && {
        words: [
          Object.fromEntries(Object.entries(words).map(([question, one]) => [question, { [lang]: one }])),
        ],
      }),
    }
    return { health_check: id, lang, answers: JSON.stringify(answers) }
  })
  for (let at = 0; at < rows.length; at += 1_000)
    await db()
      .insertInto('health_answer')
      .values(rows.slice(at, at + 1_000))
      .execute()
}

/** What to keep and what to change, two by two of one language: an answer is in one. */
function pairsOf({ keep, change }: Check): { lang: string; keep?: string; change?: string }[] {
  const langs = [...new Set([...keep, ...change].map(({ lang }) => lang))]
  return langs.flatMap((lang) => {
    const [kept, changed] = [keep, change].map((all) =>
      all.flatMap((one) => (one.lang === lang ? one.words : [])),
    )
    return Array.from({ length: Math.max(kept!.length, changed!.length) }, (_, i) => ({
      lang,
      ...(kept![i] && { keep: kept![i] }),
      ...(changed![i] && { change: changed![i] }),
    }))
  })
}

const isHere = async (ref: Ref): Promise<boolean> => {
  const { rows } = await sql`
    select from thing where ref = ${ref} and (exists (select from health_check where community = thing.id) or exists (select from community_stage where community = thing.id))`.execute(
    db(),
  )
  return rows.length > 0
}

/** Its looks at itself and its stages. They stand in the community, and go with it. */
export const healthPart: BundlePart = { noun: 'health', give, take, isHere, things: () => [] }
