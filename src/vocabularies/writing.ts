import { namespaces } from './skos.ts'
import type { Concept, Vocabulary } from './vocabulary.ts'

type Value = { uri: string } | { text: string; lang: string } | { yes: true }

interface Statement {
  subject: string
  /** As `skos:prefLabel`. */
  property: string
  value: Value
}

const xsdBoolean = 'http://www.w3.org/2001/XMLSchema#boolean'
const { rdf: _rdf, rdfs: _rdfs, ...prefixes } = namespaces

/** The vocabulary as SKOS in Turtle; reading it gives the same vocabulary. */
export async function toTurtle(vocabulary: Vocabulary): Promise<string> {
  const { DataFactory, Writer } = await import('n3')
  const { literal, namedNode, quad } = DataFactory
  const writer = new Writer({ prefixes })
  for (const { subject, property, value } of statements(vocabulary)) {
    const object =
      'uri' in value
        ? namedNode(value.uri)
        : 'yes' in value
          ? literal('true', namedNode(xsdBoolean))
          : literal(value.text, value.lang === 'und' ? undefined : value.lang)
    writer.addQuad(quad(namedNode(subject), namedNode(expanded(property)), object))
  }
  return new Promise((resolve, reject) =>
    writer.end((error, text: string) => (error ? reject(error) : resolve(text))),
  )
}

/** The same as JSON-LD, with its context in it. */
export function toJsonLd(vocabulary: Vocabulary): { '@context': typeof prefixes; '@graph': object[] } {
  const nodes = Map.groupBy(statements(vocabulary), (statement) => statement.subject)
  const graph = [...nodes].map(([subject, some]) => {
    const properties = Map.groupBy(some, (statement) => statement.property)
    const written = [...properties].map(([property, values]): [string, unknown] =>
      property === 'rdf:type'
        ? ['@type', values.map(({ value }) => ('uri' in value ? value.uri : ''))]
        : [property, values.map(({ value }) => jsonValue(value))],
    )
    return Object.fromEntries([['@id', subject], ...written])
  })
  return { '@context': prefixes, '@graph': graph }
}

function jsonValue(value: Value): object {
  if ('uri' in value) return { '@id': value.uri }
  if ('yes' in value) return { '@value': true }
  return value.lang === 'und' ? { '@value': value.text } : { '@value': value.text, '@language': value.lang }
}

function expanded(property: string): string {
  const [prefix, name] = property.split(':') as [keyof typeof namespaces, string]
  return namespaces[prefix] + name
}

function* statements({ uri, title, note, licence, concepts }: Vocabulary): Generator<Statement> {
  const say = (property: string, value: Value): Statement => ({ subject: uri, property, value })
  yield say('rdf:type', { uri: `${namespaces.skos}ConceptScheme` })
  for (const [lang, text] of Object.entries(title)) yield say('dct:title', { text, lang })
  for (const [lang, text] of Object.entries(note)) yield say('dct:description', { text, lang })
  if (licence)
    yield say('dct:license', URL.canParse(licence) ? { uri: licence } : { text: licence, lang: 'und' })
  for (const concept of concepts) yield* conceptStatements(concept, uri)
}

function* conceptStatements(concept: Concept, scheme: string): Generator<Statement> {
  const say = (property: string, value: Value): Statement => ({ subject: concept.uri, property, value })
  yield say('rdf:type', { uri: `${namespaces.skos}Concept` })
  yield say('skos:inScheme', { uri: scheme })
  if (concept.broader.length === 0) yield say('skos:topConceptOf', { uri: scheme })
  for (const [lang, text] of Object.entries(concept.prefLabels)) yield say('skos:prefLabel', { text, lang })
  for (const [lang, some] of Object.entries(concept.altLabels))
    for (const text of some) yield say('skos:altLabel', { text, lang })
  for (const [lang, text] of Object.entries(concept.definitions)) yield say('skos:definition', { text, lang })
  if (concept.notation) yield say('skos:notation', { text: concept.notation, lang: 'und' })
  for (const broader of concept.broader) yield say('skos:broader', { uri: broader })
  for (const related of concept.related) yield say('skos:related', { uri: related })
  for (const { relation, uri } of concept.mappings) yield say(`skos:${relation}`, { uri })
  if (concept.deprecated) yield say('owl:deprecated', { yes: true })
}
