import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../../base/http/app.ts'
import { type Attempt, form } from '../../base/http/form.ts'
import { refuse } from '../../base/refusal.ts'
import { handle } from '../../people/handles.ts'
import { url } from '../../ui/url.ts'
import { threadFor } from '../reading.ts'
import { answerersOf, callAnswerer, mayCall, mostAnswerers } from './answerers.ts'
import { AnswerersPage } from './views/AnswerersPage.tsx'

const Calling = z.object({ handle })

/** Who could answer a question; whoever arranges it asks them to. */
export function answererPages(app: App): void {
  app.get('/threads/:ref/answerers', (c) => showAnswerers(c))
  app.post('/threads/:ref/answerers', form(Calling, { again: showAnswerers }), async (c) => {
    const { ref } = await callAnswerer(c.var.viewer, c.req.param('ref'), c.req.valid('form').handle)
    return c.redirect(url`/threads/${ref}/answerers`, 303)
  })
}

async function showAnswerers(c: Context<Doors>, attempt?: Attempt) {
  const { viewer } = c.var
  const thread = await threadFor(viewer, c.req.param('ref') ?? '')
  if (!mayCall(viewer, thread)) refuse('forbidden', 'door.mayNotCall')
  const answerers = await answerersOf(viewer, thread, mostAnswerers)
  return c.html(<AnswerersPage {...{ thread, answerers, attempt }} />)
}
