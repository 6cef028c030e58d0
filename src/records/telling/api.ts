import { z } from '@hono/zod-openapi'
import type { Api } from '../../base/http/api.ts'
import { writeRoute } from '../../base/http/api-writing.ts'
import { Ref } from '../../base/ids.ts'
import { sentLang } from '../sent-words.ts'
import { markRecording } from './recording.ts'
import { mostSeconds, mostWritten, showings } from './story.ts'
import { keepWishes } from './telling.ts'
import { writeDown } from './transcripts.ts'

const Done = z.object({ ref: z.string() }).openapi('StoryChanged')

const records = writeRoute({
  method: 'put',
  path: '/api/v1/drafts/{ref}/recordings',
  takes: z.strictObject({
    /** The name of a file that was added to the draft. */
    file: z.string().max(200),
    /** `group/question`. */
    slot: z.string().max(200),
    lang: sentLang(),
    seconds: z.int().min(1).max(mostSeconds).optional(),
  }),
  example: { file: 'what-you-did.ogg', slot: 'telling/what_you_did', lang: 'mos', seconds: 95 },
  gives: Done,
  refused: [403, 404],
})
const shares = writeRoute({
  method: 'put',
  path: '/api/v1/drafts/{ref}/sharing',
  takes: z.strictObject({
    to: z.enum(['everyone', 'members', 'community', 'named']),
    community: z.string().max(200).default(''),
    readers: z.array(z.string().max(200)).max(100).default([]),
    toldFor: z.boolean().default(false),
    shown: z.enum(showings),
    name: z.string().trim().max(200).default(''),
    agreed: z.strictObject({ how: z.enum(['spoken', 'written']), on: z.iso.date() }).optional(),
  }),
  example: {
    to: 'everyone',
    toldFor: true,
    shown: 'none',
    agreed: { how: 'spoken', on: '2026-02-01' },
  },
  gives: Done,
  refused: [403, 404],
})
const writes = writeRoute({
  method: 'put',
  path: '/api/v1/recordings/{ref}/transcript',
  takes: z.strictObject({
    words: z.string().max(mostWritten),
    lang: sentLang(),
    /** The number of the transcript that was read, where there is one. */
    seen: z.int().positive().optional(),
  }),
  example: { words: 'We dug twice before the water came.', lang: 'en' },
  gives: z.object({ ref: Ref }).openapi('TranscriptWritten'),
  refused: [403, 404, 409],
})

/** Telling by program: the answers go as those of every draft do; these say what is spoken, whom it is for, and what is said. */
export function tellingApi(api: Api): void {
  api.openapi(records, async (c) => {
    const ref = c.req.param('ref') ?? ''
    await markRecording(c.var.viewer, ref, c.req.valid('json'))
    return c.json({ ref }, 200)
  })
  api.openapi(shares, async (c) => {
    const ref = c.req.param('ref') ?? ''
    const { agreed, ...wishes } = c.req.valid('json')
    await keepWishes(c.var.viewer, ref, wishes, agreed)
    return c.json({ ref }, 200)
  })
  api.openapi(writes, async (c) => {
    const ref = c.req.param('ref') ?? ''
    await writeDown(c.var.viewer, ref, c.req.valid('json'))
    return c.json({ ref }, 200)
  })
}
