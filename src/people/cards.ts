import { type RawBuilder, sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import { label, t } from '../base/i18n/t.ts'
import type { Ref } from '../base/ids.ts'
import { pick, type Text } from '../base/text.ts'
import { type Card, cardsByRows, type Kind, type Searchable } from '../base/things/kinds.ts'
import { namedUnder } from '../base/things/naming.ts'
import { everyone, members, visibleTo } from '../base/viewer.ts'
import { everywhere } from '../places/everywhere.ts'
import { url } from '../ui/url.ts'
import { topicsById } from '../vocabularies/topics.ts'
import { organisationHanding } from './handing.ts'
import { organisationKindName } from './names.ts'
import type { OrganisationKind } from './organisations.ts'
import { quietLeft, quietSaid } from './quiet.ts'

interface PersonRow {
  id: number
  ref: Ref
  handle: string
  name: string
  lang: string
  /** What they say of themselves and their work, in words, the first line first. */
  words: Text[]
  /** Topics and places. */
  subjects: number[]
  /** As JSON has it, or as the driver. */
  changed: string | Date
}

/** People and of their lines those that `seen` lets through. */
const personRows = (
  ids: number[],
  seen: { page: RawBuilder<boolean>; line: RawBuilder<boolean> },
): RawBuilder<PersonRow> => sql`
    select thing.id, thing.ref, handle, person.name, person.lang, thing.changed,
      coalesce((select json_agg(line.words order by line.position) from profile_line as line
        where line.person = thing.id and line.kind in ('about', 'role') and ${seen.line}), '[]') as words,
      array(select line.subject from profile_line as line
        where line.person = thing.id and line.subject is not null and ${seen.line} order by line.position) as subjects
    from person join thing on thing.id = person.thing
    where thing.id = any(${ids}::bigint[]) and thing.state = 'published' and ${seen.page}`

async function personCards(rows: PersonRow[]): Promise<Map<number, Card>> {
  const { byId } = await everywhere()
  return new Map(
    rows.map(({ id, ref, handle, name, words, subjects, changed }) => [
      id,
      {
        id,
        ref,
        kind: 'person',
        href: url`/people/${handle}`,
        title: named(name),
        summary: words[0],
        kindName: t('people.person'),
        places: subjects.flatMap((subject) => label(byId.get(subject)?.name) || []),
        changed: new Date(changed),
      },
    ]),
  )
}

/**
 * Somebody is found by their name, and by those of their lines that all may see to whom their page is
 * open: a line for fewer says nothing to search.
 */
async function peopleSearched(ids: number[]): Promise<Searchable[]> {
  const { rows } = await personRows(ids, {
    page: sql<boolean>`true`,
    line: sql<boolean>`(line.circle = thing.circle or line.circle = ${everyone} or (line.circle = ${members} and thing.circle <> ${everyone}))`,
  }).execute(db())
  const { byId } = await everywhere()
  const topics = await topicsById(rows.flatMap((row) => row.subjects))
  return rows.map(({ id, name, lang, words, subjects }) => {
    const labels = subjects.map((subject) => byId.get(subject)?.name ?? topics.get(subject)?.label)
    const langs = new Set([lang, ...words.flatMap(({ texts }) => Object.keys(texts))])
    return {
      id,
      kind: 'person',
      texts: [...langs].map((lang) => {
        const [summary = '', ...more] = words.flatMap(({ texts }) => texts[lang] ?? [])
        return {
          lang,
          title: name,
          summary,
          body: [...more, ...labels.map((one) => pick(one, lang)?.text ?? '')].join('\n'),
        }
      }),
    }
  })
}

export const personKind: Kind = {
  kind: 'person',
  noun: 'people',
  named: namedUnder('people', (handle) => sql`select thing from person where handle = ${handle}`),
  anchor: true,
  peace: {},
  keeperLeft: quietLeft,
  saidBy: quietSaid,
  ...cardsByRows({
    asked: (viewer, ids) => {
      dependsOn('people')
      return personRows(ids, { page: visibleTo(viewer), line: visibleTo(viewer, 'line.circle') })
    },
    drawn: personCards,
  }),
  searchable: peopleSearched,
}

/** A name is the same in every language. */
const named = (name: string): Text => ({ original: 'und', texts: { und: name } })

interface OrganisationRow {
  id: number
  ref: Ref
  slug: string
  kind: OrganisationKind
  name: Text
  about: Text | null
  website: string | null
  above: Text | null
  places: number[]
  /** As JSON has it, or as the driver. */
  changed: string | Date
}

const organisationRows = (ids: number[], seen = sql<boolean>`true`): RawBuilder<OrganisationRow> => sql`
    select thing.id, thing.ref, organisation.slug, organisation.kind, organisation.name, organisation.about, website,
      (select above.name from organisation as above where above.thing = organisation.parent) as above,
      array(select subject from about where about.thing = thing.id) as places, thing.changed
    from organisation join thing on thing.id = organisation.thing
    where thing.id = any(${ids}::bigint[]) and thing.state = 'published' and ${seen}`

async function organisationCards(rows: OrganisationRow[]): Promise<Map<number, Card>> {
  const { byId } = await everywhere()
  return new Map(
    rows.map(({ id, ref, slug, kind, name, about, places, changed }) => [
      id,
      {
        id,
        ref,
        kind: 'organisation',
        href: url`/organisations/${slug}`,
        title: name,
        summary: about ?? undefined,
        kindName: organisationKindName(kind),
        places: places.flatMap((place) => label(byId.get(place)?.name) || []),
        changed: new Date(changed),
      },
    ]),
  )
}

/** An organisation is found by its name, what it says of itself, what it is a branch of and where it works. */
async function organisationsSearched(ids: number[]): Promise<Searchable[]> {
  const { rows } = await organisationRows(ids).execute(db())
  const { byId } = await everywhere()
  return rows.map(({ id, name, about, website, above, places }) => ({
    id,
    kind: 'organisation',
    texts: [...new Set([...Object.keys(name.texts), ...Object.keys(about?.texts ?? {})])].map((lang) => ({
      lang,
      title: pick(name.texts, lang, name.original)!.text,
      summary: about?.texts[lang] ?? '',
      body: [
        ...(above ? [pick(above.texts, lang, above.original)!.text] : []),
        ...places.flatMap((place) => pick(byId.get(place)?.name, lang)?.text ?? []),
        website ?? '',
      ].join('\n'),
    })),
  }))
}

export const organisationKind: Kind = {
  kind: 'organisation',
  noun: 'organisations',
  named: namedUnder('organisations', (slug) => sql`select thing from organisation where slug = ${slug}`),
  anchor: true,
  ...cardsByRows({
    asked: (viewer, ids) => {
      dependsOn('organisations')
      return organisationRows(ids, visibleTo(viewer))
    },
    drawn: organisationCards,
  }),
  searchable: organisationsSearched,
  handing: organisationHanding,
  peace: {},
}
