import { sql } from 'kysely'
import { z } from 'zod'
import { audit } from '../../base/audit.ts'
import { atomically, db } from '../../base/database/database.ts'
import { newRef, Ref } from '../../base/ids.ts'
import { type ImportReport, inShape, takeEach } from '../../base/import.ts'
import { refuse } from '../../base/refusal.ts'
import { type Taking, Who } from '../../base/things/bundling.ts'
import { type Saying, talkOf } from '../../base/things/talk.ts'
import { makeThing } from '../../base/things/things.ts'
import { members, type Viewer } from '../../base/viewer.ts'
import { Slot } from '../../instruments/definition.ts'
import { definitionOf } from '../../instruments/editions.ts'
import { saidBy } from '../../people/elsewhere.ts'
import { wordsQuestions } from './questions.ts'
import { sourceChanged } from './telling.ts'
import { answers, isShortened } from './write-up.ts'

/** How a conversation became a record, as packs bring it. */
const Given = z.strictObject({
  format: z.literal('baobab-write-up/1'),
  ref: Ref,
  /** The key fingerprint of the instance where it was made; absent in a pack. */
  origin: z.string().max(64).optional(),
  /** The conversation, and the record that came of it. */
  source: Ref,
  record: Ref,
  /** Whoever wrote it up; in a pack their handle. */
  by: Who.optional(),
  published: z.iso.datetime(),
  passages: z
    .array(
      z.strictObject({
        /** In what it was said. */
        said: Ref,
        words: z.string().min(1),
        slot: Slot,
        answer: z.enum(answers).exclude(['no']),
      }),
    )
    .min(1),
})
type Given = z.infer<typeof Given>

/**
 * Takes in the write-ups that are not here yet and whose conversation and record are; the others wait for them. One
 * whose words were not said, or stand under no question of its record, is left out and named. Only the instance may.
 */
export async function importWriteUps(
  viewer: Viewer,
  given: { place: string; json: unknown }[],
  taking?: Taking,
): Promise<ImportReport> {
  if (viewer.kind !== 'system') refuse('forbidden', 'writeup.mayNotImport')
  return takeEach(inShape(Given, given), (one, place) => take(viewer, place, one, taking))
}

const take = (viewer: Viewer, place: string, one: Given, taking?: Taking): Promise<boolean> =>
  atomically(async () => {
    const { rows } = await sql<{
      source: number
      kind: string
      record: number
      edition: number
      lang: string
    }>`
      select source.id as source, source.kind, made.id as record, version.edition, version.content #>> '{title,original}' as lang
      from thing as source, thing as made join record on record.thing = made.id join version on version.id = record.current
      where source.ref = ${one.source} and made.ref = ${one.record} and not exists (select from thing where ref = ${one.ref})`.execute(
      db(),
    )
    const [home] = rows
    const talk = home && talkOf(home.kind)
    if (!home || !talk) return false
    const head = await talk.headFor(viewer, one.source)
    const sayings = await talk.sayingsOf(viewer, head, [...new Set(one.passages.map(({ said }) => said))])
    const { id } = await makeThing({ kind: 'write-up', ref: one.ref, circle: members, origin: one.origin })
    const { person, by } = await saidBy(one.by, taking)
    await sql`
      insert into write_up (thing, source, begun, by, lang, asked, record, published, elsewhere)
      values (${id}, ${home.source}, ${one.published}, ${person}, ${home.lang},
        ${one.published}, ${home.record}, ${one.published}, ${by ? JSON.stringify({ by }) : null}::jsonb)`.execute(
      db(),
    )
    const questions = new Map(
      wordsQuestions(await definitionOf(home.edition)).map((asked) => [asked.slot, asked]),
    )
    for (const [i, passage] of one.passages.entries()) {
      const said = sayings.find(({ ref, words }) => ref === passage.said && isShortened(words, passage.words))
      const label = questions.get(passage.slot)?.label
      if (!said || !label) return refuse('invalid', 'writeup.noSuchSource')
      await keep(id, i + 1, { ...passage, label: JSON.stringify(label) }, said)
    }
    if (!taking) await audit(viewer, 'write-up.taken-in', id, { from: place })
    await sourceChanged(home.source, home.record)
    return true
  })

const keep = (
  id: number,
  position: number,
  { words, slot, answer, label }: Given['passages'][number] & { label: string },
  { said, piece, sealed, lang, words: original }: Saying,
) =>
  sql`
    insert into passage (ref, write_up, position, said, piece, sealed, lang, original, words, slot, label, answer, answered)
    values (${newRef()}, ${id}, ${position}, ${said}, ${piece}, ${sealed}, ${lang}, ${original}, ${words}, ${slot}, ${label}::jsonb, ${answer}, now())`.execute(
    db(),
  )
