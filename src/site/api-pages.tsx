import { newApi } from '../base/http/api.ts'
import type { App } from '../base/http/app.ts'
import { t } from '../base/i18n/t.ts'
import { collectionApi } from '../collections/api.ts'
import { agendaApi } from '../communities/agenda/api.ts'
import { communityApi } from '../communities/api.ts'
import { deskApi } from '../communities/desk/api.ts'
import { sharedPageApi } from '../communities/pages/api.ts'
import { threadApi } from '../conversations/api.ts'
import { threadWritingApi } from '../conversations/api-writing.ts'
import { implicationApi } from '../conversations/implications/api.ts'
import { exchangeApi } from '../exchange/api.ts'
import { exchangeWritingApi } from '../exchange/api-writing.ts'
import { healthApi } from '../health/api.ts'
import { valueApi } from '../health/value/api.ts'
import { instrumentApi } from '../instruments/api.ts'
import { proposalApi } from '../instruments/workshop/api.ts'
import { moderationApi } from '../moderation/api.ts'
import { hookApi } from '../notifications/hooks/api.ts'
import { placeApi } from '../places/api.ts'
import { recordApi } from '../records/api.ts'
import { useApi } from '../records/evidence/api.ts'
import { useWritingApi } from '../records/evidence/api-writing.ts'
import { confirmationApi } from '../records/freshness/api-writing.ts'
import { likenessApi } from '../records/likeness/api.ts'
import { submissionApi } from '../records/review/api.ts'
import { tellingApi } from '../records/telling/api.ts'
import { translationApi } from '../records/translating/api.ts'
import { writeUpApi } from '../records/write-up/api.ts'
import { draftApi } from '../records/writing/api.ts'
import { vocabularyApi } from '../vocabularies/api.ts'
import { type ApiDocument, described, operationsOf } from './operations.ts'
import { ApiPage } from './views/ApiPage.tsx'

/** The same things as the pages, for programs; and a page that says what there is to ask. */
export function apiDoors(app: App): void {
  const api = newApi()
  const all = [
    recordApi,
    draftApi,
    submissionApi,
    translationApi,
    tellingApi,
    useApi,
    useWritingApi,
    confirmationApi,
    likenessApi,
    placeApi,
    vocabularyApi,
    instrumentApi,
    proposalApi,
    collectionApi,
    communityApi,
    deskApi,
    healthApi,
    valueApi,
    threadApi,
    implicationApi,
    writeUpApi,
    threadWritingApi,
    moderationApi,
    sharedPageApi,
    agendaApi,
    hookApi,
    exchangeApi,
    exchangeWritingApi,
  ]
  for (const more of all) more(api)
  api.openAPIRegistry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer' })
  const document = () =>
    described(
      api.getOpenAPI31Document({
        openapi: '3.1.0',
        info: { title: t('site.title'), version: '1', description: t('site.apiWords') },
      }) as unknown as ApiDocument,
    )
  api.get('/api/v1/openapi.json', (c) => c.json(document()))
  app.route('/', api)
  app.get('/api/v1', (c) => c.redirect('/api'))
  app.get('/api', (c) => c.html(<ApiPage operations={operationsOf(document())} />))
}
