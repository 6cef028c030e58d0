import type { App } from '../base/http/app.ts'
import { everyInstrument } from '../instruments/editions.ts'
import { overview } from '../records/overview.ts'
import { HomePage } from './views/HomePage.tsx'

export function homePages(app: App): void {
  app.get('/', async (c) =>
    c.html(
      <HomePage overview={await overview(c.var.viewer)} instruments={await everyInstrument(c.var.viewer)} />,
    ),
  )
}
