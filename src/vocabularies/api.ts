import { z } from '@hono/zod-openapi'
import { type Api, ListedCard, listRoute, oneRoute } from '../base/http/api.ts'
import { missing } from '../base/refusal.ts'
import { listCards } from '../base/things/listing.ts'
import { topicAt, topicToExport } from './topic.ts'
import { vocabularyToExport } from './vocabularies.ts'
import { toJsonLd } from './writing.ts'

const JsonLd = z.looseObject({ '@context': z.unknown() }).openapi('Skos', { description: 'SKOS as JSON-LD' })

export function vocabularyApi(api: Api): void {
  api.openapi(listRoute('vocabularies', ListedCard, 'Vocabularies'), async (c) =>
    c.json(await listCards(c.var.viewer, 'vocabulary', c.req.valid('query')), 200),
  )
  api.openapi(
    oneRoute('vocabularies', JsonLd, 'slug', 'A vocabulary with all its topics, as SKOS'),
    async (c) => c.json(toJsonLd(await vocabularyToExport(c.var.viewer, c.req.param('slug'))), 200),
  )
  api.openapi(listRoute('topics', ListedCard, 'Topics of all vocabularies'), async (c) =>
    c.json(await listCards(c.var.viewer, 'topic', c.req.valid('query')), 200),
  )
  api.openapi(oneRoute('topics', JsonLd, 'slug', 'A topic, as SKOS'), async (c) => {
    const topic = await topicAt(c.var.viewer, c.req.param('slug'))
    return 'movedTo' in topic ? missing() : c.json(toJsonLd(await topicToExport(topic)), 200)
  })
}
