import { sql } from 'kysely'
import { z } from 'zod'
import { atomically, db } from '../base/database/database.ts'
import { Ref } from '../base/ids.ts'
import { emptyReport, type ImportReport, inShape, refusedAt } from '../base/import.ts'
import { refuse } from '../base/refusal.ts'
import { Lang, Text } from '../base/text.ts'
import { makeThing } from '../base/things/things.ts'
import type { Viewer } from '../base/viewer.ts'
import { answersTyped, askedBy } from './asking.ts'
import { checkInstrument } from './check.ts'
import { elements } from './elements.ts'
import { stages } from './stage.ts'
import { cycles, slotOf, valueInstrument } from './value/story.ts'
import { storyChanged } from './value/telling.ts'

const Level = z.enum(['1', '2', '3', '4', '5'])

/** How a community looked at itself and what came of it, as packs bring it; days count back from the one on which it is taken in. */
const Given = z.strictObject({
  format: z.literal('baobab-health/1'),
  community: z.string(),
  check: z
    .strictObject({
      begunDaysAgo: z.int().positive(),
      endedDaysAgo: z.int().positive(),
      answers: z.array(
        z.strictObject({
          lang: Lang,
          levels: z.partialRecord(z.enum(elements), Level),
          keep: z.string().optional(),
          change: z.string().optional(),
        }),
      ),
      reflection: Text,
    })
    .optional(),
  stage: z.enum(stages).optional(),
  stories: z
    .array(
      z.strictObject({
        ref: Ref,
        /** The reference of what it came of, and the handle of whoever tells it. */
        of: Ref,
        by: z.string(),
        named: z.boolean(),
        lang: Lang,
        answers: z.partialRecord(z.enum(cycles), z.string()),
      }),
    )
    .default([]),
})
type Given = z.infer<typeof Given>

/** Takes in what is not here yet of communities that are. Only the instance may. */
export async function importHealth(
  viewer: Viewer,
  given: { place: string; json: unknown }[],
): Promise<ImportReport> {
  if (viewer.kind !== 'system') refuse('forbidden', 'value.mayNotImport')
  const { read, faults } = inShape(Given, given)
  const report = { ...emptyReport(), faults }
  for (const { place, one } of read) {
    try {
      report[(await take(one)) ? 'made' : 'unchanged']++
    } catch (error) {
      report.faults.push(refusedAt(place, error))
    }
  }
  return report
}

const take = (one: Given): Promise<boolean> =>
  atomically(async () => {
    const { rows } = await sql<{ id: number; fresh: boolean }>`
      select thing as id, not exists (select from health_check where health_check.community = community.thing) as fresh
      from community where slug = ${one.community}`.execute(db())
    const community = rows[0]
    if (!community) return false
    let made = false
    if (one.check && community.fresh) {
      await takeCheck(community.id, one.check)
      if (one.stage)
        await sql`insert into community_stage (community, stage, proposed, at) values (${community.id}, ${one.stage}, ${one.stage}, now() - interval '30 days')`.execute(
          db(),
        )
      made = true
    }
    for (const story of one.stories) made = (await takeStory(community.id, story)) || made
    return made
  })

async function takeCheck(
  community: number,
  { begunDaysAgo, endedDaysAgo, answers, reflection }: NonNullable<Given['check']>,
): Promise<void> {
  const { edition, definition } = await askedBy(checkInstrument)
  const { rows } = await sql<{ id: number }>`
    insert into health_check (community, edition, begun, ends, ended, reflection, reflected)
    values (${community}, ${edition}, now() - make_interval(days => ${begunDaysAgo}), current_date - ${endedDaysAgo}::int,
      now() - make_interval(days => ${endedDaysAgo}), ${JSON.stringify(reflection)}::jsonb, now() - make_interval(days => ${endedDaysAgo - 1}))
    returning id`.execute(db())
  for (const { lang, levels, keep, change } of answers) {
    const typed = {
      ...Object.fromEntries(Object.entries(levels).map(([name, level]) => [`elements/${name}`, level])),
      'words/keep': keep,
      'words/change': change,
    }
    const said = JSON.stringify(answersTyped(definition, { typed, lang }))
    await db()
      .insertInto('health_answer')
      .values({ health_check: rows[0]!.id, lang, answers: said })
      .execute()
  }
}

async function takeStory(
  community: number,
  { ref, of, by, named, lang, answers }: Given['stories'][number],
): Promise<boolean> {
  const { rows } = await sql<{ of: number; circle: number; person: number }>`
    select thing.id as of, thing.circle, person.thing as person from thing, person
    where thing.ref = ${of} and handle = ${by} and left_at is null and not exists (select from thing as there where there.ref = ${ref})`.execute(
    db(),
  )
  if (!rows[0]) return false
  const { edition, definition } = await askedBy(valueInstrument)
  answersTyped(definition, {
    typed: Object.fromEntries(cycles.map((cycle) => [slotOf(cycle), answers[cycle]])),
    lang,
  })
  const { id } = await makeThing({ kind: 'value-story', ref, circle: rows[0].circle })
  await db()
    .insertInto('value_story')
    .values({
      ...{ thing: id, person: rows[0].person, of: rows[0].of, community, edition, lang, named },
      open_to: 'everyone',
      answers: JSON.stringify(answers),
    })
    .execute()
  await storyChanged(id)
  return true
}
