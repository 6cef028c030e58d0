import { type App, newApp } from '../../src/base/http/app.ts'
import { readers } from '../../src/base/http/language.ts'
import { stranger } from '../../src/base/viewer.ts'
import { drawFault } from '../../src/site/faults.tsx'

/** An app of these pages alone, as a stranger reads it; what they refuse is drawn as it always is. */
export function pagesApp(...pages: ((app: App) => void)[]): App {
  const app = newApp()
  app.onError(drawFault)
  app.use(async (c, next) => {
    c.set('viewer', stranger)
    c.set('requestId', 'test')
    await next()
  })
  app.use(readers)
  for (const more of pages) more(app)
  return app
}
