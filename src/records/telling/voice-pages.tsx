import type { Context } from 'hono'
import type { App, Doors } from '../../base/http/app.ts'
import type { Attempt } from '../../base/http/form.ts'
import { filesSent } from '../../base/http/multipart.ts'
import { Refusal, refuse } from '../../base/refusal.ts'
import { said } from '../../base/said.ts'
import { type Url, url } from '../../ui/url.ts'
import { keepRecording, removeRecording } from './recording.ts'
import { mostMegabytes } from './story.ts'
import { voiceFor } from './telling.ts'
import { VoicePage } from './views/VoicePage.tsx'

const at = '/drafts/:ref/telling/voice/:group/:question'

/** One question, answered by voice: recorded in the page, or sent as a file. */
export function voicePages(app: App): void {
  app.get(at, (c) => show(c))
  app.post(at, async (c) => {
    const typed: Record<string, string> = { lang: '', seconds: '' }
    const refusal = await taken(c, typed)
    if (refusal) {
      const again = await show(c, { values: typed, errors: [{ field: 'sound', message: said(refusal) }] })
      return new Response(again.body, { status: 422, headers: again.headers })
    }
    return c.redirect(hereOf(c), 303)
  })
  app.post(`${at}/removal`, async (c) => {
    await removeRecording(c.var.viewer, refOf(c), slotOf(c))
    return c.redirect(hereOf(c), 303)
  })
  app.get(`${at}/removal`, (c) => c.redirect(hereOf(c), 302))
}

/** Takes what was sent; gives why it was not taken, if it was not. Whatever is refused is read to its end, so that the answer arrives. */
async function taken(c: Context<Doors>, typed: Record<string, string>): Promise<Refusal | undefined> {
  let outcome: Refusal | 'kept' | undefined
  const field = (name: string, value: string): void => {
    typed[name] = value
  }
  const bounds = { total: (mostMegabytes + 1) * 1_000_000, files: 1, field }
  try {
    for await (const one of filesSent(c, bounds)) {
      const seconds = Math.round(Number(typed.seconds))
      const counted = seconds > 0 && seconds <= 86_400 ? { seconds } : {}
      try {
        await keepRecording(c.var.viewer, refOf(c), slotOf(c), one, { lang: typed.lang!, ...counted })
        outcome = 'kept'
      } catch (error) {
        outcome = refusalIn(error)
      }
    }
    if (!outcome) refuse('invalid', 'telling.noSoundChosen')
  } catch (error) {
    return refusalIn(error)
  }
  return outcome === 'kept' ? undefined : outcome
}

function refusalIn(error: unknown): Refusal {
  if (!(error instanceof Refusal) || error.kind === 'missing' || error.kind === 'forbidden') throw error
  return error
}

const refOf = (c: Context<Doors>): string => c.req.param('ref') ?? ''
const slotOf = (c: Context<Doors>): string => `${c.req.param('group')}/${c.req.param('question')}`
const hereOf = (c: Context<Doors>): Url =>
  url`/drafts/${refOf(c)}/telling/voice/${c.req.param('group') ?? ''}/${c.req.param('question') ?? ''}`

const show = async (c: Context<Doors>, attempt?: Attempt): Promise<Response> =>
  c.html(
    <VoicePage {...(await voiceFor(c.var.viewer, refOf(c), slotOf(c)))} here={hereOf(c)} attempt={attempt} />,
  )
