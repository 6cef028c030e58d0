import { t } from '../base/i18n/t.ts'
import { exchangeOperations } from '../exchange/operations.ts'
import { communityOperations } from './community-operations.ts'

interface Parameter {
  name: string
  in: string
  description?: string
  schema?: { enum?: string[] }
}

interface Described {
  summary?: string
  parameters?: Parameter[]
  /** Nothing where everybody may ask it. */
  security?: unknown[]
  requestBody?: { content: Record<string, { example?: unknown }> }
  responses?: Record<string, unknown>
}

/** As much of an OpenAPI 3.1 document as the page about it shows. */
export interface ApiDocument {
  paths?: Record<string, Record<string, Described>>
}

/** What each address gives or, with another method than GET before it, does, in the reader's words. */
const summaries: Record<string, () => string> = {
  ...communityOperations,
  ...exchangeOperations,
  '/api/v1/records': () => t('site.apiRecords'),
  '/api/v1/records/{ref}': () => t('site.apiRecord'),
  '/api/v1/records/{ref}/freshness': () => t('freshness.api'),
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
  '/api/v1/threads': () => t('conversations.apiThreads'),
  '/api/v1/agenda-questions/{ref}/lineage': () => t('writeup.apiLineage'),
  '/api/v1/threads/{ref}/lineage': () => t('writeup.apiLineage'),
  '/api/v1/records/{ref}/lineage': () => t('writeup.apiLineage'),
  '/api/v1/uses/{ref}/lineage': () => t('writeup.apiLineage'),
  '/api/v1/chats/{ref}/sayings': () => t('writeup.apiSayings'),
  'post /api/v1/chats/{ref}/write-up': () => t('writeup.apiChoose'),
  '/api/v1/threads/{ref}/sayings': () => t('writeup.apiSayings'),
  'post /api/v1/threads/{ref}/write-up': () => t('writeup.apiChoose'),
  '/api/v1/write-ups': () => t('writeup.apiOwn'),
  '/api/v1/write-ups/{ref}': () => t('writeup.apiWriteUp'),
  'patch /api/v1/write-ups/{ref}': () => t('writeup.apiArrange'),
  'post /api/v1/write-ups/{ref}/draft': () => t('writeup.apiDraft'),
  'post /api/v1/write-ups/{ref}/going-on': () => t('writeup.apiGoOn'),
  '/api/v1/write-ups/{ref}/consent': () => t('writeup.apiAsked'),
  'post /api/v1/write-ups/{ref}/consent': () => t('writeup.apiConsent'),
  '/api/v1/threads/{ref}': () => t('conversations.apiThread'),
  '/api/v1/threads/{ref}/implications': () => t('implications.api'),
  'put /api/v1/drafts/{ref}/recordings': () => t('telling.apiRecordings'),
  'put /api/v1/drafts/{ref}/sharing': () => t('telling.apiSharing'),
  'put /api/v1/recordings/{ref}/transcript': () => t('telling.apiTranscript'),
  '/api/v1/threads/{ref}/posts': () => t('conversations.apiPosts'),
  '/api/v1/pages': () => t('practice.apiPages'),
  '/api/v1/pages/{ref}': () => t('practice.apiPage'),
  '/api/v1/agenda-questions': () => t('practice.apiQuestions'),
  '/api/v1/agenda-questions/{ref}': () => t('practice.apiQuestion'),
  '/api/v1/collections': () => t('site.apiCollections'),
  '/api/v1/collections/{ref}': () => t('site.apiCollection'),
  '/api/v1/communities': () => t('communities.api'),
  '/api/v1/communities/{slug}': () => t('communities.apiOne'),
  '/api/v1/communities/{slug}/desk': () => t('desk.api'),
  '/api/v1/instruments/{slug}/editions/{name}': () => t('site.apiEdition'),
  '/api/v1/conditions': () => t('likeness.apiConditions'),
  '/api/v1/likeness': () => t('likeness.apiLikeness'),
  '/api/v1/proposals': () => t('workshop.apiProposals'),
  '/api/v1/proposals/{ref}': () => t('workshop.apiProposal'),
  'post /api/v1/drafts': () => t('api.begins'),
  'post /api/v1/records/{ref}/changes': () => t('api.changes'),
  '/api/v1/drafts': () => t('api.drafts'),
  '/api/v1/drafts/{ref}': () => t('api.draft'),
  'patch /api/v1/drafts/{ref}/answers': () => t('api.saves'),
  'post /api/v1/drafts/{ref}/files': () => t('api.files'),
  'post /api/v1/drafts/{ref}/publication': () => t('api.publishes'),
  'post /api/v1/drafts/{ref}/submission': () => t('api.submits'),
  'delete /api/v1/drafts/{ref}/submission': () => t('api.takesSubmissionBack'),
  'delete /api/v1/drafts/{ref}': () => t('api.givesUp'),
  '/api/v1/records/{ref}/translations/{lang}': () => t('api.translations'),
  'put /api/v1/records/{ref}/translations/{lang}': () => t('api.translates'),
  'post /api/v1/reports': () => t('moderation.apiReports'),
  'post /api/v1/threads': () => t('conversations.apiOpens'),
  'post /api/v1/threads/{ref}/posts': () => t('conversations.apiReplies'),
  'patch /api/v1/posts/{ref}': () => t('conversations.apiEdits'),
  '/api/v1/hooks': () => t('hooks.apiAll'),
  '/api/v1/hooks/{id}': () => t('hooks.apiOne'),
  'post /api/v1/hooks': () => t('hooks.apiMakes'),
  'put /api/v1/hooks/{id}': () => t('hooks.apiChanges'),
  'delete /api/v1/hooks/{id}': () => t('hooks.apiRemoves'),
  'post /api/v1/hooks/{id}/secret': () => t('hooks.apiSecret'),
  'post /api/v1/hooks/{id}/test': () => t('hooks.apiTests'),
  'post /api/v1/records/{ref}/uses': () => t('api.says'),
  'delete /api/v1/uses/{ref}': () => t('api.takesBack'),
  'post /api/v1/records/{ref}/confirmation': () => t('api.confirms'),
}

