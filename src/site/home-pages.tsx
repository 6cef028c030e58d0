import type { App } from '../base/http/app.ts'
import { homeOverview } from './home-overview.ts'
import { HomePage } from './views/HomePage.tsx'

export function homePages(app: App): void {
  app.get('/', async (c) => c.html(<HomePage {...(await homeOverview(c.var.viewer))} />))
}
