import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../../base/http/app.ts'
import { type Attempt, form } from '../../base/http/form.ts'
import { url } from '../../ui/url.ts'
import { hearByMachine, hearingFor } from './hearing.ts'
import { recordingFor, writeDown } from './transcripts.ts'
import { TranscriptPage } from './views/TranscriptPage.tsx'

const Written = z.object({
  words: z.string().default(''),
  lang: z.string().max(35),
  seen: z.preprocess((one) => one || undefined, z.coerce.number().int().positive().optional()),
})

/** What is said in a recording, written down beside it. */
export function transcriptPages(app: App): void {
  app.get('/recordings/:ref/transcript', (c) => show(c))
  app.post('/recordings/:ref/transcript/hearing', form(z.object({}), { again: show }), async (c) => {
    await hearByMachine(c.var.viewer, refOf(c))
    return c.redirect(url`/recordings/${refOf(c)}/transcript`, 303)
  })
  app.get('/recordings/:ref/transcript/hearing', (c) =>
    c.redirect(url`/recordings/${refOf(c)}/transcript`, 302),
  )
  app.post('/recordings/:ref/transcript', form(Written, { again: show }), async (c) => {
    const { thing, recorded } = await recordingFor(c.var.viewer, refOf(c))
    await writeDown(c.var.viewer, refOf(c), c.req.valid('form'))
    const [group = '', question = ''] = recorded.slot.split('/')
    return c.redirect(
      thing.kind === 'record'
        ? url`/records/${thing.ref}`
        : url`/drafts/${thing.ref}/telling/voice/${group}/${question}`,
      303,
    )
  })
}

const refOf = (c: Context<Doors>): string => c.req.param('ref') ?? ''

async function show(c: Context<Doors>, attempt?: Attempt): Promise<Response> {
  const one = await recordingFor(c.var.viewer, refOf(c))
  const service = await hearingFor(c.var.viewer, one)
  return c.html(<TranscriptPage {...one} service={service} attempt={attempt} />)
}
