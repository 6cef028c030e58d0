import { t } from '../base/i18n/t.ts'
import type { Fault } from '../base/import.ts'
import type { FoundConcept } from './found.ts'
import { localName } from './names.ts'

export interface Relations {
  broader: Map<string, Set<string>>
  related: Map<string, Set<string>>
}

/**
 * How the concepts of a file stand to each other, by uri: every `narrower` is also the `broader` of
 * the other (SKOS S25), `related` stands at both (S23), nothing points outside (`unlabelled` ones
 * were named already), and no one is broader than itself along any way: of a circle the edge that
 * closes it, in the order of the file, is left out.
 */
export function relationsOf(
  concepts: FoundConcept[],
  unlabelled: Set<string>,
  whole: boolean,
  faults: Fault[],
): Relations {
  const broader = new Map(concepts.map((concept) => [concept.uri, new Set<string>()]))
  const related = new Map(concepts.map((concept) => [concept.uri, new Set<string>()]))
  const here = (concept: FoundConcept, name: 'broader' | 'narrower' | 'related'): string[] =>
    concept[name].filter((uri) => {
      if (broader.has(uri)) return true
      // In a file that was read in part, the other may stand in the part that was not.
      if (whole && !unlabelled.has(uri))
        faults.push({
          place: localName(concept.uri),
          message: t('vocabularies.faultNotHere', { relation: name, uri }),
        })
      return false
    })
  for (const concept of concepts) {
    for (const uri of here(concept, 'broader')) broader.get(concept.uri)!.add(uri)
    for (const uri of here(concept, 'narrower')) broader.get(uri)!.add(concept.uri)
    for (const uri of here(concept, 'related').filter((one) => one !== concept.uri)) {
      related.get(concept.uri)!.add(uri)
      related.get(uri)!.add(concept.uri)
    }
  }
  leaveOutCircles(broader, faults)
  return { broader, related }
}

/** Walks up from every concept; an edge back onto the way that led there closes a circle. */
function leaveOutCircles(broader: Map<string, Set<string>>, faults: Fault[]): void {
  const done = new Set<string>()
  for (const start of broader.keys()) {
    if (done.has(start)) continue
    const way = [{ uri: start, up: [...broader.get(start)!] }]
    const onWay = new Set([start])
    // A list in place of recursion: a chain may be longer than the stack.
    while (way.length) {
      const { uri, up } = way.at(-1)!
      const next = up.shift()
      if (next === undefined) {
        way.pop()
        onWay.delete(uri)
        done.add(uri)
      } else if (onWay.has(next)) {
        broader.get(uri)!.delete(next)
        faults.push({
          place: localName(uri),
          message: circle(
            way.map((step) => step.uri),
            next,
          ),
        })
      } else if (!done.has(next)) {
        way.push({ uri: next, up: [...broader.get(next)!] })
        onWay.add(next)
      }
    }
  }
}

function circle(way: string[], closing: string): string {
  const names = [...way.slice(way.indexOf(closing)), closing].map(localName)
  return t('vocabularies.faultCircle', { way: names.join(' > ') })
}
