import { z } from 'zod'
import { t } from '../base/i18n/t.ts'
import { emptyConcept, type FoundConcept, type FoundVocabulary, type FoundWords } from './found.ts'
import { slugOf } from './names.ts'
import { plainWords } from './plain-words.ts'

const Words = z.record(z.string(), z.string())

/**
 * A thesaurus as one JSON file: `{ scheme, title?, concepts: [{ id, uri, prefLabel: { lang: label },
 * altLabel?: { lang: [label] }, broader, narrower, related: [id] }] }`; what else there is, is not read.
 */
const ConceptList = z.object({
  scheme: z.url(),
  title: z.string().optional(),
  concepts: z.array(z.unknown()),
})
const ListedConcept = z.object({
  id: z.string(),
  uri: z.url(),
  prefLabel: Words.default({}),
  altLabel: z.record(z.string(), z.array(z.string())).default({}),
  broader: z.array(z.string()).default([]),
  narrower: z.array(z.string()).default([]),
  related: z.array(z.string()).default([]),
})

/** A glossary as one JSON file: `{ title, publisher?, terms: [{ term: { lang: label }, definition?: { lang: text } }] }`. */
const Glossary = z.object({
  title: z.string(),
  publisher: z.string().optional(),
  terms: z.array(z.unknown()),
})
const GlossaryTerm = z.object({ term: Words, definition: Words.default({}) })

/** What either kind of file holds; nothing when it is neither. Entries that do not fit are named. */
export function foundInTermList(document: unknown, name: string): FoundVocabulary | undefined {
  const list = ConceptList.safeParse(document)
  if (list.success) return foundInConcepts(list.data)
  const glossary = Glossary.safeParse(document)
  if (glossary.success) return foundInGlossary(glossary.data, name)
  return undefined
}

function foundInConcepts({ scheme, title, concepts }: z.infer<typeof ConceptList>): FoundVocabulary {
  const { good, faults } = entries('concepts', concepts, ListedConcept)
  const uris = new Map(good.map((concept) => [concept.id, concept.uri]))
  const resolved = (ids: string[]): string[] => ids.map((id) => uris.get(id) ?? id)
  const found = good.map(
    (concept): FoundConcept => ({
      ...emptyConcept(concept.uri),
      pref: inEach(concept.prefLabel),
      alt: Object.entries(concept.altLabel).flatMap(([lang, some]) => some.map((text) => ({ lang, text }))),
      broader: resolved(concept.broader),
      narrower: resolved(concept.narrower),
      related: resolved(concept.related),
    }),
  )
  return { uri: scheme, title: titled(title), note: [], concepts: found, faults, whole: faults.length === 0 }
}

/** A glossary has no addresses: its own are made from the name of the file and the English term. */
function foundInGlossary(
  { title, publisher, terms }: z.infer<typeof Glossary>,
  name: string,
): FoundVocabulary {
  const { good, faults } = entries('terms', terms, GlossaryTerm)
  const codes = new Set<string>()
  const found = good.map(({ term, definition }, i): FoundConcept => {
    const plain = slugOf(term.en ?? '') || slugOf(Object.values(term).join(' ')) || 'term'
    const code = codes.has(plain) ? `${plain}-${i + 1}` : plain
    codes.add(code)
    return {
      ...emptyConcept(`urn:baobab:${name}:${code}`),
      pref: inEach(term),
      definitions: inEach(definition).map(({ lang, text }) => ({ lang, text: plainWords(text) })),
    }
  })
  const note = publisher ? [{ lang: 'en', text: publisher }] : []
  const uri = `urn:baobab:vocabulary:${name}`
  return { uri, title: titled(title), note, concepts: found, faults, whole: faults.length === 0 }
}

function entries<S extends z.ZodType>(key: string, all: unknown[], shape: S) {
  const faults: FoundVocabulary['faults'] = []
  const good: z.infer<S>[] = []
  for (const [i, entry] of all.entries()) {
    const read = shape.safeParse(entry)
    if (read.success) good.push(read.data)
    else
      for (const { path } of read.error.issues)
        faults.push({ place: [`${key}[${i}]`, ...path].join('.'), message: t('vocabularies.faultEntry') })
  }
  return { good, faults }
}

const inEach = (words: Record<string, string>): FoundWords[] =>
  Object.entries(words).map(([lang, text]) => ({ lang, text }))
const titled = (title: string | undefined): FoundWords[] => (title ? [{ lang: 'en', text: title }] : [])
