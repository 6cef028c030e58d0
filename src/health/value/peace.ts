import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { db } from '../../base/database/database.ts'
import { found } from '../../base/refusal.ts'
import type { Peace } from '../../base/things/peace.ts'
import type { Viewer } from '../../base/viewer.ts'
import { type DeedKind, noteDeed } from '../../communities/deeds.ts'
import { storyChanged } from './telling.ts'

/** Of a `value_story`: who told it, where they wished to be named. */
const named = sql`case when named then person end`

/** A value story is taken from sight, brought back, let through or held back by whoever keeps the peace there. */
export const valuePeace: Peace = {
  judged: (ids) => sql`
    select thing, community, ${named} as person, '' as title, lang,
      concat_ws(E'\\n\\n', (select string_agg(words.value, E'\\n\\n' order by words.key) from jsonb_each_text(answers) as words), link) as words
    from value_story where thing = any(${ids}::bigint[])`,
  hide: async (viewer, id, why) => {
    await sql`update value_story set hidden = now(), hidden_why = ${why} where thing = ${id}`.execute(db())
    await decided(viewer, id, 'hidden', why)
  },
  show: async (viewer, id, why) => {
    await sql`update value_story set hidden = null, hidden_why = null where thing = ${id}`.execute(db())
    await decided(viewer, id, 'shown', why)
  },
  letThrough: async (viewer, id) => {
    // It is as old as it is to be seen.
    await sql`update value_story set held = null, hidden = null, hidden_why = null, told = now() where thing = ${id}`.execute(
      db(),
    )
    await decided(viewer, id, 'let-through', '')
  },
  holdBack: async (viewer, id, why) => {
    await sql`update value_story set held = null, hidden = now(), hidden_why = ${why} where thing = ${id}`.execute(
      db(),
    )
    await decided(viewer, id, 'not-let-through', why)
  },
}

async function decided(
  viewer: Viewer,
  id: number,
  kind: Extract<DeedKind, 'hidden' | 'shown' | 'let-through' | 'not-let-through'>,
  reason: string,
): Promise<void> {
  await stand(id)
  const { rows } = await sql<{ community: number | null; person: number | null }>`
    select community, ${named} as person from value_story where thing = ${id}`.execute(db())
  await audit(viewer, 'value-story.judged', id, { kind, why: reason })
  await noteDeed(viewer, { ...found(rows[0]), kind, thing: id, reason })
  await storyChanged(id)
}

/** What was not taken back, is not hidden and does not wait is to be seen. */
async function stand(id: number): Promise<void> {
  await sql`
    update thing set state = case when hidden is not null or withdrawn is not null then 'withdrawn' when held is not null then 'submitted' else 'published' end
    from value_story where value_story.thing = thing.id and thing.id = ${id}`.execute(db())
}
