import { z } from '@hono/zod-openapi'
import type { Api } from '../../base/http/api.ts'
import { actRoute, ownRoute, writeRoute } from '../../base/http/api-writing.ts'
import { type InterfaceLanguage, interfaceLanguages } from '../../base/i18n/reader.ts'
import { refuse } from '../../base/refusal.ts'
import { type Hook, hookEvents, hookKinds, most, rhythms } from './hook.ts'
import { changeHook, makeHook, removeHook, rotateSecret, switchHook, testHook } from './keeping.ts'
import type { OwnerAsked } from './owning.ts'
import { hookShown, hooksOf } from './reading.ts'

const langs = Object.keys(interfaceLanguages) as [InterfaceLanguage, ...InterfaceLanguage[]]
const told = {
  name: z.string().trim().min(1).max(most.name),
  events: z.array(z.enum(hookEvents)).min(1),
  lang: z.enum(langs).default('en'),
  rhythm: z.enum(rhythms).default('each'),
}
const One = z
  .object({
    id: z.int(),
    of: z.enum(['community', 'person', 'site']),
    community: z.string().optional(),
    kind: z.enum(hookKinds),
    name: z.string(),
    host: z.string(),
    events: z.array(z.enum(hookEvents)),
    lang: z.enum(langs),
    rhythm: z.enum(rhythms),
    made: z.iso.datetime(),
    failingSince: z.iso.datetime().optional(),
    off: z.iso.datetime().optional(),
    offWhy: z.enum(['chosen', 'failing', 'gone']).optional(),
  })
  .openapi('Hook')
const Delivered = z
  .object({
    id: z.int(),
    message: z.string(),
    event: z.enum([...hookEvents, 'test']),
    at: z.iso.datetime(),
    state: z.enum(['waiting', 'delivered', 'failed', 'dropped']),
    tries: z.int(),
    status: z.int().optional(),
    fault: z.enum(['private', 'silent', 'redirect', 'large']).optional(),
  })
  .openapi('HookDelivery')
const Whole = One.extend({ deliveries: z.array(Delivered) }).openapi('HookWithDeliveries')
const Made = z.object({ id: z.int(), secret: z.string().optional() }).openapi('HookMade')
const Secret = z.object({ secret: z.string() }).openapi('HookSecret')
const Done = z.object({ id: z.int() }).openapi('HookDone')

const of = z.union([z.literal(['me', 'site']), z.object({ community: z.string().max(200) })])
const listed = ownRoute(
  '/api/v1/hooks',
  z.object({ items: z.array(One) }),
  z.strictObject({ community: z.string().max(200).optional(), of: z.enum(['me', 'site']).default('me') }),
)
const one = ownRoute('/api/v1/hooks/{id}', Whole, z.strictObject({}))
const address = z.string().max(most.address)
const example = { name: 'Our dashboard', events: ['record.published' as const] }
const makes = writeRoute({
  method: 'post',
  path: '/api/v1/hooks',
  takes: z.strictObject({
    ...told,
    of: of.default('me'),
    kind: z.enum(hookKinds).default('signed'),
    address,
  }),
  example: { ...example, of: 'me', address: 'https://example.org/baobab' },
  gives: Made,
  refused: [403, 404, 409],
})
const changes = writeRoute({
  method: 'put',
  path: '/api/v1/hooks/{id}',
  takes: z.strictObject({ ...told, address: address.default(''), on: z.boolean().optional() }),
  example,
  gives: Done,
  refused: [403, 404],
})
const removes = actRoute('delete', '/api/v1/hooks/{id}', { gives: Done, refused: [403, 404] })
const rotates = actRoute('post', '/api/v1/hooks/{id}/secret', { gives: Secret, refused: [403, 404, 409] })
const tests = actRoute('post', '/api/v1/hooks/{id}/test', { gives: Done, refused: [403, 404, 409] })

/** What tells other programs of what happens here, kept by program. */
export function hookApi(api: Api): void {
  api.openapi(listed, async (c) => {
    const { community, of } = c.req.valid('query')
    const asked: OwnerAsked = community ? { community } : of
    const { hooks } = await hooksOf(c.var.viewer, asked)
    return c.json({ items: hooks.map(asShown) }, 200)
  })
  api.openapi(one, async (c) => {
    const { hook, deliveries } = await hookShown(c.var.viewer, idOf(c.req.param('id')), 1)
    return c.json(
      {
        ...asShown(hook),
        deliveries: deliveries.map(({ nextTry: _, tried: __, status, fault, at, ...rest }) => ({
          ...rest,
          at: moment(at),
          ...(status !== null && { status }),
          ...(fault && { fault }),
        })),
      },
      200,
    )
  })
  api.openapi(makes, async (c) => {
    const { of, ...wish } = c.req.valid('json')
    return c.json(await makeHook(c.var.viewer, of, wish), 200)
  })
  api.openapi(changes, async (c) => {
    const id = idOf(c.req.param('id'))
    const { on, ...wish } = c.req.valid('json')
    await changeHook(c.var.viewer, id, wish)
    if (on !== undefined) await switchHook(c.var.viewer, id, on)
    return c.json({ id }, 200)
  })
  api.openapi(removes, async (c) =>
    c.json({ id: (await removeHook(c.var.viewer, idOf(c.req.param('id')))).id }, 200),
  )
  api.openapi(rotates, async (c) =>
    c.json({ secret: await rotateSecret(c.var.viewer, idOf(c.req.param('id'))) }, 200),
  )
  api.openapi(tests, async (c) => {
    const id = idOf(c.req.param('id'))
    await testHook(c.var.viewer, id)
    return c.json({ id }, 200)
  })
}

const idOf = (id = ''): number => (/^[0-9]{1,15}$/.test(id) ? Number(id) : refuse('missing', 'base.missing'))
const moment = (at: string): string => new Date(at).toISOString()

const asShown = ({
  id,
  owner,
  kind,
  name,
  host,
  events,
  lang,
  rhythm,
  made,
  failingSince,
  off,
  offWhy,
}: Hook) => ({
  ...{ id, of: owner.of, kind, name, host, events, lang, rhythm },
  ...(owner.of === 'community' && { community: owner.slug }),
  made: moment(made),
  ...(failingSince && { failingSince: moment(failingSince) }),
  ...(off && { off: moment(off) }),
  ...(offWhy && { offWhy }),
})
