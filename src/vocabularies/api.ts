import { z } from '@hono/zod-openapi'
import { type Api, ListedCard, listRoute, oneRoute } from '../base/http/api.ts'
import { url } from '../ui/url.ts'
import { listTopics, listVocabularies, TopicsQuery, VocabulariesQuery } from './listing.ts'
import { topicAt, topicToExport } from './topic.ts'
import { vocabularyToExport } from './vocabularies.ts'
import { toJsonLd } from './writing.ts'

const JsonLd = z.looseObject({ '@context': z.unknown() }).openapi('Skos', { description: 'SKOS as JSON-LD' })

export function vocabularyApi(api: Api): void {
  api.openapi(listRoute('vocabularies', VocabulariesQuery, ListedCard), async (c) =>
    c.json(await listVocabularies(c.var.viewer, c.req.valid('query')), 200),
  )
  api.openapi(oneRoute('vocabularies', JsonLd, 'slug'), async (c) =>
    c.json(toJsonLd(await vocabularyToExport(c.var.viewer, c.req.param('slug'))), 200),
  )
  api.openapi(listRoute('topics', TopicsQuery, ListedCard), async (c) =>
    c.json(await listTopics(c.var.viewer, c.req.valid('query')), 200),
  )
  api.openapi(oneRoute('topics', JsonLd, 'slug'), async (c) => {
    const topic = await topicAt(c.var.viewer, c.req.param('slug'))
    return 'movedTo' in topic
      ? c.redirect(url`/api/v1/topics/${topic.movedTo}`, 301)
      : c.json(toJsonLd(await topicToExport(topic)), 200)
  })
}
