import { type RawBuilder, sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import { t } from '../base/i18n/t.ts'
import type { Ref } from '../base/ids.ts'
import { pick, type Text } from '../base/text.ts'
import { type Card, cardsByRows, cardsOf, type Kind, type Searchable } from '../base/things/kinds.ts'
import { visibleTo } from '../base/viewer.ts'
import { everywhere } from '../places/everywhere.ts'
import { placeName } from '../places/place.ts'
import { plainWords } from '../vocabularies/plain-words.ts'
import { communityUrl } from './address.ts'
import type { Rest } from './community.ts'
import { newcomerIsAsked } from './invited.ts'
import { memberLeft, saidIn } from './leaving.ts'
import { mindingPanel } from './minding.tsx'
import { restName } from './names.ts'
import { inTerm } from './reading.ts'

interface CommunityRow {
  id: number
  ref: Ref
  slug: string
  sort: 'community' | 'programme'
  name: Text
  question: Text | null
  conditions: Text | null
  purpose: Text | null
  rest: Rest | null
  /** As JSON has it, or as the driver. */
  changed: string | Date
  subjects: number[]
}

const communityRows = (ids: number[], seen = sql<boolean>`true`): RawBuilder<CommunityRow> => sql`
    select thing.id, thing.ref, slug, thing.sort, community.name, question, conditions, purpose, rest, thing.changed,
      array(select subject from about where about.thing = thing.id order by subject) as subjects
    from community join thing on thing.id = community.thing
    where thing.id = any(${ids}::bigint[]) and thing.state = 'published' and ${seen}`

async function communityCards(rows: CommunityRow[]): Promise<Map<number, Card>> {
  const { byId } = await everywhere()
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        ref: row.ref,
        kind: 'community',
        href: communityUrl(row),
        title: row.name,
        summary: row.question ?? undefined,
        kindName: row.sort === 'programme' ? t('communities.programme') : t('communities.kind'),
        places: row.subjects.flatMap((id) => {
          const place = byId.get(id)
          return place ? placeName(place) : []
        }),
        languages: languagesOf(row),
        changed: new Date(row.changed),
        // Whether it is open, quiet or closed is for all; that it is dormant, for its members.
        states: row.rest ? [restName(row.rest === 'dormant' ? 'quiet' : row.rest)] : [],
      },
    ]),
  )
}

const languagesOf = ({ name }: Pick<CommunityRow, 'name'>): string[] => [
  name.original,
  ...Object.keys(name.texts).filter((lang) => lang !== name.original),
]

/** A community is found by its name, its question, for whom it is and what for, in each of its languages. */
async function searchable(ids: number[]): Promise<Searchable[]> {
  const { rows } = await communityRows(ids).execute(db())
  return rows.map((row) => {
    const all = [row.name, row.question, row.conditions, row.purpose]
    const langs = new Set(all.flatMap((text) => Object.keys(text?.texts ?? {})))
    const said = (text: Text | null, lang: string) =>
      (text && pick(text.texts, lang, text.original)?.text) ?? ''
    return {
      id: row.id,
      kind: 'community',
      texts: [...langs].map((lang) => ({
        lang,
        title: said(row.name, lang),
        summary: said(row.question, lang),
        body: [plainWords(said(row.conditions, lang)), plainWords(said(row.purpose, lang))].join('\n'),
      })),
    }
  })
}

const kindOf = (rows: { id: number }[]) => rows.map(({ id }) => ({ id, kind: 'community' }))

export const communityKind: Kind = {
  kind: 'community',
  noun: 'communities',
  peace: {},
  // What stands deeper is named by its own kind.
  named: ([noun, slug, , deeper]) =>
    noun === 'communities' && slug && !deeper
      ? sql`select thing from community where slug = ${slug}`
      : undefined,
  ...cardsByRows({
    asked: (viewer, ids) => {
      dependsOn('communities')
      return communityRows(ids, visibleTo(viewer))
    },
    drawn: communityCards,
  }),
  searchable,
  panel: mindingPanel,
  saidBy: saidIn,
  keeperLeft: memberLeft,
  newcomer: newcomerIsAsked,
  creditedTo: async (viewer, person) => {
    const { rows } = await sql<{ id: number }>`
      select thing.id from community_role join thing on thing.id = community_role.community
      where person = ${person} and role = 'facilitator' and ${inTerm} and thing.state = 'published' and ${visibleTo(viewer)}
      order by thing.changed desc, thing.id limit 20`.execute(db())
    return cardsOf(viewer, kindOf(rows))
  },
  knownBy: async (viewer, name, most) => {
    const names = Object.values(name.texts)
    const { rows } = await sql<{ id: number; total: number }>`
      select thing.id, count(*) over ()::int as total from community join thing on thing.id = community.thing
      where thing.state = 'published' and ${visibleTo(viewer)} and exists (
        select from organisation, jsonb_each_text(organisation.name -> 'texts') as said (lang, words)
        where organisation.thing in (community.home, community.sponsor, community.successor) and said.words = any(${names}::text[]))
      order by thing.changed desc, thing.id limit ${most}`.execute(db())
    return { cards: await cardsOf(viewer, kindOf(rows)), total: rows[0]?.total ?? 0, unkept: 0 }
  },
}
