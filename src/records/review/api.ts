import { z } from '@hono/zod-openapi'
import type { Api } from '../../base/http/api.ts'
import { actRoute, writeRoute } from '../../base/http/api-writing.ts'
import { Ref } from '../../base/ids.ts'
import { sentWords } from '../sent-words.ts'
import { namingPlaces } from '../writing/for-programs.ts'
import { submitDraft, takeBack } from './submitting.ts'

const path = '/api/v1/drafts/{ref}/submission'
const gives = z.object({ ref: Ref }).openapi('Submission')
const submits = writeRoute({
  method: 'post',
  path,
  takes: z.strictObject({ words: sentWords(5_000).optional(), note: sentWords(2_000).optional() }),
  example: { words: 'The telephone number is that of the district office.' },
  gives,
  refused: [404, 409],
})
const takesBack = actRoute('delete', path, { gives, refused: [404] })

/** Giving a draft to its reviewers by program, and taking it back. */
export function submissionApi(api: Api): void {
  api.openapi(submits, async (c) => {
    const ref = c.req.param('ref') ?? ''
    await namingPlaces(c.var.viewer, ref, () => submitDraft(c.var.viewer, ref, c.req.valid('json')))
    return c.json({ ref: ref as Ref }, 200)
  })
  api.openapi(takesBack, async (c) => {
    const ref = c.req.param('ref') ?? ''
    await takeBack(c.var.viewer, ref)
    return c.json({ ref: ref as Ref }, 200)
  })
}
