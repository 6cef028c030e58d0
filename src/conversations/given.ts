import { z } from 'zod'
import { Ref } from '../base/ids.ts'
import { Lang } from '../base/text.ts'
import { Count, Known, PastMoment, Who } from '../base/things/bundling.ts'
import { TravellingFile } from '../records/travelling-files.ts'
import { levels, most as ofImplications, states } from './implications/implication.ts'
import { most as mostOfLists } from './lists/archive.ts'
import { mostOfPoll, pollKinds } from './poll.ts'
import { mostOfSummary } from './summary.ts'
import { forms, most } from './thread.ts'

const GivenPost = z.strictObject({
  ref: Ref,
  /** Its place; that in which it stands here where nothing is said. */
  nth: z.int().positive().max(1_000_000).optional(),
  by: Who.optional(),
  sealed: z.boolean().default(false),
  lang: Lang,
  /** Without one it is written when it is taken in. */
  at: PastMoment.optional(),
  body: z.string().min(1).max(most.body),
  answers: Ref.optional(),
  organisation: Known.optional(),
  interest: z.string().max(2_000).optional(),
  part: z.enum(['topic-note', 'synthesis', 'consolidated-reply']).optional(),
  edited: PastMoment.optional(),
  /** What it said before. */
  versions: z
    .array(z.strictObject({ body: z.string().max(most.body), lang: Lang, until: PastMoment }))
    .default([]),
  /** Handles of those who thanked for it, or how many did. */
  thanks: z.union([z.array(z.string()), Count]).default([]),
  files: z.array(TravellingFile).max(500).default([]),
})
export type GivenPost = z.infer<typeof GivenPost>

/** The place of a post that did not come along: whoever wrote it wished so, or it was taken from sight. */
const LeftPost = z.strictObject({
  ref: Ref,
  nth: z.int().positive().max(1_000_000),
  left: z.enum(['stays', 'hidden']),
})
export type LeftPost = z.infer<typeof LeftPost>

/** A conversation as packs and bundles bring it; people of packs by their handles. */
export const Given = z.strictObject({
  format: z.literal('baobab-thread/1'),
  ref: Ref,
  /** The key fingerprint of the instance where it was made; absent in a pack. */
  origin: z.string().max(64).optional(),
  /** The slug of its community; a question without one stands at the door. */
  community: z.string().optional(),
  /** What it is about, by codes of places and addresses of topics: of a question at the door. */
  places: z.array(z.string()).default([]),
  topics: z.array(z.string()).default([]),
  form: z.enum(forms),
  title: z.string().min(1).max(most.title),
  lang: Lang,
  pinned: z.boolean().default(false),
  opened: PastMoment.optional(),
  lastAt: PastMoment.optional(),
  /** The place of the next post. */
  nextNth: z.int().positive().max(1_000_000).optional(),
  /** Of a moderated discussion: its last day. */
  until: z.iso.date().optional(),
  closed: z.strictObject({ at: PastMoment, why: z.string().max(2_000).optional() }).optional(),
  /** The reference of the thread in which its posts stand now. */
  mergedInto: Ref.optional(),
  /** Votes as counts. */
  poll: z
    .strictObject({
      kind: z.enum(pollKinds),
      closes: z.iso.date().optional(),
      voters: Count,
      choices: z
        .array(z.strictObject({ words: z.string().min(1).max(mostOfPoll.words), votes: Count }))
        .min(1)
        .max(mostOfPoll.choices),
    })
    .optional(),
  summaries: z
    .array(
      z.strictObject({
        lang: Lang,
        words: z
          .string()
          .min(1)
          .max(mostOfSummary * 2),
        machine: z.boolean().default(false),
        at: PastMoment,
        by: Who.optional(),
      }),
    )
    .default([]),
  /** The mailing list that brought it along, which its community opened since. */
  list: z
    .strictObject({
      ref: Ref,
      name: z.string().min(1).max(mostOfLists.name),
      lang: Lang,
      people: Count,
      opened: PastMoment,
    })
    .optional(),
  /** Of a list: nobody wrote in it since. */
  resting: z.boolean().default(false),
  /** The reference of what it concerns. */
  concerning: Ref.optional(),
  /** The reference of the post that answers it. */
  accepted: Ref.optional(),
  posts: z.array(z.union([GivenPost, LeftPost])).default([]),
  /** Of a conversation about a policy: what that means. */
  implications: z
    .array(
      z.strictObject({
        words: z.string().min(1).max(ofImplications.words),
        lang: Lang,
        level: z.enum(levels).optional(),
        state: z.enum(states).default('open'),
        reason: z.string().min(1).max(ofImplications.reason).optional(),
        /** The reference of the post that it comes from, and the handle of who noted it. */
        post: Ref.optional(),
        by: Who.optional(),
        place: z.string().max(60).optional(),
        at: PastMoment.optional(),
        reasonLang: Lang.optional(),
        /** What it said before. */
        versions: z
          .array(
            z.strictObject({
              words: z.string().min(1),
              lang: Lang,
              state: z.enum(states),
              at: PastMoment,
              reason: z.string().min(1).optional(),
              reasonLang: Lang.optional(),
            }),
          )
          .default([]),
        /** References of what it became: a question of an agenda, a record. */
        became: z.union([Ref, z.array(Ref)]).optional(),
      }),
    )
    .default([]),
})
export type Given = z.infer<typeof Given>
