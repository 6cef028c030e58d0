import { sql } from 'kysely'
import { dependsOn } from '../../base/cache/tags.ts'
import { db } from '../../base/database/database.ts'
import { t } from '../../base/i18n/t.ts'
import type { Ref } from '../../base/ids.ts'
import { type Card, cardsByRows, type Kind } from '../../base/things/kinds.ts'
import { visibleTo } from '../../base/viewer.ts'
import { url } from '../../ui/url.ts'
import { implicationsPanel } from './panel.tsx'
import { implicationPeace } from './peace.ts'

interface Row {
  id: number
  ref: Ref
  number: number
  words: string
  lang: string
  thread: Ref
}

/** An implication stands on the pages of its thread and its policy; no search finds it by itself. */
export const implicationsKind: Kind = {
  kind: 'implication',
  noun: 'implications',
  peace: implicationPeace,
  ...cardsByRows({
    asked: (viewer, ids) => sql<Row>`
      select thing.id, thing.ref, implication.id as number, words, implication.lang, home.ref as thread
      from implication join thing on thing.id = implication.thing join thing as home on home.id = implication.thread
      where thing.id = any(${ids}::bigint[]) and thing.state = 'published' and hidden is null
        and home.state = 'published' and ${visibleTo(viewer)} and ${visibleTo(viewer, 'home.circle')}`,
    drawn: async (rows: Row[]) => {
      dependsOn(...rows.map(({ thread }) => thread))
      return new Map(rows.map((row) => [row.id, card(row)]))
    },
  }),
  searchable: async () => [],
  panel: implicationsPanel,
  saidBy: async (person) => {
    const { rows } = await sql<{ words: string; lang: string; at: string; thread: string }>`
      select words, implication.lang, at, ref as thread from implication join thing on thing.id = implication.thread where by = ${person} order by at`.execute(
      db(),
    )
    return { implications: rows }
  },
  keeperLeft: async (person, { unnamed }) => {
    if (!unnamed) return
    for (const table of ['implication', 'implication_version', 'implication_outcome'] as const)
      await db().updateTable(table).set({ by: null }).where('by', '=', person).execute()
  },
}

const card = ({ number, words, lang, thread, ...row }: Row): Card => ({
  ...{ ...row, kind: 'implication', href: url`/threads/${thread}/implications/${String(number)}` },
  title: { original: lang, texts: { [lang]: words } },
  kindName: t('implications.one'),
  languages: [lang],
})
