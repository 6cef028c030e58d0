import { z } from 'zod'
import { Ref } from '../base/ids.ts'
import { Lang, Text } from '../base/text.ts'
import { Known, Named, PastMoment, Who } from '../base/things/bundling.ts'
import { openings, rests, ways } from './community.ts'
import { practiceShape } from './practice-shape.ts'

const Day = z.iso.date()

/** A community as packs and bundles bring it; people of packs and organisations by the ends of their pages' addresses. */
export const Given = z.strictObject({
  format: z.literal('baobab-community/1'),
  ref: Ref,
  /** The key fingerprint of the instance where it was made; absent in a pack. */
  origin: z.string().max(64).optional(),
  slug: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  sort: z.enum(['community', 'programme']).default('community'),
  name: Text,
  question: Text.optional(),
  conditions: Text.optional(),
  purpose: Text.optional(),
  conduct: Text.optional(),
  resources: Text.optional(),
  resourcesUntil: Day.optional(),
  places: z.array(z.string()).default([]),
  topics: z.array(z.string()).default([]),
  joining: z.enum(ways).default('open'),
  openTo: z.enum(openings).default('everyone'),
  forGovernments: z.boolean().default(false),
  home: z.union([z.string(), Known]).optional(),
  homeless: Text.optional(),
  successor: z.union([z.string(), Known]).optional(),
  sponsor: z.union([z.string(), Known]).optional(),
  /** What it is a chapter of or takes part in. */
  above: z.union([z.string(), Known]).optional(),
  rest: z.enum(rests).optional(),
  parting: Text.optional(),
  members: z.array(z.string()).default([]),
  facilitators: z
    .array(z.strictObject({ handle: z.string(), since: Day, until: Day.optional() }))
    .default([]),
  moderators: z.array(z.strictObject({ handle: z.string(), since: Day, langs: z.array(Lang) })).default([]),
  /** Who belonged to it where a bundle comes from, and wished to be named; they are no members here. */
  people: z
    .array(
      Named.extend({
        roles: z
          .array(
            z.strictObject({
              role: z.enum(['facilitator', 'moderator', 'sponsor']),
              since: Day,
              until: Day.optional(),
              langs: z.array(Lang).optional(),
            }),
          )
          .optional(),
      }),
    )
    .default([]),
  goals: z
    .array(
      z.strictObject({
        words: Text,
        measure: Text,
        by: Day.optional(),
        made: PastMoment.optional(),
        ended: z.union([Day, PastMoment]).optional(),
        how: z.enum(['reached', 'changed', 'given-up']).optional(),
        reason: z.string().optional(),
        /** The place among them of the one that it took the place of. */
        follows: z.int().nonnegative().optional(),
      }),
    )
    .default([]),
  channels: z.array(z.strictObject({ label: z.string(), href: z.url({ protocol: /^https?$/ }) })).default([]),
  groups: z
    .array(
      z.strictObject({
        ref: Ref,
        origin: z.string().max(64).optional(),
        task: Text,
        product: Text,
        convenor: Who.optional(),
        ends: Day,
        ended: PastMoment.optional(),
        outcome: Text.optional(),
        /** The reference of what came of it. */
        made: Ref.optional(),
      }),
    )
    .default([]),
  ...practiceShape,
})
export type Given = z.infer<typeof Given>
