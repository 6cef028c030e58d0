import { sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import { t } from '../base/i18n/t.ts'
import type { Ref } from '../base/ids.ts'
import type { Labels, Text } from '../base/text.ts'
import type { Card, Kind, Searchable } from '../base/things/kinds.ts'
import { namedUnder } from '../base/things/naming.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import { url } from '../ui/url.ts'

interface TopicRow {
  id: number
  ref: Ref
  slug: string
  prefLabels: Labels
  altLabels: Record<string, string[]>
  definitions: Labels
  deprecated: boolean
  changed: Date
}

async function topicRows(ids: number[], seen = sql`true`): Promise<TopicRow[]> {
  const { rows } = await sql<TopicRow>`
    select concept.thing as id, thing.ref, slug, pref_labels as "prefLabels", alt_labels as "altLabels", definitions, deprecated, changed
    from concept join thing on thing.id = concept.thing
    where concept.thing = any(${ids}::bigint[]) and ${seen}`.execute(db())
  return rows
}

async function topicCards(viewer: Viewer, ids: number[]): Promise<Map<number, Card>> {
  dependsOn('topics')
  const rows = await topicRows(ids, visibleTo(viewer))
  return new Map(
    rows.map(({ id, ref, slug, prefLabels, definitions, changed }) => [
      id,
      {
        id,
        ref,
        kind: 'topic',
        href: url`/topics/${slug}`,
        title: asText(prefLabels)!,
        summary: asText(definitions),
        kindName: t('vocabularies.topic'),
        changed,
      },
    ]),
  )
}

/** What is no longer in its vocabulary keeps its page and is not found. */
async function topicsSearched(ids: number[]): Promise<Searchable[]> {
  const rows = await topicRows(ids)
  return rows
    .filter((row) => !row.deprecated)
    .map(({ id, prefLabels, altLabels, definitions }) => ({
      id,
      kind: 'topic',
      texts: Object.entries(prefLabels).map(([lang, title]) => ({
        lang,
        title,
        summary: definitions[lang] ?? '',
        body: (altLabels[lang] ?? []).join('\n'),
      })),
    }))
}

export const topicKind: Kind = {
  kind: 'topic',
  noun: 'topics',
  named: namedUnder('topics', (slug) => sql`select thing from concept where slug = ${slug}`),
  anchor: true,
  cards: topicCards,
  searchable: topicsSearched,
}

interface VocabularyRow {
  id: number
  ref: Ref
  slug: string
  title: Labels
  note: Labels
  changed: Date
}

async function vocabularyRows(ids: number[], seen = sql`true`): Promise<VocabularyRow[]> {
  const { rows } = await sql<VocabularyRow>`
    select vocabulary.thing as id, thing.ref, slug, title, note, changed
    from vocabulary join thing on thing.id = vocabulary.thing
    where vocabulary.thing = any(${ids}::bigint[]) and ${seen}`.execute(db())
  return rows
}

async function vocabularyCards(viewer: Viewer, ids: number[]): Promise<Map<number, Card>> {
  dependsOn('vocabularies')
  const rows = await vocabularyRows(ids, visibleTo(viewer))
  return new Map(
    rows.map(({ id, ref, slug, title, note, changed }) => [
      id,
      {
        id,
        ref,
        kind: 'vocabulary',
        href: url`/vocabularies/${slug}`,
        title: asText(titled(slug, title))!,
        summary: asText(note),
        kindName: t('vocabularies.vocabulary'),
        changed,
      },
    ]),
  )
}

async function vocabulariesSearched(ids: number[]): Promise<Searchable[]> {
  const rows = await vocabularyRows(ids)
  return rows.map(({ id, slug, title, note }) => ({
    id,
    kind: 'vocabulary',
    texts: Object.entries(titled(slug, title)).map(([lang, words]) => ({
      lang,
      title: words,
      summary: note[lang] ?? '',
      body: slug,
    })),
  }))
}

export const vocabularyKind: Kind = {
  kind: 'vocabulary',
  noun: 'vocabularies',
  named: namedUnder('vocabularies', (slug) => sql`select thing from vocabulary where slug = ${slug}`),
  anchor: true,
  cards: vocabularyCards,
  searchable: vocabulariesSearched,
}

/** One that says nothing of itself goes by its slug. */
const titled = (slug: string, title: Labels): Labels => (Object.keys(title).length ? title : { und: slug })

/** Labels of one standing have no original: English where there is any, so that nothing is called a translation without need. */
function asText(labels: Labels): Text | undefined {
  const original = labels.en ? 'en' : Object.keys(labels)[0]
  return original ? { original, texts: labels } : undefined
}
