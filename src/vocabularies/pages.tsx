import type { App } from '../base/http/app.ts'
import { reader } from '../base/i18n/reader.ts'
import { url } from '../ui/url.ts'
import { asData, askedFormat, dataUrl, fileAsked, vocabularyUrl } from './address.ts'
import { alphabetOf } from './alphabet.ts'
import { knownUnder } from './known.ts'
import { treeOf } from './tree.ts'
import { AlphabetPage } from './views/AlphabetPage.tsx'
import { TreePage } from './views/TreePage.tsx'
import { VocabulariesPage } from './views/VocabulariesPage.tsx'
import { topTopics, vocabularies, vocabularyAt, vocabularyToExport } from './vocabularies.ts'

/** Vocabularies to browse and to take away; a topic's page composes several features and stands in `site`. */
export function vocabularyPages(app: App): void {
  app.get('/topics', (c) => c.redirect(url`/vocabularies`, 301))

  app.get('/vocabularies', async (c) => {
    const tops = await topTopics(c.var.viewer)
    return c.html(<VocabulariesPage vocabularies={await vocabularies(c.var.viewer)} tops={tops} />)
  })

  app.get('/vocabularies/:file{[^/]+\\.(?:ttl|jsonld)}', async (c) => {
    const { slug, format } = fileAsked(c.req.param('file'))
    return asData(await vocabularyToExport(c.var.viewer, slug), format)
  })

  app.get('/vocabularies/:slug', async (c) => {
    const vocabulary = await vocabularyAt(c.var.viewer, c.req.param('slug'))
    const format = askedFormat(c)
    if (format) return c.redirect(dataUrl(vocabularyUrl(vocabulary), format), 303)
    const { view, letter, page } = c.req.query()
    if (vocabulary.hierarchical && view !== 'alphabet')
      return c.html(
        <TreePage
          vocabulary={vocabulary}
          tree={await treeOf(vocabulary.id)}
          known={await knownUnder(c.var.viewer, vocabulary.id)}
        />,
      )
    const alphabet = await alphabetOf(vocabulary.id, reader().lang, { letter, page: Number(page) })
    return c.html(<AlphabetPage vocabulary={vocabulary} alphabet={alphabet} />)
  })
}
