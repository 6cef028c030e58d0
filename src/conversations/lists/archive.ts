import type { Ref } from '../../base/ids.ts'
import type { Lang } from '../../base/text.ts'

export type ArchiveState =
  | 'reading'
  | 'previewed'
  | 'running'
  | 'paused'
  | 'done'
  | 'undoing'
  | 'undone'
  | 'failed'

/** While the worker is at it. */
export const isAtWork = (state: ArchiveState): boolean =>
  state === 'reading' || state === 'running' || state === 'undoing'

/** Bytes unpacked of all files together and of one message, messages, files; threads to a page, archives to a page; characters of a name; days for which what was sent is kept for work that is not through. */
export const most = {
  bytes: 1_000_000_000,
  message: 40_000_000,
  messages: 200_000,
  files: 300,
  perPage: 40,
  listed: 20,
  name: 120,
  told: 100,
  days: 30,
} as const

/** The last part of what may be a whole path, without signs that end lines. */
export const oneName = (name: string): string =>
  (name.split(/[\\/]/).at(-1) ?? '').replace(/\p{Cc}/gu, ' ').slice(0, 200) || '?'

/** What there is to be said of a message, of what belongs to none, or of what was left when an archive was taken back. */
export const toldKinds = [
  'no-message',
  'too-many',
  'other-secret',
  'too-large',
  'unreadable',
  'no-date',
  'charset-guessed',
  'attachment-left',
  'digest',
  'autoreply',
  'clipped',
  'asked-out',
  'stays-answered',
  'stays-changed',
  'stays-taken-on',
] as const
export type ToldKind = (typeof toldKinds)[number]

export interface Told {
  what: ToldKind
  /** In which file, and from which byte of it. */
  file?: string
  start?: number
  bytes?: number
  /** A subject, or the name of a file. */
  of?: string
  /** How many, where it is of several at once. */
  count?: number
}

/** A list that was brought along, or is being. */
export interface Archive {
  id: number
  ref: Ref
  name: string
  lang: Lang
  /** Since when whoever reads the community reads it. */
  opened: string | null
  by: string | null
  at: string
  state: ArchiveState
  /** What was sent is still here. */
  held: boolean
  /** The last day on which it surely is, while the work is not through. */
  until: string
  failedIn: ArchiveState | null
  error: string | null
  messages: number
  through: number
  firstAt: string | null
  lastAt: string | null
  people: number
  threads: number
  told: Told[]
  /** What became of messages so far. */
  counts: { made: number; there: number; askedOut: number; fault: number }
  files: { name: string; start: number; bytes: number }[]
}

/** One that is worked on, with the id of its community. */
export type Working = Archive & { community: number }

/** How long work that goes on later is done at once, and who hears how far it is. */
export interface InTurns {
  enough?: () => boolean
  told?: (through: number) => void
}

/** Its work can go on no more: what was sent for it is gone. */
export const isForgotten = ({
  held,
  state,
  failedIn,
}: Pick<Archive, 'held' | 'state' | 'failedIn'>): boolean =>
  !held && (state === 'previewed' || state === 'paused' || (state === 'failed' && failedIn !== 'undoing'))

/** Nothing more will come along, so that it can be opened or kept to members. */
export const isOver = (archive: Archive): boolean =>
  archive.state === 'done' || (isShown(archive) && (archive.state === 'undone' || isForgotten(archive)))

/** Those that its members see: of the others only facilitators know. */
export const isShown = ({ state, threads }: Pick<Archive, 'state' | 'threads'>): boolean =>
  state === 'running' ||
  state === 'paused' ||
  state === 'done' ||
  state === 'undoing' ||
  // What people added to stays where it can be found.
  (state === 'undone' && threads > 0)
