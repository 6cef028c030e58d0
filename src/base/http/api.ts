import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { Ref } from '../ids.ts'
import { refuse } from '../refusal.ts'
import { Text } from '../text.ts'
import { refuseBody } from './api-bodies.ts'
import type { Doors } from './app.ts'

export type Api = OpenAPIHono<Doors>

export const Problem = z
  .object({
    type: z.string(),
    status: z.number(),
    title: z.string(),
    detail: z.string().optional(),
    instance: z.string().optional(),
    errors: z.array(z.object({ place: z.string(), detail: z.string() })).optional(),
  })
  .openapi('Problem', { description: 'Problem details (RFC 9457)' })

/** A line of a list whose kind has no more to say there. */
export const ListedCard = z
  .object({
    ref: Ref,
    state: z.enum(['published', 'withdrawn']),
    changed: z.iso.datetime(),
    address: z.string(),
    title: Text,
    summary: Text.optional(),
  })
  .openapi('Listed')

const problems = {
  400: {
    description: 'The request cannot be read',
    content: { 'application/problem+json': { schema: Problem } },
  },
  404: {
    description: 'There is no such thing, or it is not open to you',
    content: { 'application/problem+json': { schema: Problem } },
  },
  429: { description: 'Too many requests', content: { 'application/problem+json': { schema: Problem } } },
}

/** An API whose parameters, when they do not fit, answer 400 and name the one at fault; whose bodies, 422 and name all. */
export const newApi = (): Api =>
  new OpenAPIHono<Doors>({
    defaultHook: (result) => {
      if (result.success) return
      if (result.target === 'json') refuseBody(result.error)
      const issue = result.error.issues[0]!
      if (issue.code === 'unrecognized_keys')
        refuse('unreadable', 'base.parameterUnknown', { name: issue.keys[0]!, names: issue.message })
      refuse('unreadable', 'base.parameter', { name: issue.path.join('.'), wants: issue.message })
    },
  })

/** `GET /api/v1/<noun>`: a list as `{ items, total, next }`, narrowed by what `query` takes. */
export const listRoute = <S extends z.ZodType, Q extends z.ZodObject>(noun: string, query: Q, item: S) =>
  createRoute({
    method: 'get',
    path: `/api/v1/${noun}`,
    tags: [noun],
    request: { query },
    responses: {
      200: {
        description: 'A page of the list',
        content: {
          'application/json': {
            schema: z.object({ items: z.array(item), total: z.number().int(), next: z.string().nullable() }),
          },
        },
      },
      ...problems,
    },
  })

/** `GET /api/v1/<noun>/<name>`: one thing, whole; or, under `of`, one thing that is said of it. */
export const oneRoute = <S extends z.ZodType>(noun: string, one: S, name: string, of?: string) =>
  createRoute({
    method: 'get',
    path: `/api/v1/${noun}/{${name}}${of ? `/${of}` : ''}`,
    tags: [noun],
    request: {
      params: z.object({ [name]: z.string().max(200) }) as z.ZodType<Record<string, string>> as never,
    },
    responses: {
      200: { description: 'The whole of it', content: { 'application/json': { schema: one } } },
      301: { description: 'It stands at another address' },
      ...problems,
    },
  })

/** `GET /api/v1/<noun>/<name>/<parts>`: what one thing has of these, narrowed by what `query` takes. */
export const partsRoute = <S extends z.ZodType, Q extends z.ZodObject>(
  noun: string,
  name: string,
  parts: string,
  query: Q,
  item: S,
) =>
  createRoute({
    method: 'get',
    path: `/api/v1/${noun}/{${name}}/${parts}`,
    tags: [noun],
    request: {
      params: z.object({ [name]: z.string().max(200) }) as z.ZodType<Record<string, string>> as never,
      query,
    },
    responses: {
      200: {
        description: 'A page of the list',
        content: {
          'application/json': {
            schema: z.object({ items: z.array(item), total: z.number().int(), next: z.string().nullable() }),
          },
        },
      },
      ...problems,
    },
  })

/** `GET /api/v1/<noun>/<name>/<parts>/<part>`: one part of one thing, whole. */
export const partRoute = <S extends z.ZodType>(
  noun: string,
  name: string,
  parts: string,
  one: S,
  part: string,
) =>
  createRoute({
    method: 'get',
    path: `/api/v1/${noun}/{${name}}/${parts}/{${part}}`,
    tags: [noun],
    request: {
      params: z.object({
        [name]: z.string().max(200),
        [part]: z.string().max(200),
      }) as z.ZodType<Record<string, string>> as never,
    },
    responses: {
      200: { description: 'The whole of it', content: { 'application/json': { schema: one } } },
      ...problems,
    },
  })
