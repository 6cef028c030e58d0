import type { Context } from 'hono'
import type { Doors } from '../base/http/app.ts'
import { type FaultShown, faultOf, problem } from '../base/http/faults.ts'
import { isSignedOut, posted } from '../base/http/form.ts'
import { isOfApi } from '../base/http/same-site.ts'
import { t } from '../base/i18n/t.ts'
import type { Url } from '../ui/url.ts'
import { FaultPage } from './views/FaultPage.tsx'
import { SignedOutPage } from './views/SignedOutPage.tsx'

/** Programs, and scripts of ours that send data. */
const wantsData = (c: Context<Doors>): boolean =>
  c.req.path.startsWith('/api/') || c.req.header('content-type')?.startsWith('application/json') === true

/** Every refusal and failure comes through here once: a page for people, problem details for programs. */
export async function drawFault(error: unknown, c: Context<Doors>): Promise<Response> {
  const fault = faultOf(error, c)
  if (isOfApi(c) && isSignedOut(error, c))
    return problem({ ...fault, status: 401, words: t('tokens.needed') })
  if (wantsData(c) || !isSignedOut(error, c)) return draw(fault, c)
  const { pathname, search } = new URL(c.req.url)
  const here = (pathname + search) as Url
  const typed = c.req.method === 'POST' && isShort(c) ? await posted(c).catch(() => ({})) : {}
  const kept = Object.entries(typed).flatMap(([name, value]) =>
    secret.test(name)
      ? []
      : [value].flat().flatMap((one) => (typeof one === 'string' ? { name, value: one } : [])),
  )
  return c.html(<SignedOutPage words={fault.words} here={here} kept={kept} />, fault.status)
}

/**
 * As long as a form may be. Where files are taken no bound was set to what is sent, and of whom we do not know
 * nothing of it is to be held.
 */
const isShort = (c: Context<Doors>): boolean => Number(c.req.header('content-length')) <= 1024 * 1024

/** What stands in no page: it is typed again. */
const secret = /^(password|current|code)$/

export const drawNothing = (c: Context<Doors>): Response | Promise<Response> =>
  draw({ status: 404, words: t('base.missing'), requestId: c.var.requestId }, c)

function draw(fault: FaultShown, c: Context<Doors>): Response | Promise<Response> {
  if (wantsData(c)) return problem(fault)
  if (fault.retryAfter) c.header('retry-after', String(fault.retryAfter))
  return c.html(<FaultPage {...fault} />, fault.status)
}
