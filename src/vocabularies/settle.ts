import { t } from '../base/i18n/t.ts'
import type { Fault } from '../base/import.ts'
import type { FoundConcept, FoundVocabulary } from './found.ts'
import { namesOf, textsOf } from './labels.ts'
import { localName, slugOf } from './names.ts'
import { relationsOf } from './relations.ts'
import type { Concept, Reading } from './vocabulary.ts'

/**
 * Makes of what was found in a file a vocabulary that keeps the rules of SKOS, and names every
 * place where it did not. `name` names a vocabulary that names itself nowhere.
 */
export function settled(found: FoundVocabulary, name: string): Reading {
  const { whole } = found
  const faults = [...found.faults]
  const named = addressed(found.concepts, faults).map((concept) => ({
    concept,
    names: namesOf(concept, localName(concept.uri), faults),
  }))
  const [unlabelled, kept] = partition(named, ({ names }) => Object.keys(names.prefLabels).length === 0)
  for (const { concept } of unlabelled)
    faults.push({
      place: localName(concept.uri),
      message: t('vocabularies.faultNoLabel'),
    })
  if (kept.length === 0) {
    if (faults.length === 0) faults.push({ place: name, message: t('vocabularies.faultNoConcept') })
    return { faults, whole }
  }
  const leftOut = new Set(unlabelled.map(({ concept }) => concept.uri))
  const { broader, related } = relationsOf(
    kept.map(({ concept }) => concept),
    leftOut,
    whole,
    faults,
  )
  const concepts = kept.map(({ concept, names }): Concept => {
    const place = localName(concept.uri)
    return {
      uri: concept.uri,
      code: place,
      ...names,
      definitions: textsOf(concept.definitions, place, faults),
      ...notationOf(concept, faults),
      broader: [...broader.get(concept.uri)!].sort(),
      related: [...related.get(concept.uri)!].sort(),
      mappings: mappingsOf(concept, faults),
      deprecated: concept.deprecated,
    }
  })
  concepts.sort((a, b) => (a.uri < b.uri ? -1 : 1))
  const uri = found.uri ?? `urn:baobab:vocabulary:${name}`
  const vocabulary = {
    uri,
    slug: slugOf(localName(uri)) || name,
    title: textsOf(found.title, uri, faults),
    note: textsOf(found.note, uri, faults),
    ...(found.licence && { licence: found.licence }),
    concepts: withOwnCodes(concepts, faults),
  }
  return { vocabulary, faults, whole }
}

/** Concepts that have an address, each once. */
function addressed(concepts: FoundConcept[], faults: Fault[]): FoundConcept[] {
  const seen = new Set<string>()
  return concepts.filter(({ uri }) => {
    if (!URL.canParse(uri))
      faults.push({
        place: uri,
        message: t('vocabularies.faultAddress'),
      })
    else if (seen.has(uri)) faults.push({ place: localName(uri), message: t('vocabularies.faultTwice') })
    else return seen.add(uri)
    return false
  })
}

function partition<T>(all: T[], test: (one: T) => boolean): [T[], T[]] {
  const groups = Map.groupBy(all, test)
  return [groups.get(true) ?? [], groups.get(false) ?? []]
}

function notationOf({ uri, notations }: FoundConcept, faults: Fault[]): { notation?: string } {
  const [notation, ...others] = [...new Set(notations.map((one) => one.trim()).filter(Boolean))]
  if (others.length)
    faults.push({ place: localName(uri), message: t('vocabularies.faultNotations', { notation: notation! }) })
  return notation ? { notation } : {}
}

function mappingsOf({ uri, mappings }: FoundConcept, faults: Fault[]): Concept['mappings'] {
  const good = mappings.filter((mapping) => {
    if (URL.canParse(mapping.uri)) return mapping.uri !== uri
    faults.push({
      place: localName(uri),
      message: t('vocabularies.faultMapping', { ...mapping }),
    })
    return false
  })
  const lines = new Map(good.map((one) => [`${one.relation} ${one.uri}`, one]))
  return [...lines]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, one]) => ({ relation: one.relation, uri: one.uri }))
}

/** Two uris may end alike (`a#1`, `b#1`): the later, by uri, gets a number. */
function withOwnCodes(concepts: Concept[], faults: Fault[]): Concept[] {
  const taken = new Map<string, string>()
  return concepts.map((concept) => {
    let code = concept.code
    for (let n = 2; taken.has(code); n++) code = `${concept.code}-${n}`
    if (code !== concept.code)
      faults.push({
        place: concept.uri,
        message: t('vocabularies.faultAlike', { uri: taken.get(concept.code)!, code }),
      })
    taken.set(code, concept.uri)
    return { ...concept, code }
  })
}
