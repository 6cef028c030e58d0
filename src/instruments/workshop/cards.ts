import { sql } from 'kysely'
import { dependsOn } from '../../base/cache/tags.ts'
import { db } from '../../base/database/database.ts'
import { t } from '../../base/i18n/t.ts'
import type { Ref } from '../../base/ids.ts'
import type { Text } from '../../base/text.ts'
import { cardsByRows, type KeptThing, type Kind } from '../../base/things/kinds.ts'
import { visibleTo } from '../../base/viewer.ts'
import { url } from '../../ui/url.ts'

interface Line {
  id: number
  ref: Ref
  title: Text
  why: Text
}

/** Discussed where its questionnaire is; search leads there. */
export const proposalKind: Kind = {
  kind: 'proposal',
  noun: 'proposals',
  anchor: true,
  ...cardsByRows({
    asked: (viewer, ids) => sql`
      select thing.id, ref, title, why from proposal join thing on thing.id = proposal.thing
      where thing.id = any(${ids}::bigint[]) and thing.state = 'published' and ${visibleTo(viewer)}`,
    drawn: async (rows: Line[]) => {
      dependsOn(...rows.map(({ ref }) => ref))
      return new Map(
        rows.map(({ why, ...one }) => [
          one.id,
          {
            ...one,
            kind: 'proposal',
            href: url`/proposals/${one.ref}`,
            summary: why,
            kindName: t('workshop.kind'),
          },
        ]),
      )
    },
  }),
  searchable: async () => [],
  keptBy: proposalsOf,
}

/** What somebody began, for the export of their account. */
async function proposalsOf(person: number): Promise<KeptThing[]> {
  const { rows } = await sql<KeptThing>`
    select ref, title, why, proposal.state from proposal join thing on thing.id = proposal.thing
    where by = ${person} order by thing.id`.execute(db())
  return rows
}
