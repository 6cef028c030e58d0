import { sql } from 'kysely'
import { z } from 'zod'
import { atomically, db } from '../base/database/database.ts'
import { Ref } from '../base/ids.ts'
import { type ImportReport, inShape, takeEach } from '../base/import.ts'
import { refuse } from '../base/refusal.ts'
import { cardsOf } from '../base/things/kinds.ts'
import type { Viewer } from '../base/viewer.ts'
import { viewerOfPerson } from '../people/viewing.ts'
import { decide } from './deciding.ts'
import { outcomes, reasons } from './matter.ts'
import { report } from './reporting.ts'

/** How a community is looked after, as packs bring it; people by their handles. */
const Given = z.strictObject({
  format: z.literal('baobab-peace/1'),
  community: z.string(),
  firstPosts: z.int().min(0).max(5).default(0),
  reports: z
    .array(
      z.strictObject({
        thing: Ref,
        by: z.string(),
        reason: z.enum(reasons),
        words: z.string().default(''),
        decided: z
          .strictObject({ by: z.string(), outcome: z.enum(outcomes), reason: z.string().default('') })
          .optional(),
      }),
    )
    .default([]),
})
type Given = z.infer<typeof Given>

/** Takes in how communities are looked after that are here and were told nothing of it yet. Only the instance may. */
export async function importPeace(
  viewer: Viewer,
  given: { place: string; json: unknown }[],
): Promise<ImportReport> {
  if (viewer.kind !== 'system') refuse('forbidden', 'conversations.mayNotImport')
  return takeEach(inShape(Given, given), take)
}

const take = (one: Given): Promise<boolean> =>
  atomically(async () => {
    const { rows } = await sql`
      insert into peace (community, first_posts) select thing, ${one.firstPosts} from community where slug = ${one.community}
      on conflict (community) do nothing returning community`.execute(db())
    if (rows.length === 0) return false
    for (const said of one.reports) await saidAndDecided(one.community, said)
    return true
  })

/** What somebody reported and somebody decided, each as themselves; left out where one of them or the thing is not here. */
async function saidAndDecided(
  slug: string,
  { by, decided, ...said }: Given['reports'][number],
): Promise<void> {
  const reporter = await called(by)
  const { rows } = await sql<{
    id: number
    kind: string
  }>`select id, kind from thing where ref = ${said.thing}`.execute(db())
  if (!reporter || (await cardsOf(reporter, rows)).length === 0) return
  await report(reporter, said)
  const keeper = decided && (await called(decided.by))
  if (!keeper) return
  const { outcome, reason } = decided
  const { rows: laid } = await sql<{ id: number }>`
    select id from matter where thing = ${rows[0]!.id} and decided is null`.execute(db())
  await decide(keeper, slug, laid[0]!.id, { outcome, reason, measure: 'none', days: 0 })
}

async function called(handle: string): Promise<Viewer | undefined> {
  const person = await db()
    .selectFrom('person')
    .select('thing')
    .where('handle', '=', handle)
    .executeTakeFirst()
  return person && viewerOfPerson(person.thing)
}
