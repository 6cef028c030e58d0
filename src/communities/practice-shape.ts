import { z } from 'zod'
import { Ref } from '../base/ids.ts'
import { Lang, Text } from '../base/text.ts'
import { PastMoment, Who } from '../base/things/bundling.ts'
import { progresses } from './agenda/question.ts'
import { most as items } from './library/item.ts'
import { most } from './texts/text.ts'

/** The key fingerprint of the instance where it was made; absent in a pack. */
const origin = z.string().max(64).optional()

const Version = z.strictObject({
  title: z.string().max(most.title).default(''),
  body: z.string().min(1).max(most.body),
  lang: Lang,
  by: Who.optional(),
  at: PastMoment.optional(),
  note: z.string().max(most.note).optional(),
})

const said = {
  note: z.string().max(items.note).optional(),
  lang: Lang,
  by: Who.optional(),
  at: PastMoment.optional(),
}

/** What a community holds together, as packs bring it beside what it is. */
export const practiceShape = {
  pages: z
    .array(z.strictObject({ ref: Ref, origin, slug: z.string().min(1), versions: z.array(Version).min(1) }))
    .default([]),
  library: z
    .array(
      z.union([
        z.strictObject({ ref: Ref, ...said }),
        z.strictObject({
          href: z.url({ protocol: /^https$/ }),
          title: z.string().min(1).max(items.title),
          ...said,
        }),
      ]),
    )
    .default([]),
  /** In their order. */
  agenda: z
    .array(
      z.strictObject({
        ref: Ref,
        origin,
        words: Text,
        owner: Who.optional(),
        progress: z.enum(progresses).default('open'),
        steps: z
          .array(
            z.strictObject({
              progress: z.enum(progresses),
              reason: z.string().min(1).max(most.reason),
              lang: Lang,
              by: Who.optional(),
              at: PastMoment.optional(),
            }),
          )
          .default([]),
        answer: z.array(Version).default([]),
        /** What answers it. */
        ties: z.array(Ref).default([]),
      }),
    )
    .default([]),
}

const Practice = z.object(practiceShape)
export type Practice = z.infer<typeof Practice>
