import { z } from 'zod'
import { t } from '../base/i18n/t.ts'
import { Ref } from '../base/ids.ts'
import { Labels, Lang, Text } from '../base/text.ts'
import { whys } from '../instruments/carrying.ts'
import { recordKinds, Slot } from '../instruments/definition.ts'
import { Consulted } from './consent/consulted.ts'
import { unstorable } from './storable.ts'
import { TravellingRecording } from './telling/travelling.ts'
import { TravellingFile } from './travelling-files.ts'

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
  .refine((one) => (one.shown === 'unnamed') === (one.name === undefined), {
    error: () => t('records.faultName'),
  })
export type Contributor = z.infer<typeof Contributor>

/**
 * Notices of Local Contexts (localcontexts.org), which say that a community has an interest in what is shared.
 * Its labels are the communities' own to put, and are not offered.
 */
export const notices = [
  'attribution-incomplete',
  'traditional-knowledge',
  'biocultural',
  'open-to-collaborate',
] as const

/** The recorded consent of a group whose knowledge this is; its last day, where it has one, is `until`. */
export const Consent = z
  .strictObject({
    by: z.string(),
    /** For whom they spoke, where `by` does not say so. */
    group: z.string().min(1).optional(),
    for: Text,
    given: Day,
    until: Day.optional(),
    readBackIn: Lang.optional(),
    /** The day on which it was, and who agreed then. */
    readBack: Day.optional(),
    agreed: z.string().min(1).optional(),
    conditions: Text.optional(),
    notices: z.array(z.enum(notices)).min(1).optional(),
    /** They were told what cannot be recalled once it is shared. */
    warned: z.literal(true).optional(),
  })
  .refine(({ given, until }) => until === undefined || given <= until, {
    path: ['until'],
    error: () => t('records.faultUntil'),
  })
export type Consent = z.infer<typeof Consent>

/** So many characters at most in each language: they stand in lists, tables and suggestions. */
const upTo = (most: number, text: typeof Text) =>
  text.refine(({ texts }) => Object.values(texts).every((words) => words.length <= most), {
    error: () => t('records.faultLong', { most }),
  })

/** What a record is to another; of an adaptation, what was changed and why, and what failed or worked less well. */
const Link = z
  .strictObject({
    rel: z.enum(relations),
    to: Ref,
    changed: upTo(4_000, Text).optional(),
    failed: upTo(4_000, Text).optional(),
  })
  .refine(({ rel, changed, failed }) => rel === 'adapts' || !(changed || failed), {
    error: () => t('records.faultAdaptation'),
  })

/** One version's content; immutable once published. */
export const Content = z.strictObject({
  edition: z.string(),
  title: upTo(300, Text),
  summary: upTo(4_000, Text),
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
  links: z.array(Link).default([]),
  files: z
    .array(
      z.strictObject({
        name: z.string(),
        /** Where it can be had; without one it is only told of. */
        url: z.url().optional(),
        mediaType: z.string(),
        size: z.int().optional(),
        caption: Labels.optional(),
        credit: z.string().optional(),
      }),
    )
    .default([]),
  consent: Consent.optional(),
  /** Who was consulted, as far as it is told. */
  consulted: Consulted.optional(),
  answers: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
  /** Answers to earlier editions that this one has no place for, as they were given, and why. */
  kept: z
    .array(
      z.strictObject({
        edition: z.string(),
        slot: Slot,
        row: z.union([z.string(), z.int()]).optional(),
        answer: z.unknown(),
        why: z.enum(whys),
      }),
    )
    .optional(),
})
export type Content = z.infer<typeof Content>

export const Travelling = z
  .strictObject({
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
        to: z.enum(['everyone', 'members', 'community', 'named']),
        /** Its slug; where there is none of it, the record is closed to all but those it names. */
        community: z.string().optional(),
        purpose: Text.optional(),
        opens: Day.optional(),
      })
      .default({ to: 'everyone' }),
    custodian: z.string().optional(),
    lookAgain: Day.optional(),
    /** Those that are kept with it, whichever version is read; `files` of a version are only told of. */
    files: z.array(TravellingFile).max(500).optional(),
    /** Answers that are spoken, in files of these. */
    recordings: z.array(TravellingRecording).max(100).optional(),
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
  .superRefine((record, ctx) => {
    for (const { path, message } of unstorable(record)) ctx.addIssue({ code: 'custom', path, message })
    record.versions.forEach(({ number, content }, i) => {
      const before = record.versions[i - 1]?.number ?? 0
      if (number <= before)
        ctx.addIssue({
          code: 'custom',
          path: ['versions', i, 'number'],
          message: t('records.faultOrder', { number, before }),
        })
      if (needsConsent(content) && !content.consent)
        ctx.addIssue({
          code: 'custom',
          path: ['versions', i, 'content', 'consent'],
          message: t('records.faultConsent'),
        })
    })
  })
export type Travelling = z.infer<typeof Travelling>

/** What a group of land users knows leaves by no door without their consent. */
export const needsConsent = ({ contributors }: Pick<Content, 'contributors'>): boolean =>
  contributors.some(({ role, shown }) => role === 'land-user' && shown === 'group')
