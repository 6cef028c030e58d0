import type { Sent } from '../../http/multipart.ts'
import type { InterfaceLanguage } from '../../i18n/reader.ts'
import type { Ref } from '../../ids.ts'
import type { ImportReport } from '../../import.ts'
import { refuse } from '../../refusal.ts'
import type { Viewer } from '../../viewer.ts'
import type { AnswerWay, OurAddress } from '../addresses.ts'
import type { Part } from '../letter.ts'
import type { ReadMail } from './reading.ts'

/** Who writes. */
export interface Sender {
  id: number
  ref: Ref
  name: string
  lang: InterfaceLanguage
}

/** What somebody wants by mail. */
export interface Asked {
  viewer: Viewer
  me: Sender
  /** What the address says: of a signed one its words, of a known one its name. */
  words: string[]
  mail: Pick<ReadMail, 'subject' | 'words' | 'rest' | 'after' | 'messageId'>
  /** The language it seems to be in. */
  lang: string
  /** The same however often this message is tried: what it makes stands once. */
  once: string
}

/** What a mail did. */
export interface Done {
  /** What they are told of it, in their language, the address of what it made with it. */
  parts: Part[]
  /** It was not done, and this is why: a key of the messages, for whoever runs this. */
  notDone?: string
  /** The thing it made. */
  made?: number
  /** Where an answer to that goes. */
  replyTo?: string
  /** Takes what came with the mail, each by itself. */
  takeFiles?: (given: AsyncIterable<Sent>) => Promise<ImportReport>
}

/** Something that may be done by mail: a room registers what it does. */
export interface MailDoor {
  /** What a signed address is for, or what stands after the plus of a known one; nothing: what is written to that itself. */
  wish: AnswerWay | 'follow' | 'stop' | '' | 'join' | 'leave' | 'offer'
  /** Whether it is for an address that people know. */
  known: boolean
  /** What it would do, for whoever is asked whether it was they who wrote. Nothing of what only some may see. */
  means: (words: string[], mail: Pick<ReadMail, 'subject'>) => string
  /** Does it. The refusals of its verb, which are answered by mail. */
  run: (asked: Asked) => Promise<Done>
  /** Whoever has the address may, whatever they write from: nothing but less mail comes of it. */
  bySignature?: (words: string[]) => Promise<Done>
  /** What comes there has no name: whatever becomes of it, nothing is kept of it and of who wrote. */
  sealed?: true
  /** What comes with a mail is kept, so that it says something by itself. */
  withFiles?: true
  /** By which refusal it says that only those who belong do this: it is answered with how one comes to belong. */
  joinFirst?: string
  /** Nothing is done by an address that is over. */
  untilOver?: true
  /** Somebody without an account may: what they agree to by answering. Refuses where it would come to nothing. */
  forNewcomers?: (words: string[]) => Promise<Part[]>
}

/** Only its page can do this, and why is nobody's to know: nothing is kept of who wrote. */
export class OnItsPage extends Error {}

/** They said the same a moment ago, as a program does that answers all that comes: nothing is done and nothing said. */
export class SaidAgain extends Error {}

/** Who is known here by their address, and how somebody comes to be. */
export interface Senders {
  known: (address: string) => Promise<Sender | undefined>
  viewerOf: (person: number) => Promise<Viewer | undefined>
  /** Refuses whoever only reads for a while, as the page does: they hear of things or do not, and change nothing else. */
  refusePaused: (person: number) => Promise<void>
  /** An account of whoever has shown that the address is theirs. Refuses one that waits to be confirmed on its page. */
  takeIn: (newcomer: { address: string; name: string }) => Promise<Sender>
  /** Part of what an address that nobody is known by is told: what stands under this name for everyone to see. */
  about: (name: string) => Promise<{ name: string; lang: InterfaceLanguage } | undefined>
}

const doors: MailDoor[] = []
let people: Senders | undefined

/** `kinds.ts` registers them. */
export function registerMail(senders: Senders, ...all: MailDoor[]): void {
  people = senders
  doors.splice(0, doors.length, ...all)
}

export function senders(): Senders {
  if (!people) throw new Error('nobody has said who writes')
  return people
}

export const doorOf = (wish: string, known: boolean): MailDoor | undefined =>
  doors.find((one) => one.wish === wish && one.known === known)

/** The door of an address of ours; of one by which a letter was answered until a while ago, one that says so. */
export function doorFor(ours: OurAddress): MailDoor | undefined {
  if (ours.way === 'named') return doorOf(ours.wish, true)
  const door = doorOf(ours.way, false)
  return door?.untilOver && ours.over
    ? { ...door, run: async () => refuse('gone', 'mailin.letterOver') }
    : door
}
