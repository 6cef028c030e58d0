import fc from 'fast-check'
import { type Concept, mappingRelations, type Vocabulary } from '../../src/vocabularies/vocabulary.ts'

const words = fc
  .string({ unit: 'grapheme', minLength: 1 })
  .map((text) => text.replaceAll('\0', '').trim())
  .filter(Boolean)
const lang = fc.constantFrom('ar', 'en', 'fr', 'pt-BR', 'und', 'zh-Hant')
const byLanguage = <V>(value: fc.Arbitrary<V>, least = 0) =>
  fc.dictionary(lang, value, { minKeys: least, noNullPrototype: true })
const concept = fc.record(
  {
    prefLabels: byLanguage(words, 1),
    altLabels: byLanguage(fc.uniqueArray(words, { minLength: 1, maxLength: 4 })),
    definitions: byLanguage(words),
    notation: words,
    deprecated: fc.boolean(),
    mappings: fc.uniqueArray(
      fc.record(
        { relation: fc.constantFrom(...mappingRelations), uri: fc.webUrl({ withFragments: true }) },
        { noNullPrototype: true },
      ),
      { selector: ({ relation, uri }) => relation + uri, maxLength: 3 },
    ),
  },
  {
    requiredKeys: ['prefLabels', 'altLabels', 'definitions', 'deprecated', 'mappings'],
    noNullPrototype: true,
  },
)

/** Any vocabulary that keeps the rules: broader only upward, related both ways. */
export const anyVocabulary: fc.Arbitrary<Vocabulary> = fc
  .record(
    {
      title: byLanguage(words),
      note: byLanguage(words),
      licence: fc.oneof(words, fc.webUrl()),
      drafts: fc.array(concept, { minLength: 1, maxLength: 12 }),
      edges: fc.array(fc.tuple(fc.nat(11), fc.nat(11), fc.boolean()), { maxLength: 30 }),
    },
    { requiredKeys: ['title', 'note', 'drafts', 'edges'] },
  )
  .map(({ drafts, edges, ...plain }) => {
    const uris = drafts.map((_, i) => `urn:baobab:random:concept-${String(i).padStart(2, '0')}`)
    const concepts = drafts.map(
      (draft, i): Concept => ({
        ...draft,
        ...plainly(draft),
        uri: uris[i]!,
        code: uris[i]!.slice(18),
        broader: [],
        related: [],
      }),
    )
    for (const [a, b, isBroader] of edges) {
      const [low, high] = [concepts[Math.min(a, b)], concepts[Math.max(a, b)]]
      if (!low || !high || low === high) continue
      if (isBroader) high.broader = sorted([...high.broader, low.uri])
      else {
        low.related = sorted([...low.related, high.uri])
        high.related = sorted([...high.related, low.uri])
      }
    }
    return { ...plain, uri: 'urn:baobab:vocabulary:random', slug: 'random', concepts }
  })

const sorted = (uris: string[]): string[] => [...new Set(uris)].sort()

function plainly({
  prefLabels,
  altLabels,
  mappings,
}: Pick<Concept, 'prefLabels' | 'altLabels' | 'mappings'>) {
  const others = Object.entries(altLabels).map(([tag, some]): [string, string[]] => [
    tag,
    some.filter((one) => one !== prefLabels[tag]).sort(),
  ])
  return {
    altLabels: Object.fromEntries(others.filter(([, some]) => some.length)),
    mappings: mappings.sort((a, b) => (`${a.relation} ${a.uri}` < `${b.relation} ${b.uri}` ? -1 : 1)),
  }
}
