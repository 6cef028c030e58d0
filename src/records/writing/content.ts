import { type Labels, type Lang, pick, type Text } from '../../base/text.ts'
import { type Row, valuesOf } from '../../instruments/answer.ts'
import type { Definition, Slot } from '../../instruments/definition.ts'
import { sayingOf } from '../adapting.ts'
import { tellable } from '../consent/consulted.ts'
import { Consent, type Content, type Contributor } from '../interchange.ts'
import type { Written } from './assembling.ts'
import { isPlaceId } from './path.ts'

/** What a draft that becomes a version is made with. */
interface Making {
  definition: Definition
  lang: Lang
  links: Content['links']
  kept?: Content['kept']
  contributors: Contributor[]
  /** The version it changes: what no form asks for is taken over from there. */
  basis?: Omit<Content, 'contributors'>
}

/** A version as far as it is written; what is not there yet is checked before it is published. */
export function contentOf(
  written: Written,
  { definition, lang, links, kept = [], contributors, basis }: Making,
) {
  const { head, answers } = written
  const { fills } = definition
  const filled = (slot: Slot | undefined) => (slot ? valuesOf(slot, answers)[0] : undefined)
  const text = (value: unknown): Text | undefined => asText(value as Labels | undefined, lang)
  const place = filled(fills?.place) as string | undefined
  const places = (head.places as string[] | undefined) ?? []
  // A record may stand at another place than where it says it is: only an answer that is new adds one.
  const before = basis && fills?.place ? valuesOf(fills.place, basis.answers)[0] : undefined
  const adds = place !== undefined && place !== before && !places.includes(place)
  return {
    ...basis,
    edition: definition.edition,
    title: text(filled(fills?.title) ?? head.title),
    summary: text(filled(fills?.summary) ?? head.summary),
    knowledge: head.knowledge as Content['knowledge'] | undefined,
    basis: text(head.basis),
    contributors,
    organisations: (head.organisations as string[] | undefined) ?? [],
    places: adds ? [place, ...places] : places,
    topics: (head.topics as string[] | undefined) ?? [],
    licence: head.licence as string | undefined,
    identifiers: basis?.identifiers ?? [],
    links: sayingOf([...(basis?.links ?? []), ...links], {
      changed: text(head.changed),
      failed: text(head.failed),
    }),
    files: basis?.files ?? [],
    ...(kept.length && { kept: [...(basis?.kept ?? []), ...kept] }),
    consent: Consent.safeParse(head.consent).data,
    consulted: tellable(head.consulted),
    answers: Object.fromEntries(
      Object.entries(answers).map(([group, rows]) => [group, rows.map(asPublished)]),
    ),
  }
}

function asText(texts: Labels | undefined, lang: Lang): Text | undefined {
  const shown = pick(texts, lang)
  return shown && { original: texts && Object.hasOwn(texts, lang) ? lang : shown.lang, texts: texts! }
}

const asPublished = ({ id, ...row }: Row): Row => (id === undefined || isPlaceId(id) ? row : { id, ...row })
