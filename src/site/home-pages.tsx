import type { App } from '../base/http/app.ts'
import { homeOverview, ownHome } from './home-overview.ts'
import { HomePage } from './views/HomePage.tsx'
import { OwnHomePage } from './views/OwnHomePage.tsx'

export function homePages(app: App): void {
  app.get('/', async (c) =>
    c.var.viewer.kind === 'person'
      ? c.html(<OwnHomePage {...(await ownHome(c.var.viewer))} />)
      : c.html(<HomePage {...(await homeOverview(c.var.viewer))} />),
  )
}
