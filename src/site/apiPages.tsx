import { newApi } from '../base/http/api.ts'
import type { App } from '../base/http/app.ts'
import { instrumentApi } from '../instruments/api.ts'
import { placeApi } from '../places/api.ts'
import { recordApi } from '../records/api.ts'
import { vocabularyApi } from '../vocabularies/api.ts'
import { type ApiDocument, operationsOf } from './operations.ts'
import { ApiPage } from './views/ApiPage.tsx'

const about = {
  openapi: '3.1.0',
  info: {
    title: 'Baobab',
    version: '1',
    description:
      'Everything public in the commons, to read. Lists answer { items, total, next }; errors are problem details (RFC 9457).',
  },
}

/** The same things as the pages, for programs; and a page that says what there is to ask. */
export function apiDoors(app: App): void {
  const api = newApi()
  for (const more of [recordApi, placeApi, vocabularyApi, instrumentApi]) more(api)
  api.doc31('/api/v1/openapi.json', about)
  app.route('/', api)
  app.get('/api', (c) =>
    c.html(<ApiPage operations={operationsOf(api.getOpenAPI31Document(about) as ApiDocument)} />),
  )
}
