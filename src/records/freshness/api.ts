import { z } from '@hono/zod-openapi'
import { Ref } from '../../base/ids.ts'
import { Text } from '../../base/text.ts'
import type { Viewer } from '../../base/viewer.ts'
import { lookingAt } from './looking.ts'

const Others = z.array(z.object({ ref: Ref, title: Text, published: z.iso.date() })).optional()

/** The marks of a record, as programs read them. */
export const MarksShape = z
  .object({
    due: z.iso.date().optional(),
    looked: z.iso.date(),
    doubted: z.object({ since: z.iso.date(), words: Text }).optional(),
    replacedBy: Others,
    contradictedBy: Others,
    contradicts: Others,
  })
  .openapi('Marks')

/** Whether a record is still true, as programs read it. */
export const FreshnessShape = z
  .object({
    due: z.iso.date(),
    marks: MarksShape,
    broken: z.array(z.object({ address: z.string(), since: z.iso.date(), gone: z.boolean() })),
    confirmations: z.array(
      z.object({
        at: z.iso.date(),
        by: z.string(),
        version: z.int(),
        until: z.iso.date().nullable(),
        note: Text.nullable(),
      }),
    ),
  })
  .openapi('Freshness')

/** The marks of a record and who said that it is still true; the refusals of `lookingAt`. */
export async function freshnessOf(viewer: Viewer, ref: string): Promise<z.infer<typeof FreshnessShape>> {
  const { record, due, said } = await lookingAt(viewer, ref)
  return {
    due,
    marks: record.marks,
    broken: record.broken,
    confirmations: said
      .filter((one) => one.said === 'true')
      .map(({ at, name, version, until, words }) => ({
        at: at.slice(0, 10),
        by: name,
        version,
        until,
        note: words,
      })),
  }
}
