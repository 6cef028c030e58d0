import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { changed } from '../../base/cache/tags.ts'
import { atomically, db } from '../../base/database/database.ts'
import { refuse } from '../../base/refusal.ts'
import type { Viewer } from '../../base/viewer.ts'
import type { Answers } from '../../instruments/answer.ts'
import type { Definition } from '../../instruments/definition.ts'
import { lookup } from '../../instruments/lookup.ts'
import { personOf } from '../../people/account.ts'
import { giveUpDraft, startDraft } from '../writing/drafts.ts'
import { onlyRow, pathOf } from '../writing/path.ts'
import { saveAnswers } from '../writing/saving.ts'
import { type Batch, type Brought, batchFor, submissionsOf } from './batches.ts'
import { carried } from './carried.ts'

/** So many drafts are made at a time: each is kept answer by answer. */
export const madeAtOnce = 50
/** So many answers are sent at a time. */
const sentAtOnce = 1_000

/**
 * Makes drafts of the submissions of a batch, at most `madeAtOnce` at a time: of each one, once, however often
 * it was brought. An answer to an older edition goes the way of those of records. Refuses where nothing is left
 * to make.
 */
export function makeDrafts(viewer: Viewer, ref: string): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    // Or the same file brought twice at once would make two drafts of each.
    await sql`select from person where thing = ${me} for no key update`.execute(db())
    const batch = await batchFor(viewer, ref)
    const lines = await submissionsOf(viewer, batch, undefined, madeAtOnce)
    if (lines.length === 0) refuse('conflict', 'workshop.nothingLeft')
    const done = new Set<string>()
    for (const line of lines) {
      if (done.has(line.instance)) continue
      done.add(line.instance)
      await makeDraft(viewer, batch, line)
    }
    await audit(viewer, 'submissions.made', batch.instrument, { batch: ref, count: done.size })
    await changed(ref)
  })
}

async function makeDraft(
  viewer: Viewer,
  { id, slug, instrument, lang }: Batch,
  line: Brought,
): Promise<void> {
  const ref = await startDraft(viewer, { instrument: slug, lang })
  const { answers, definition } = await carried(viewer, slug, line)
  const changes = pathsOf(definition, answers).map((one) => ({ ...one, id: randomUUID(), base: 0 }))
  let since = 0
  for (let at = 0; at < changes.length; at += sentAtOnce)
    since = (await saveAnswers(viewer, ref, { since, changes: changes.slice(at, at + sentAtOnce) })).revision
  await sql`
    insert into field_draft (person, instrument, instance, batch, draft, revision)
    select ${personOf(viewer)}, ${instrument}, ${line.instance}, ${id}, thing.id, ${since} from thing where ref = ${ref}`.execute(
    db(),
  )
}

/** Answers as a draft keeps them: one by one, words by language, rows in their order. */
function pathsOf(definition: Definition, answers: Answers): { path: string; value: unknown }[] {
  return Object.entries(answers).flatMap(([group, rows]) =>
    rows.flatMap(({ id, ...answered }, i) => {
      const mates = lookup(definition).groups.get(group)
      const repeats = mates?.values().next().value?.group.repeat
      const row = repeats ? String(id ?? `r${i + 1}`) : onlyRow
      return [
        ...(repeats ? [{ path: pathOf({ group, row }), value: i + 1 }] : []),
        ...Object.entries(answered).flatMap(([question, value]) => {
          const type = mates?.get(question)?.question.type
          return type === 'text' || type === 'longtext'
            ? Object.entries(value as object).map(([lang, text]) => ({
                path: pathOf({ group, row, question, lang }),
                value: text,
              }))
            : [{ path: pathOf({ group, row, question }), value }]
        }),
      ]
    }),
  )
}

/** Puts the drafts of a batch away again, but those that somebody has written at since; says how many stay. */
export function undoDrafts(viewer: Viewer, ref: string): Promise<number> {
  return atomically(async () => {
    const batch = await batchFor(viewer, ref)
    const { rows } = await sql<{ instance: string; draft: string | null; touched: boolean }>`
      select instance, thing.ref as draft, coalesce(draft.revision > field_draft.revision, false) as touched
      from field_draft left join draft on draft.thing = field_draft.draft left join thing on thing.id = draft.thing
      where batch = ${batch.id} order by instance`.execute(db())
    const going = rows.filter(({ touched, draft }) => draft !== null && !touched)
    for (const { instance, draft } of going) {
      await giveUpDraft(viewer, draft!)
      await sql`delete from field_draft where batch = ${batch.id} and instance = ${instance}`.execute(db())
    }
    await audit(viewer, 'submissions.undone', batch.instrument, { batch: ref, count: going.length })
    await changed(ref)
    return rows.length - going.length
  })
}
