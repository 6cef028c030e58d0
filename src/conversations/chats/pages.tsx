import type { Context } from 'hono'
import { z } from 'zod'
import { type Arrived, arrive, discard } from '../../base/files/receiving.ts'
import type { App, Doors } from '../../base/http/app.ts'
import { idAsked, pageAsked } from '../../base/http/asked.ts'
import { type Attempt, form } from '../../base/http/form.ts'
import { filesSent } from '../../base/http/multipart.ts'
import { reader } from '../../base/i18n/reader.ts'
import { Refusal, refuse } from '../../base/refusal.ts'
import { said } from '../../base/said.ts'
import { personOf } from '../../people/account.ts'
import { handle } from '../../people/handles.ts'
import { url } from '../../ui/url.ts'
import { sayOfSpeaker } from './agreeing.ts'
import { bringChat, removeChat } from './bringing.ts'
import { most } from './chat.ts'
import { chatFor, chatsOf, placeOfSaying, sayingsIn, speakerIn, speakersIn } from './chats.ts'
import { limits } from './receiving.ts'
import { ChatPage } from './views/ChatPage.tsx'
import { ChatsPage, NewChatPage } from './views/ChatsPage.tsx'
import { SpeakerPage } from './views/SpeakerPage.tsx'
import { SpeakersPage } from './views/SpeakersPage.tsx'

const SaidOf = z.object({
  how: z.enum(['member', 'agreed', 'neither']).default('neither'),
  handle: handle.default(''),
  on: z.string().max(20).default(''),
  words: z.string().max(10_000).default(''),
  shown: z.enum(['named', 'unnamed']).default('unnamed'),
  as: z.string().max(1_000).default(''),
})

/** Chats that somebody brings to write up from. */
export function chatPages(app: App): void {
  app.get('/chats', async (c) => {
    const page = pageAsked(c)
    return c.html(<ChatsPage {...(await chatsOf(c.var.viewer, page))} page={page} />)
  })
  app.get('/chats/new', (c) => {
    personOf(c.var.viewer)
    return c.html(<NewChatPage lang={reader().lang} />)
  })
  app.post('/chats/new', receiveChat)
  app.get('/chats/:ref', async (c) => {
    // What was said has no page of its own: its address leads to its place in the chat.
    const place = await placeOfSaying(c.var.viewer, refOf(c))
    if (place) return c.redirect(url`/chats/${place.chat}?page=${place.page}#said-${place.nth}`, 302)
    const chat = await chatFor(c.var.viewer, refOf(c))
    const page = pageAsked(c)
    const last = Math.max(1, Math.ceil(chat.sayings / most.perPage))
    if (page > last) return c.redirect(url`/chats/${chat.ref}`, 302)
    const { speakers } = await speakersIn(chat, { q: '', page: 1 })
    return c.html(<ChatPage {...{ chat, page, speakers }} sayings={await sayingsIn(chat, { page })} />)
  })
  app.get('/chats/:ref/speakers', async (c) => {
    const chat = await chatFor(c.var.viewer, refOf(c))
    const asked = { q: c.req.query('q')?.trim().slice(0, most.name) ?? '', page: pageAsked(c) }
    return c.html(<SpeakersPage {...{ chat, asked }} {...(await speakersIn(chat, asked))} />)
  })
  app.get('/chats/:ref/speakers/:id', (c) => showSpeaker(c))
  app.post('/chats/:ref/speakers/:id', form(SaidOf, { again: showSpeaker }), async (c) => {
    await sayOfSpeaker(c.var.viewer, refOf(c), idAsked(c), c.req.valid('form'))
    return c.redirect(url`/chats/${refOf(c)}`, 303)
  })
  app.post('/chats/:ref/removal', async (c) => {
    await removeChat(c.var.viewer, refOf(c))
    return c.redirect(url`/chats`, 303)
  })
  app.get('/chats/:ref/removal', (c) => c.redirect(url`/chats/${refOf(c)}`, 302))
}

const refOf = (c: Context<Doors>): string => c.req.param('ref') ?? ''

async function showSpeaker(c: Context<Doors>, attempt?: Attempt): Promise<Response> {
  const chat = await chatFor(c.var.viewer, refOf(c))
  const speaker = await speakerIn(chat, idAsked(c))
  return c.html(<SpeakerPage {...{ chat, speaker, attempt }} />)
}

async function receiveChat(c: Context<Doors>): Promise<Response> {
  personOf(c.var.viewer)
  const fields: Record<string, string> = { name: '', lang: reader().lang }
  let upload: (Arrived & { file: string }) | undefined
  try {
    const files = filesSent(c, {
      total: limits.sent + 500_000,
      files: 1,
      field: (name, value) => (fields[name] = value),
    })
    for await (const { name, stream } of files)
      upload = {
        file: name,
        ...(await arrive(stream, {
          most: limits.sent,
          tooLarge: () => refuse('invalid', 'chats.tooLarge', { most: limits.sent / 1_000_000 }),
          broken: () => refuse('unreadable', 'base.fileBroke', { name }),
        })),
      }
    if (!upload || upload.bytes === 0) return refuse('invalid', 'chats.noFile')
    const ref = await bringChat(c.var.viewer, upload, fields as { name: string; lang: string })
    return c.redirect(url`/chats/${ref}`, 303)
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind === 'forbidden') throw error
    const attempt = { values: fields, errors: [{ field: 'file', message: said(error) }] }
    return c.html(<NewChatPage lang={reader().lang} attempt={attempt} />, 422)
  } finally {
    // Nothing of the file is kept but its words.
    if (upload) await discard(upload)
  }
}
