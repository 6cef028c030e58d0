import { t } from '../base/i18n/t.ts'

interface Parameter {
  name: string
  in: string
  description?: string
  schema?: { enum?: string[] }
}

/** As much of an OpenAPI 3.1 document as the page about it shows. */
export interface ApiDocument {
  paths?: Record<string, { get?: { summary?: string; parameters?: Parameter[] } }>
}

/** What each address gives, in the reader's words. */
const summaries: Record<string, () => string> = {
  '/api/v1/records': () => t('site.apiRecords'),
  '/api/v1/records/{ref}': () => t('site.apiRecord'),
  '/api/v1/records/{ref}/uses': () => t('evidence.apiUses'),
  '/api/v1/uses/{ref}': () => t('evidence.apiUse'),
  '/api/v1/places': () => t('site.apiPlaces'),
  '/api/v1/places/{code}': () => t('site.apiPlace'),
  '/api/v1/topics': () => t('site.apiTopics'),
  '/api/v1/topics/{slug}': () => t('site.apiTopic'),
  '/api/v1/vocabularies': () => t('site.apiVocabularies'),
  '/api/v1/vocabularies/{slug}': () => t('site.apiVocabulary'),
  '/api/v1/instruments': () => t('site.apiInstruments'),
  '/api/v1/instruments/{slug}': () => t('site.apiInstrument'),
  '/api/v1/collections': () => t('site.apiCollections'),
  '/api/v1/collections/{ref}': () => t('site.apiCollection'),
  '/api/v1/instruments/{slug}/editions/{name}': () => t('site.apiEdition'),
  '/api/v1/conditions': () => t('likeness.apiConditions'),
  '/api/v1/likeness': () => t('likeness.apiLikeness'),
  '/api/v1/proposals': () => t('workshop.apiProposals'),
  '/api/v1/proposals/{ref}': () => t('workshop.apiProposal'),
}

/** What each parameter means, wherever it can be given. */
const meanings: Record<string, () => string> = {
  q: () => t('site.apiQ'),
  kind: () => t('site.apiKind'),
  outcome: () => t('evidence.apiOutcome'),
  state: () => t('workshop.apiState'),
  place: () => t('site.apiPlaceIn'),
  concept: () => t('site.apiConcept'),
  lang: () => t('site.apiLang'),
  updated_since: () => t('site.apiSince'),
  limit: () => t('site.apiLimit'),
  cursor: () => t('site.apiCursor'),
  ref: () => t('site.apiRef'),
  code: () => t('site.apiCode'),
  slug: () => t('site.apiSlug'),
  name: () => t('site.apiEditionName'),
  like: () => t('likeness.apiLike'),
  answer: () => t('likeness.apiAnswer'),
  sort: () => t('likeness.apiSort'),
  all: () => t('likeness.apiAll'),
}

/** The words of that name for this reader; an address or a parameter without any is a fault of ours. */
function said(words: Record<string, () => string>, name: string): string {
  const say = words[name]
  if (!say) throw new Error(`say in site/operations.ts what ${name} is`)
  return say()
}

/** The document with what each address and parameter is, in the reader's words. */
export function described<D extends ApiDocument>(document: D): D {
  const paths = Object.entries(document.paths ?? {}).map(([path, { get }]) => [
    path,
    {
      get: {
        ...get,
        summary: said(summaries, path),
        parameters: get?.parameters?.map((one) => ({ ...one, description: said(meanings, one.name) })),
      },
    },
  ])
  return { ...document, paths: Object.fromEntries(paths) }
}

interface Operation {
  path: string
  summary: string
  parameters: { name: string; description: string }[]
}

export interface Operations {
  lists: {
    path: string
    summary: string
    /** What this list can be narrowed by, besides what every list takes. */
    narrowing: { name: string; values: string[] }[]
  }[]
  /** Addresses of one thing. */
  ones: Operation[]
  /** Those that answer a question of their own. */
  others: Operation[]
  /** Of all lists, each once: those that every list takes come last. */
  parameters: { name: string; description: string }[]
}

/** What the page about the API shows of its document. */
export function operationsOf(document: ApiDocument): Operations {
  const all = Object.entries(document.paths ?? {}).map(([path, { get }]) => ({
    path,
    summary: get?.summary ?? '',
    given: get?.parameters ?? [],
  }))
  const whole = all.filter(({ path }) => !path.includes('{'))
  const isList = ({ given }: (typeof all)[number]) => given.some(({ name }) => name === 'updated_since')
  const lists = whole.filter(isList)
  const everywhere = (name: string) =>
    lists.every(({ given }) => given.some((parameter) => parameter.name === name))
  const parameters = new Map(lists.flatMap(({ given }) => given.map((one) => [one.name, one])))
  // What a list takes too means what it means in every list.
  const apart = ({ path, summary, given }: (typeof all)[number]): Operation => ({
    path,
    summary,
    parameters: given.filter(({ name }) => !parameters.has(name)).map(asShown),
  })
  return {
    lists: lists.map(({ path, summary, given }) => ({
      path,
      summary,
      narrowing: given
        .filter(({ name }) => !everywhere(name))
        .map(({ name, schema }) => ({ name, values: schema?.enum ?? [] })),
    })),
    ones: all.filter(({ path }) => path.includes('{')).map(apart),
    others: whole.filter((one) => !isList(one)).map(apart),
    parameters: [...parameters.values()]
      .toSorted((a, b) => Number(everywhere(a.name)) - Number(everywhere(b.name)))
      .map(asShown),
  }
}

const asShown = ({ name, description = '' }: Parameter) => ({ name, description })
