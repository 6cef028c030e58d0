import { z } from 'zod'
import type { Ref } from '../../base/ids.ts'
import { Lang } from '../../base/text.ts'

/** What can be brought in through one door; a command takes the last three in at once, with what stands beside them. */
export const broughtKinds = ['table', 'bibliography', 'members'] as const
export type BroughtKind = (typeof broughtKinds)[number]
export const wholeKinds = ['record', 'vocabulary', 'instrument'] as const
export const runKinds = [...broughtKinds, ...wholeKinds] as const
export type RunKind = (typeof runKinds)[number]

/** Files that are one thing: kept whole or not at all, whatever their lines say. */
export const isWhole = (kind: RunKind): kind is 'vocabulary' | 'instrument' =>
  kind === 'vocabulary' || kind === 'instrument'

export type RunState =
  | 'reading'
  | 'read'
  | 'previewing'
  | 'previewed'
  | 'running'
  | 'done'
  | 'undoing'
  | 'undone'
  | 'failed'

/** While the worker is at it. */
export const isAtWork = (state: RunState): boolean =>
  state === 'reading' || state === 'previewing' || state === 'running' || state === 'undoing'

export const outcomes = ['new', 'changed', 'unchanged', 'fault'] as const
export type LineOutcome = (typeof outcomes)[number]

/** Bytes of a file, and lines in it. */
export const limits = { bytes: 20 * 1024 * 1024, lines: 50_000, cell: 100_000, columns: 500 }

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'windows-1256'] as const
export type FileEncoding = (typeof encodings)[number]
export const delimiters = [',', ';', '\t'] as const
export type Delimiter = (typeof delimiters)[number]

/** What is chosen before the preview; a column goes to a target of `targets.ts`, or nowhere. */
export const Matching = z.object({
  instrument: z.string().max(100).optional(),
  /** By the place of the column in the file, from 0. */
  columns: z.array(z.string().max(200)).max(limits.columns).default([]),
  encoding: z.enum(encodings).optional(),
  delimiter: z.enum(delimiters).optional(),
  /** What every line has that says nothing else. */
  language: Lang.optional(),
  places: z.array(z.string().max(40)).max(50).default([]),
  topics: z.array(z.string().max(200)).max(50).default([]),
  licence: z.string().max(100).optional(),
})
export type Matching = z.infer<typeof Matching>

/** How the file was understood. */
export interface FileRead {
  format?: 'csv' | 'xlsx' | 'bibtex' | 'ris' | 'csl-json' | 'json' | 'text'
  encoding?: FileEncoding
  delimiter?: Delimiter
  /** What its columns are called there. */
  columns?: string[]
}

/** A line as it was read: the cells of a row, a reference as CSL-JSON; or why it could not be read. */
export interface GivenLine {
  /** Where it begins, from 1. */
  line: number
  given: unknown
  fault?: string
}

export interface Difference {
  what: string
  before?: string
  after: string
}

export interface Run {
  id: number
  ref: Ref
  kind: RunKind
  file: string
  /** Whose it is; nobody is the command line. */
  person: number | null
  by: string | null
  lang: string
  at: Date
  finished: Date | null
  state: RunState
  failedIn: RunState | null
  error: string | null
  reading: FileRead
  matching: Matching
  lines: number
  through: number
  counts: Record<LineOutcome, number>
}

/** A line of a file that is one thing: what it would do to one part of it, in words. */
export interface WholeLine {
  /** Where it stands, from 1; 0 where a file does not say it on one line. */
  line: number
  outcome: LineOutcome
  title: string
  differences: Difference[]
  reasons: string[]
  /** What is kept of it for taking it back. */
  plan: object
}
