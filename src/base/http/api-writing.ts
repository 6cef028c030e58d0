import { createRoute, z } from '@hono/zod-openapi'
import { Problem } from './api.ts'

/** Why something is not done, as the document says it; 400, 401, 413 and 429 may come of any. */
const refusals = {
  403: 'You may not, or the token only reads',
  404: 'There is no such thing, or it is not open to you',
  409: 'It stands against what is there by now',
  422: 'What was sent does not fit; errors names each place',
}
export type Refused = keyof typeof refusals

const asProblem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: Problem } },
})

/** The responses of an operation that is refused in these ways, beside those that may come of any. */
export const refusedWith = (refused: readonly Refused[]) => ({
  400: asProblem('The request cannot be read'),
  401: asProblem('A token is needed, or this one does not count'),
  ...Object.fromEntries(refused.map((status) => [status, asProblem(refusals[status])])),
  429: asProblem('Too many requests'),
})

/** What lets a program in, as the document names it. */
export const byToken = [{ token: [] as string[] }]

type Params = z.ZodType<Record<string, string>>
/** The parts of an address in braces. */
export const paramsOf = (path: string): Params =>
  z.object(
    Object.fromEntries([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name!, z.string().max(200)])),
  ) as unknown as Params

interface Writing<B extends z.ZodType, R extends z.ZodType> {
  method: 'post' | 'put' | 'patch'
  path: string
  takes: B
  /** A body that is taken. */
  example: z.input<B>
  gives: R
  refused: readonly Refused[]
}

/** An address that takes a JSON body and needs a token. */
export const writeRoute = <B extends z.ZodType, R extends z.ZodType>({
  method,
  path,
  takes,
  example,
  gives,
  refused,
}: Writing<B, R>) =>
  createRoute({
    method,
    path,
    tags: [path.split('/')[3]!],
    security: byToken,
    request: {
      params: paramsOf(path) as never,
      body: { required: true, content: { 'application/json': { schema: takes, example } } },
    },
    responses: {
      200: { description: 'Done', content: { 'application/json': { schema: gives } } },
      ...(refusedWith([...refused, 422]) as object),
    },
  })

/** An address that does one thing without a body. */
export const actRoute = <R extends z.ZodType>(
  method: 'post' | 'delete',
  path: string,
  { gives, refused }: { gives: R; refused: readonly Refused[] },
) =>
  createRoute({
    method,
    path,
    tags: [path.split('/')[3]!],
    security: byToken,
    request: { params: paramsOf(path) as never },
    responses: {
      200: { description: 'Done', content: { 'application/json': { schema: gives } } },
      ...(refusedWith(refused) as object),
    },
  })

/** An address that gives what belongs to whoever's token it is. */
export const ownRoute = <R extends z.ZodType, Q extends z.ZodObject>(path: string, gives: R, query: Q) =>
  createRoute({
    method: 'get',
    path,
    tags: [path.split('/')[3]!],
    security: byToken,
    request: { params: paramsOf(path) as never, query },
    responses: {
      200: { description: 'The whole of it', content: { 'application/json': { schema: gives } } },
      ...(refusedWith([404]) as object),
    },
  })