/** What each parameter means, wherever it can be given. */
const meanings: Record<string, () => string> = {
  q: () => t('site.apiQ'),
  kind: () => t('site.apiKind'),
  joining: () => t('communities.apiJoining'),
  outcome: () => t('evidence.apiOutcome'),
  cycle: () => t('value.apiCycle'),
  state: () => t('workshop.apiState'),
  place: () => t('site.apiPlaceIn'),
  concept: () => t('site.apiConcept'),
  community: () => t('conversations.apiCommunity'),
  lang: () => t('site.apiLang'),
  '{lang}': () => t('api.langInto'),
  of: () => t('hooks.apiOf'),
  id: () => t('hooks.apiId'),
  updated_since: () => t('site.apiSince'),
  limit: () => t('site.apiLimit'),
  cursor: () => t('site.apiCursor'),
  page: () => t('moderation.apiPage'),
  decided: () => t('moderation.apiDecided'),
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
  const paths = Object.entries(document.paths ?? {}).map(([path, methods]) => [
    path,
    Object.fromEntries(
      Object.entries(methods).map(([method, one]) => [
        method,
        {
          ...one,
          summary: said(summaries, method === 'get' ? path : `${method} ${path}`),
          parameters: one.parameters?.map((parameter) => ({
            ...parameter,
            description: said(meanings, meaningOf(parameter)),
          })),
        },
      ]),
    ),
  ])
  return { ...document, paths: Object.fromEntries(paths) }
}

/** A language in an address is another thing than one to narrow by. */
const meaningOf = ({ name, in: where }: Parameter): string =>
  where === 'path' && name === 'lang' ? '{lang}' : name

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
  /** Those that take a token. */
  written: {
    method: string
    path: string
    summary: string
    /** A body that is taken, as JSON. */
    example?: string
    /** The statuses of its refusals. */
    refused: string[]
  }[]
}

/** What the page about the API shows of its document. */
export function operationsOf(document: ApiDocument): Operations {
  const every = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => ({ path, method, ...one })),
  )
  const all = every
    .filter(({ security }) => !security)
    .map(({ path, summary = '', parameters = [] }) => ({ path, summary, given: parameters }))
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
    written: every
      .filter(({ security }) => security)
      .map(({ method, path, summary = '', requestBody, responses = {} }) => {
        const example = requestBody?.content['application/json']?.example
        return {
          method: method.toUpperCase(),
          path,
          summary,
          ...(example !== undefined && { example: JSON.stringify(example, null, 2) }),
          refused: Object.keys(responses).filter((status) => status >= '400'),
        }
      }),
  }
}

const asShown = ({ name, description = '' }: Parameter) => ({ name, description })
