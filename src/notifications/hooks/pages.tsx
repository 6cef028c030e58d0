import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../../base/http/app.ts'
import { idAsked, pageAsked } from '../../base/http/asked.ts'
import { type Attempt, form } from '../../base/http/form.ts'
import { isInterfaceLanguage, reader } from '../../base/i18n/reader.ts'
import { t } from '../../base/i18n/t.ts'
import { communityFor } from '../../communities/reading.ts'
import { type Url, url } from '../../ui/url.ts'
import { hookEvents, hookKinds, most, rhythms } from './hook.ts'
import {
  changeHook,
  makeHook,
  removeHook,
  retryDelivery,
  rotateSecret,
  switchHook,
  testHook,
} from './keeping.ts'
import { hooksUrl } from './names.ts'
import { hookFor, type OwnerAsked } from './owning.ts'
import { hookShown, hooksOf } from './reading.ts'
import { HookPage } from './views/HookPage.tsx'
import { HooksPage } from './views/HooksPage.tsx'
import { SecretPage } from './views/SecretPage.tsx'

const told = {
  name: z
    .string()
    .trim()
    .min(1, { error: () => t('hooks.nameMissing') })
    .max(most.name, { error: () => t('hooks.nameLong', { most: most.name }) }),
  events: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((events) => [events ?? []].flat())
    .pipe(z.array(z.enum(hookEvents)).min(1, { error: () => t('hooks.eventsMissing') })),
  lang: z.string().transform((lang) => (isInterfaceLanguage(lang) ? lang : reader().lang)),
  rhythm: z.enum(rhythms).catch('each'),
}
const address = z
  .string()
  .trim()
  .max(most.address, { error: () => t('hooks.noAddress') })
const Making = z.object({
  ...told,
  kind: z.enum(hookKinds, { error: () => t('hooks.kindMissing') }),
  address: address.min(1, { error: () => t('hooks.addressMissing') }),
})
const Changing = z.object({ ...told, address })
const Nothing = z.object({})

/** What tells other programs and chats: of a community, of one person, of the site. */
export function hookPages(app: App): void {
  for (const [path, askedOf] of [
    ['/communities/:slug/hooks', (c) => ({ community: c.req.param('slug') ?? '' })],
    ['/account/hooks', () => 'me'],
    ['/desk/hooks', () => 'site'],
  ] as [string, (c: Context<Doors>) => OwnerAsked][]) {
    const show = (c: Context<Doors>, attempt?: Attempt) => showHooks(c, askedOf(c), attempt)
    app.get(path, (c) => show(c))
    app.post(path, form(Making, { again: show }), async (c) => {
      const { id, secret } = await makeHook(c.var.viewer, askedOf(c), c.req.valid('form'))
      return secret ? showSecret(c, id, secret) : c.redirect(url`/hooks/${id}`, 303)
    })
  }
  app.get('/hooks/:id', (c) => showHook(c))
  app.post('/hooks/:id/change', form(Changing, { again: showHook }), async (c) => {
    await changeHook(c.var.viewer, idAsked(c), c.req.valid('form'))
    return c.redirect(hookUrl(c), 303)
  })
  app.post('/hooks/:id/secret', form(Nothing, { again: showHook }), async (c) =>
    showSecret(c, idAsked(c), await rotateSecret(c.var.viewer, idAsked(c))),
  )
  app.post('/hooks/:id/removal', async (c) =>
    c.redirect(hooksUrl((await removeHook(c.var.viewer, idAsked(c))).owner), 303),
  )
  for (const [path, act] of [
    ['test', (c: Context<Doors>) => testHook(c.var.viewer, idAsked(c))],
    ['off', (c: Context<Doors>) => switchHook(c.var.viewer, idAsked(c), false)],
    ['on', (c: Context<Doors>) => switchHook(c.var.viewer, idAsked(c), true)],
    [
      'deliveries/:delivery{[0-9]{1,15}}/retry',
      (c: Context<Doors>) => retryDelivery(c.var.viewer, idAsked(c), Number(c.req.param('delivery'))),
    ],
  ] as const) {
    app.post(`/hooks/:id/${path}`, form(Nothing, { again: showHook }), async (c) => {
      await act(c)
      return c.redirect(hookUrl(c), 303)
    })
    app.get(`/hooks/:id/${path}`, (c) => c.redirect(hookUrl(c), 302))
  }
  for (const path of ['change', 'secret', 'removal'])
    app.get(`/hooks/:id/${path}`, (c) => c.redirect(hookUrl(c), 302))
}

const hookUrl = (c: Context<Doors>): Url => url`/hooks/${c.req.param('id') ?? ''}`

async function showHooks(c: Context<Doors>, asked: OwnerAsked, attempt?: Attempt) {
  const { owner, hooks } = await hooksOf(c.var.viewer, asked)
  const community = owner.of === 'community' ? await communityFor(c.var.viewer, owner.slug) : undefined
  return c.html(<HooksPage {...{ owner, hooks, community, attempt }} />)
}

async function showHook(c: Context<Doors>, attempt?: Attempt) {
  const page = pageAsked(c)
  return c.html(
    <HookPage {...(await hookShown(c.var.viewer, idAsked(c), page))} page={page} attempt={attempt} />,
  )
}

async function showSecret(c: Context<Doors>, id: number, secret: string) {
  c.header('cache-control', 'no-store')
  return c.html(<SecretPage hook={await hookFor(c.var.viewer, id)} secret={secret} />)
}
