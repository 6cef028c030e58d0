import { sql } from 'kysely'
import { t } from '../base/i18n/t.ts'
import { pick } from '../base/text.ts'
import type { Card, Kind, Searchable } from '../base/things/kinds.ts'
import { namedUnder } from '../base/things/naming.ts'
import { system, type Viewer } from '../base/viewer.ts'
import { url } from '../ui/url.ts'
import type { Definition } from './definition.ts'
import { definitionOf, everyInstrument } from './editions.ts'
import { lookup } from './lookup.ts'

async function instrumentCards(viewer: Viewer, ids: number[]): Promise<Map<number, Card>> {
  const instruments = await everyInstrument(viewer, ids)
  return new Map(
    instruments.map(({ instrument, ref, slug, title, summary, languages, knowledge }) => {
      const original = languages[0]!
      return [
        instrument,
        {
          id: instrument,
          ref,
          kind: 'instrument',
          href: url`/instruments/${slug}`,
          title: { original, texts: title },
          summary: summary && { original, texts: summary },
          kindName: t('instruments.kind'),
          knowledge,
          languages,
        },
      ]
    }),
  )
}

/** An instrument is found in each of its languages by its title, its sections and its questions. */
async function searchable(ids: number[]): Promise<Searchable[]> {
  const all: Searchable[] = []
  for (const { instrument, id } of await everyInstrument(system('search'), ids)) {
    const definition = await definitionOf(id)
    all.push({
      id: instrument,
      kind: 'instrument',
      texts: definition.languages
        .filter((lang) => lang in definition.title || lang === definition.languages[0])
        .map((lang) => ({
          lang,
          title: pick(definition.title, lang, definition.languages[0])?.text ?? '',
          summary: definition.summary?.[lang] ?? '',
          body: bodyOf(definition, lang),
        })),
    })
  }
  return all
}

function bodyOf(definition: Definition, lang: string): string {
  const { parts } = lookup(definition)
  const words = parts.flatMap(({ sections, group }) => [
    ...sections.map(({ title }) => title[lang]),
    group.title?.[lang],
    ...group.questions.flatMap(({ hidden, label }) => (hidden ? [] : label[lang])),
  ])
  return [...new Set(words.filter((word) => word))].join('\n')
}

export const instrumentKind: Kind = {
  kind: 'instrument',
  noun: 'instruments',
  named: namedUnder('instruments', (slug) => sql`select thing from instrument where slug = ${slug}`),
  anchor: true,
  cards: instrumentCards,
  searchable,
}
