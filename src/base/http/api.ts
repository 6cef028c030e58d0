import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { Ref } from '../ids.ts'
import { refuse } from '../refusal.ts'
import { Text } from '../text.ts'
import { ListQuery } from '../things/listing.ts'
import type { Doors } from './app.ts'

export type Api = OpenAPIHono<Doors>

const Problem = z
  .object({
    type: z.string(),
    status: z.number(),
    title: z.string(),
    detail: z.string().optional(),
    instance: z.string().optional(),
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

/** An API whose parameters, when they do not fit, answer 400 and name the one at fault. */
export const newApi = (): Api =>
  new OpenAPIHono<Doors>({
    defaultHook: (result) => {
      if (!result.success)
        refuse('unreadable', 'base.parameter', {
          name: result.error.issues[0]!.path.join('.'),
          message: result.error.issues[0]!.message,
        })
    },
  })

/** `GET /api/v1/<noun>`: a list as `{ items, total, next }`. */
export const listRoute = <S extends z.ZodType>(noun: string, item: S, summary: string) =>
  createRoute({
    method: 'get',
    path: `/api/v1/${noun}`,
    tags: [noun],
    summary,
    request: { query: ListQuery },
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

/** `GET /api/v1/<noun>/<name>`: one thing, whole. */
export const oneRoute = <S extends z.ZodType>(noun: string, one: S, name: string, summary: string) =>
  createRoute({
    method: 'get',
    path: `/api/v1/${noun}/{${name}}`,
    tags: [noun],
    summary,
    request: {
      params: z.object({ [name]: z.string().max(200) }) as z.ZodType<Record<string, string>> as never,
    },
    responses: {
      200: { description: 'The whole of it', content: { 'application/json': { schema: one } } },
      ...problems,
    },
  })
