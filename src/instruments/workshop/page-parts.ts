import type { Context } from 'hono'
import type { Doors } from '../../base/http/app.ts'
import { type Attempt, posted } from '../../base/http/form.ts'
import { Refusal } from '../../base/refusal.ts'
import { said } from '../../base/said.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { type Url, url, withQuery } from '../../ui/url.ts'
import type { Definition, Slot } from '../definition.ts'
import { lookup } from '../lookup.ts'
import { editing } from './viewing.ts'

/** Draws these questions as they are asked of whoever writes a record. */
export type PreviewOf = (props: {
  definition: Definition
  slots: Slot[]
  lang: string
}) => Promise<JSX.Element>

/** Draws a form again where somebody else has changed meanwhile what it is about: 409, with all that was typed. */
export async function orClash(
  c: Context<Doors>,
  work: () => Promise<Response>,
  again: (attempt: Attempt) => Response | Promise<Response>,
): Promise<Response> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Refusal) || error.key !== 'workshop.meanwhile') throw error
    const page = await again({ values: await posted(c), errors: [{ field: '', message: said(error) }] })
    return new Response(page.body, { status: 409, headers: page.headers })
  }
}

export const refOf = (c: Context<Doors>): string => c.req.param('ref') ?? ''
/** The language of what was typed, else the one the address asks for. */
export const langOf = (c: Context<Doors>, attempt: Attempt | undefined): string | undefined =>
  [attempt?.values.lang ?? c.req.query('in') ?? []].flat()[0]

export const slotOf = (c: Context<Doors>): Slot => `${c.req.param('group')}/${c.req.param('question')}`
export const questionAt = (c: Context<Doors>): Url =>
  url`/proposals/${refOf(c)}/questions/${c.req.param('group') ?? ''}/${c.req.param('question') ?? ''}`
export const toQuestion = (c: Context<Doors>, lang: string, at = '') =>
  c.redirect(withQuery(questionAt(c), new URLSearchParams(), { in: lang }) + at, 303)

/** The outline at this group, in its section. */
export async function toOutline(c: Context<Doors>, lang: string, group: string | undefined) {
  const { definition } = await editing(c.var.viewer, refOf(c), lang)
  const part = lookup(definition).parts.find((one) => one.group.id === group)
  const at = withQuery(url`/proposals/${refOf(c)}/questions`, new URLSearchParams(), {
    section: part?.sections[0]?.id,
    in: lang,
  })
  return c.redirect(part ? `${at}${url`#g-${part.group.id}`}` : at, 303)
}
