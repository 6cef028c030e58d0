import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import type { Step } from '../../instruments/edition-changes.ts'
import { carried } from '../carrying.ts'
import type { Content } from '../interchange.ts'
import type { RecordVersion } from '../reading.ts'
import { assemble } from '../writing/assembling.ts'
import { type Draft, lockDraft } from '../writing/drafts.ts'
import { explode } from '../writing/exploding.ts'
import { head, isPlaceId } from '../writing/path.ts'
import { answersOf, writeAnswers } from '../writing/standing.ts'

type Kept = NonNullable<Content['kept']>

/**
 * Brings what stands in a draft into the edition that its record answers by now, the way that the record went;
 * what has no place there comes out beside the others. Whoever put an answer there stays who did.
 */
export async function bringInto(
  draft: Draft,
  newest: Pick<RecordVersion, 'editionId' | 'content'>,
  steps: Step[],
): Promise<void> {
  const revision = (await lockDraft(draft)) + 1
  const before = await answersOf(draft)
  const { answers } = assemble(draft.definition, before)
  const { kept, ...next } = carried({ answers: answers as Content['answers'], kept: draft.kept }, steps)
  const definition = steps.at(-1)!.next
  const after = explode(definition, { ...nothing, ...next }, (id, i) => String(id ?? `_${i + 1}`))
  await sql`delete from draft_answer where draft = ${draft.id} and path not like ${`${head}/%`}`.execute(db())
  const first = draft.writers[0]!.id
  const byWhom = Map.groupBy(after, ([path]) => before.get(path)?.by ?? first)
  for (const [by, some] of byWhom) await writeAnswers(draft.id, by, revision, new Map(some))
  const beside = JSON.stringify(unlike(kept ?? [], newest.content.kept ?? []))
  await sql`
    update draft set edition = ${newest.editionId}, revision = ${revision}, kept = ${beside}::jsonb where thing = ${draft.id}`.execute(
    db(),
  )
}

const nothing = {
  title: { original: 'en', texts: {} },
  summary: { original: 'en', texts: {} },
  organisations: [],
  places: [],
  topics: [],
} as unknown as Omit<Content, 'contributors' | 'edition'>

/** What the record keeps already comes out with it; a row that is only known by its place goes by its number. */
const unlike = (kept: Kept, theirs: Kept): Kept =>
  kept
    .filter(
      ({ edition, slot, answer }) =>
        !theirs.some(
          (one) => one.edition === edition && one.slot === slot && isDeepStrictEqual(one.answer, answer),
        ),
    )
    .map((one) => (isPlaceId(one.row) ? { ...one, row: Number(String(one.row).slice(1)) } : one))
