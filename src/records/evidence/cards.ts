import { sql } from 'kysely'
import { dependsOn } from '../../base/cache/tags.ts'
import { t } from '../../base/i18n/t.ts'
import type { Ref } from '../../base/ids.ts'
import type { Text } from '../../base/text.ts'
import { cardsByRows, type Kind } from '../../base/things/kinds.ts'
import { visibleTo } from '../../base/viewer.ts'
import { everywhere } from '../../places/everywhere.ts'
import { placeName } from '../../places/place.ts'
import { url } from '../../ui/url.ts'
import { saidBy, sayerLeft } from './leaving.ts'
import { evidencePanel } from './panel.tsx'

interface Line {
  id: number
  ref: Ref
  record: Ref
  title: Text
  note: Text
  place: number | null
  /** As JSON has it, or as the driver. */
  said: string | Date
}

/** Of what is said of records: named by the record, so that a decision can point at it. It is found by way of the record. */
export const useKind: Kind = {
  kind: 'use',
  noun: 'uses',
  peace: {},
  ...cardsByRows({
    asked: (viewer, ids) => sql<Line>`
      select thing.id, thing.ref, about.ref as record, version.content -> 'title' as title, use.note, use.place, said
      from use join thing on thing.id = use.thing join thing as about on about.id = use.record
        join record on record.thing = about.id join version on version.id = record.current
      where thing.id = any(${ids}::bigint[]) and thing.state = 'published' and about.state = 'published'
        and ${visibleTo(viewer)} and ${visibleTo(viewer, 'about.circle')}`,
    drawn: async (rows: Line[]) => {
      dependsOn(...rows.flatMap(({ ref, record }) => [ref, record]))
      const { byId } = await everywhere()
      return new Map(
        rows.map(({ id, ref, title, note, place, said }) => {
          const at = byId.get(place ?? 0)
          return [
            id,
            {
              ...{ id, ref, kind: 'use', href: url`/uses/${ref}`, title, summary: note },
              kindName: t('evidence.use'),
              places: at ? [placeName(at)] : [],
              changed: new Date(said),
            },
          ]
        }),
      )
    },
  }),
  searchable: async () => [],
  panel: evidencePanel,
  saidBy,
  keeperLeft: sayerLeft,
}
