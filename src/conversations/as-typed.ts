import type { Context } from 'hono'
import type { Doors } from '../base/http/app.ts'
import type { Attempt } from '../base/http/form.ts'
import type { Ref } from '../base/ids.ts'
import { showReport } from '../records/file-pages.tsx'
import { addSent } from '../records/keeping-files.ts'
import { url, within } from '../ui/url.ts'
import { postWithFiles } from './files.ts'
import { keepUnsent, type Typed } from './unsent.ts'
import type { Preview } from './views/Previewed.tsx'
import { storable } from './writing.ts'

/** What was typed, to be looked at before it is sent. Refuses what could not be sent. */
export function previewOf<T extends Preview>(c: Context<Doors>, typed: T): Attempt {
  storable(typed)
  return {
    values: { ...(typed as object), files: c.var.sent?.values.files ?? [] } as Attempt['values'],
    errors: [],
  }
}

/** The words of an attempt that only wants to look at them. */
export const previewed = (attempt: Attempt | undefined): Preview | undefined =>
  attempt?.values.act === 'preview' && attempt.errors.length === 0
    ? { body: String(attempt.values.body), lang: String(attempt.values.lang) }
    : undefined

/** Keeps what was typed, and goes on where it was typed. */
export async function kept(c: Context<Doors>, typed: object, place: string): Promise<Response> {
  const words = Object.entries(typed).filter(([name, value]) => typeof value === 'string' && name !== 'act')
  await keepUnsent(c.var.viewer, place, Object.fromEntries(words))
  if (c.req.header('accept') === 'application/json') return c.json({ kept: true })
  return c.redirect(
    place.endsWith('/posts')
      ? within(url`/threads`, c.req.param('ref') ?? '')
      : within(url`/communities`, c.req.param('slug') ?? '', 'threads', 'new'),
    303,
  )
}

/** What was kept stands in the form again, with nothing wrong in it. */
export const unsentAs = (unsent: Typed | undefined): Attempt | undefined =>
  unsent && { values: unsent, errors: [] }

/** Whether files came with what was typed. */
export const filesAlong = ({ var: { sent } }: Context<Doors>): boolean =>
  sent !== undefined && sent.files.length + sent.faults.length > 0

/** Keeps the files that came with a post; where one was refused, its page of files says so. */
export async function keepAlong(c: Context<Doors>, ref: Ref): Promise<Response | undefined> {
  if (!filesAlong(c)) return undefined
  const report = await addSent(postWithFiles, c.var.viewer, ref, c.var.sent!)
  return report.faults.length ? showReport(postWithFiles, c, ref, report) : undefined
}
