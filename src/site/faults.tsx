import type { Context } from 'hono'
import type { Doors } from '../base/http/app.ts'
import { type FaultShown, faultOf, problem } from '../base/http/faults.ts'
import { t } from '../base/i18n/t.ts'
import { FaultPage } from './views/FaultPage.tsx'

/** Programs, and scripts of ours that send data. */
const wantsData = (c: Context<Doors>): boolean =>
  c.req.path.startsWith('/api/') || c.req.header('content-type')?.startsWith('application/json') === true

/** Every refusal and failure comes through here once: a page for people, problem details for programs. */
export function drawFault(error: unknown, c: Context<Doors>): Response | Promise<Response> {
  return draw(faultOf(error, c), c)
}

export const drawNothing = (c: Context<Doors>): Response | Promise<Response> =>
  draw({ status: 404, words: t('base.missing'), requestId: c.var.requestId }, c)

function draw(fault: FaultShown, c: Context<Doors>): Response | Promise<Response> {
  if (wantsData(c)) return problem(fault)
  if (fault.retryAfter) c.header('retry-after', String(fault.retryAfter))
  return c.html(<FaultPage {...fault} />, fault.status)
}
