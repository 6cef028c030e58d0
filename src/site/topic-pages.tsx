import type { App } from '../base/http/app.ts'
import { missing } from '../base/refusal.ts'
import { withQuery } from '../ui/url.ts'
import { asData, askedFormat, dataUrl, fileAsked, topicUrl } from '../vocabularies/address.ts'
import { topicAt, topicToExport } from '../vocabularies/topic.ts'
import { askedIn, lastPage } from './asked.ts'
import { topicOverview } from './topic-overview.ts'
import { NoTopicPage } from './views/NoTopicPage.tsx'
import { TopicPage } from './views/TopicPage.tsx'

/** The page of each topic. Old addresses and pages beyond the last lead where they should; others to what is spelled alike. */
export function topicPages(app: App): void {
  app.get('/topics/:file{[^/]+\\.(?:ttl|jsonld)}', async (c) => {
    const { slug, format } = fileAsked(c.req.param('file'))
    const topic = await topicAt(c.var.viewer, slug)
    if ('movedTo' in topic) return c.redirect(dataUrl(topicUrl({ slug: topic.movedTo }), format), 301)
    return asData(await topicToExport(topic), format)
  })

  app.get('/topics/:slug', async (c) => {
    const slug = c.req.param('slug')
    const query = new URL(c.req.url).searchParams
    const overview = await topicOverview(c.var.viewer, slug, askedIn(query))
    if ('like' in overview)
      return askedFormat(c) ? missing() : c.html(<NoTopicPage asked={slug} like={overview.like} />, 404)
    if ('movedTo' in overview) return c.redirect(withQuery(topicUrl({ slug: overview.movedTo }), query), 301)
    const here = topicUrl(overview.topic)
    const format = askedFormat(c)
    if (format) return c.redirect(dataUrl(here, format), 303)
    const last = lastPage(overview.known.total)
    if (overview.asked.page > last) return c.redirect(withQuery(here, query, { page: String(last) }), 302)
    return c.html(<TopicPage {...overview} />)
  })
}
