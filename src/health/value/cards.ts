import { sql } from 'kysely'
import { dependsOn } from '../../base/cache/tags.ts'
import { db } from '../../base/database/database.ts'
import { t } from '../../base/i18n/t.ts'
import type { Ref } from '../../base/ids.ts'
import { cardsByRows, type Kind, type Searchable } from '../../base/things/kinds.ts'
import { visibleTo } from '../../base/viewer.ts'
import { url } from '../../ui/url.ts'
import { valuePanel } from './panel.tsx'
import { valuePeace } from './peace.ts'
import { titleOf, type ValueStory } from './story.ts'

interface Row extends Pick<ValueStory, 'lang' | 'answers'> {
  id: number
  ref: Ref
  /** As JSON has it, or as the driver. */
  told: string | Date
}

const rowsOf = (ids: number[], seen = sql<boolean>`true`) => sql<Row>`
  select thing.id, thing.ref, value_story.lang, value_story.answers, told from value_story join thing on thing.id = value_story.thing
  where thing.id = any(${ids}::bigint[]) and thing.state = 'published' and ${seen}`

async function searchable(ids: number[]): Promise<Searchable[]> {
  const { rows } = await rowsOf(ids).execute(db())
  return rows.map((row) => ({
    id: row.id,
    kind: 'value-story',
    knowledge: 'experience',
    texts: [
      {
        lang: row.lang,
        title: titleOf(row).texts[row.lang]!,
        summary: '',
        body: Object.values(row.answers).join('\n\n'),
      },
    ],
  }))
}

export const valueStoryKind: Kind = {
  kind: 'value-story',
  noun: 'value',
  peace: valuePeace,
  ...cardsByRows({
    asked: (viewer, ids) => rowsOf(ids, visibleTo(viewer)),
    drawn: async (rows: Row[]) => {
      dependsOn(...rows.map(({ ref }) => ref))
      return new Map(
        rows.map((row) => [
          row.id,
          {
            ...{
              id: row.id,
              ref: row.ref,
              kind: 'value-story',
              href: url`/value/${row.ref}`,
              title: titleOf(row),
            },
            kindName: t('value.kind'),
            knowledge: 'experience' as const,
            languages: [row.lang],
            changed: new Date(row.told),
          },
        ]),
      )
    },
  }),
  searchable,
  panel: valuePanel,
  keeperLeft: async (person) => {
    await sql`delete from value_not_now where person = ${person}`.execute(db())
    await sql`delete from value_never where person = ${person}`.execute(db())
    await sql`delete from health_answered where person = ${person}`.execute(db())
  },
  saidBy: async (person) => {
    const { rows } = await sql<{ valueStories: object[]; valueNeverAsked: boolean }>`
      select exists (select from value_never where value_never.person = ${person}) as "valueNeverAsked", coalesce(json_agg(json_strip_nulls(json_build_object('ref', own.ref, 'of', about.ref, 'openTo', open_to, 'named', named, 'lang', value_story.lang,
        'answers', answers, 'link', link, 'told', told, 'edited', edited, 'withdrawn', withdrawn)) order by told), '[]') as "valueStories"
      from value_story join thing as own on own.id = value_story.thing left join thing as about on about.id = value_story.of
      where value_story.person = ${person}`.execute(db())
    return rows[0]!
  },
}
