import type { Context, MiddlewareHandler } from 'hono'
import type { z } from 'zod'
import { Refusal, refuse } from '../refusal.ts'
import { said } from '../said.ts'
import type { Doors } from './app.ts'

/** What was typed and what was wrong with it, for drawing a form again. */
export interface Attempt {
  values: Record<string, string | string[]>
  errors: { field: string; message: string }[]
}

type Again = (c: Context<Doors>, attempt: Attempt) => Response | Promise<Response>

/**
 * Reads a posted form by its schema into `c.req.valid('form')`. When the input does not fit, or the
 * verb behind it refuses, the page is drawn again by `again` with everything that was typed: 422.
 */
export function form<S extends z.ZodType>(
  schema: S,
  { again }: { again: Again },
): MiddlewareHandler<Doors, string, { in: { form: z.input<S> }; out: { form: z.output<S> } }> {
  return async (c, next) => {
    const values = await posted(c)
    const draw = async (errors: Attempt['errors']) => {
      const page = await again(c, { values, errors })
      return new Response(page.body, { status: 422, headers: page.headers })
    }
    if (c.var.sent?.broken) return draw([{ field: '', message: said(c.var.sent.broken) }])
    const read = schema.safeParse(values)
    if (!read.success)
      return draw(read.error.issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message })))
    c.req.addValidatedData('form', read.data as object)
    await next()
    if (c.error instanceof Refusal && !isSignedOut(c.error, c)) {
      const page = await draw([{ field: '', message: said(c.error) }])
      // Nothing of the fault's own page is to stay, not even a header.
      c.res = undefined
      c.res = page
      c.error = undefined
    }
  }
}

/**
 * Whether somebody may not because we do not know who they are. Their session may have ended while they
 * wrote, and the form is not theirs to see now: whoever draws the fault gives back what they typed.
 */
export const isSignedOut = (error: unknown, c: Context<Doors>): boolean =>
  error instanceof Refusal && error.kind === 'forbidden' && c.var.viewer?.kind === 'stranger'

/** What a form sent, by the names of its fields. */
export async function posted(c: Context<Doors>): Promise<Attempt['values']> {
  if (c.var.sent) return c.var.sent.values
  try {
    return (await c.req.parseBody({ all: true })) as Attempt['values']
  } catch {
    return refuse('unreadable', 'base.brokenForm')
  }
}
