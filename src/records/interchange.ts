import { z } from 'zod'
import { Ref } from '../base/ids.ts'
import { Labels, Lang, Text } from '../base/text.ts'
import { recordKinds } from '../instruments/definition.ts'

/** A record as it travels: packs, export and import all speak this, and nothing else. */
const Day = z.iso.date()

const roles = [
  'compiler',
  'author',
  'land-user',
  'resource-person',
  'reviewer',
  'translator',
  'curator',
] as const
/** What one record is to another. */
export const relations = [
  'extends',
  'adapts',
  'replaces',
  'contradicts',
  'implements',
  'learned-at',
  'derives-from',
  'cites',
] as const

/** Credit as each wishes: by name, as a group, or without a name (then `name` is not kept). */
export const Contributor = z
  .strictObject({
    role: z.enum(roles),
    shown: z.enum(['named', 'group', 'unnamed']),
    name: z.string().min(1).optional(),
    organisation: z.string().optional(),
  })
  .refine(
    (one) => (one.shown === 'unnamed') === (one.name === undefined),
    'a named person or group needs a name, an unnamed one must not have one',
  )
export type Contributor = z.infer<typeof Contributor>

/** The recorded consent of a group whose knowledge this is. */
export const Consent = z.strictObject({
  by: z.string(),
  for: Text,
  given: Day,
  until: Day.optional(),
  readBackIn: Lang.optional(),
  conditions: Text.optional(),
})

export type Consent = z.infer<typeof Consent>

/** One version's content; immutable once published. */
export const Content = z.strictObject({
  edition: z.string(),
  title: Text,
  summary: Text,
  /** From data and research, or from experience; and from where, in words. */
  knowledge: z.enum(['research', 'experience']),
  basis: Text.optional(),
  contributors: z.array(Contributor).min(1),
  organisations: z.array(z.string()).default([]),
  /** Codes: ISO 3166-1 alpha-2 (`NE`), UN M49 (`011`), `001` the world, groupings (`ECOWAS`), areas below (`NE-5`, `BF-10-OUA`). */
  places: z.array(z.string()).min(1),
  /** `vocabulary:concept`. */
  topics: z.array(z.string()).default([]),
  licence: z.string(),
  identifiers: z.array(z.strictObject({ scheme: z.string(), value: z.string() })).default([]),
  links: z.array(z.strictObject({ rel: z.enum(relations), to: Ref })).default([]),
  files: z
    .array(
      z.strictObject({
        name: z.string(),
        url: z.url(),
        mediaType: z.string(),
        size: z.int().optional(),
        caption: Labels.optional(),
        credit: z.string().optional(),
      }),
    )
    .default([]),
  consent: Consent.optional(),
  answers: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
})
export type Content = z.infer<typeof Content>

export const Travelling = z.strictObject({
  format: z.literal('baobab-record/1'),
  ref: Ref,
  kind: z.enum(recordKinds),
  instrument: z.string(),
  /** The key fingerprint of the instance where it was made; absent in a pack. */
  origin: z.string().optional(),
  state: z.enum(['published', 'withdrawn']),
  /** Said in place of a withdrawn record. */
  tombstone: Text.optional(),
  reviewed: z.boolean(),
  access: z
    .strictObject({
      to: z.enum(['everyone', 'members', 'named']),
      purpose: Text.optional(),
      opens: Day.optional(),
    })
    .default({ to: 'everyone' }),
  custodian: z.string().optional(),
  lookAgain: Day.optional(),
  versions: z
    .array(
      z.strictObject({
        number: z.int().positive(),
        published: Day,
        note: Text.optional(),
        minor: z.boolean().default(false),
        content: Content,
      }),
    )
    .min(1),
})
export type Travelling = z.infer<typeof Travelling>
