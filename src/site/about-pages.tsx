import type { App } from '../base/http/app.ts'
import { originHere } from '../base/origin.ts'
import { AboutPage } from './views/AboutPage.tsx'

export function aboutPages(app: App): void {
  app.get('/about', async (c) => c.html(<AboutPage origin={await originHere()} />))
}
