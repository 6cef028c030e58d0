import { t } from '../base/i18n/t.ts'
import type { Fault } from '../base/import.ts'
import { emptyConcept, type FoundConcept, type FoundVocabulary, type FoundWords } from './found.ts'
import { mappingRelations } from './vocabulary.ts'

/** As RDF/JS has it, as far as it is needed here: n3 and jsonld both give this. */
interface Term {
  termType: string
  value: string
  language?: string
}
export interface Triple {
  subject: Term
  predicate: Term
  object: Term
}

export const namespaces = {
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  owl: 'http://www.w3.org/2002/07/owl#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  dct: 'http://purl.org/dc/terms/',
} as const
const { rdf, rdfs, owl, skos, dct } = namespaces
const skosXl = 'http://www.w3.org/2008/05/skos-xl#'
const dc = 'http://purl.org/dc/elements/1.1/'
const cc = 'http://creativecommons.org/ns#'

type Properties = Map<string, Term[]>

/**
 * The concept scheme and concepts that triples speak of (SKOS Reference, W3C 2009; labels also as
 * SKOS-XL has them, definitions also as nodes with a value, both as AGROVOC publishes them). Where
 * there are several schemes, that with the most concepts; a fault names the others.
 */
export function foundInTriples(triples: Triple[], faults: Fault[], whole: boolean): FoundVocabulary {
  const nodes = bySubject(triples)
  const all = (node: string, ...names: string[]): Term[] =>
    names.flatMap((name) => nodes.get(node)?.get(name) ?? [])
  const words = (node: string, ...names: string[]): FoundWords[] =>
    all(node, ...names)
      .flatMap((term) =>
        term.termType === 'Literal' ? term : all(term.value, `${skosXl}literalForm`, `${rdf}value`),
      )
      .map((term) => ({ lang: term.language ?? '', text: term.value }))
  const uris = (node: string, name: string): string[] => all(node, skos + name).map((term) => term.value)
  const concepts = [...nodes.keys()].filter((node) => isConcept(nodes.get(node)!))
  const { uri, members } = chosenScheme(nodes, concepts, faults)
  return {
    uri,
    title: uri ? words(uri, `${dct}title`, `${skos}prefLabel`, `${rdfs}label`, `${dc}title`) : [],
    note: uri
      ? words(
          uri,
          `${dct}description`,
          `${skos}definition`,
          `${skos}note`,
          `${rdfs}comment`,
          `${dc}description`,
        )
      : [],
    licence: uri
      ? all(uri, `${dct}license`, `${cc}license`, `${dct}rights`, `${dc}rights`)[0]?.value
      : undefined,
    concepts: members.map(
      (node): FoundConcept => ({
        ...emptyConcept(node),
        pref: words(node, `${skos}prefLabel`, `${skosXl}prefLabel`),
        alt: words(node, `${skos}altLabel`, `${skosXl}altLabel`),
        definitions: words(node, `${skos}definition`),
        notations: all(node, `${skos}notation`).map((term) => term.value),
        broader: uris(node, 'broader'),
        narrower: uris(node, 'narrower'),
        related: uris(node, 'related'),
        mappings: mappingRelations.flatMap((relation) =>
          uris(node, relation).map((target) => ({ relation, uri: target })),
        ),
        deprecated: all(node, `${owl}deprecated`).some((term) => ['true', '1'].includes(term.value)),
      }),
    ),
    faults,
    whole,
  }
}

function bySubject(triples: Triple[]): Map<string, Properties> {
  const nodes = new Map<string, Properties>()
  for (const { subject, predicate, object } of triples) {
    let properties = nodes.get(subject.value)
    if (!properties) nodes.set(subject.value, (properties = new Map()))
    const values = properties.get(predicate.value)
    if (values) values.push(object)
    else properties.set(predicate.value, [object])
  }
  return nodes
}

/** What says that it is one; or says nothing of itself, and has a label as concepts have. */
function isConcept(node: Properties): boolean {
  const types = node.get(`${rdf}type`)
  return types ? types.some((type) => type.value === `${skos}Concept`) : node.has(`${skos}prefLabel`)
}

function chosenScheme(nodes: Map<string, Properties>, concepts: string[], faults: Fault[]) {
  const schemes = new Map<string, Set<string>>()
  const membersOf = (scheme: string): Set<string> => {
    let members = schemes.get(scheme)
    if (!members) schemes.set(scheme, (members = new Set()))
    return members
  }
  for (const [node, properties] of nodes) {
    if (properties.get(`${rdf}type`)?.some((type) => type.value === `${skos}ConceptScheme`)) membersOf(node)
    for (const top of properties.get(`${skos}hasTopConcept`) ?? []) membersOf(node).add(top.value)
    for (const name of ['inScheme', 'topConceptOf'])
      for (const scheme of properties.get(skos + name) ?? []) membersOf(scheme.value).add(node)
  }
  const [chosen, ...others] = [...schemes].sort(([, a], [, b]) => b.size - a.size)
  const members = concepts.filter(
    (node) => chosen?.[1].has(node) || !others.some(([, some]) => some.has(node)),
  )
  for (const [uri] of others)
    faults.push({
      place: uri,
      message: t('vocabularies.faultOtherScheme', { uri: chosen![0] }),
    })
  return { uri: chosen?.[0], members }
}
