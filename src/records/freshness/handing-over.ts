import { sql } from 'kysely'
import { atomically, attempt, db } from '../../base/database/database.ts'
import { inReach, t } from '../../base/i18n/t.ts'
import { markOfAll, yesNoAnswer } from '../../base/mail/in/answering.ts'
import { Refusal, refuse } from '../../base/refusal.ts'
import { said } from '../../base/said.ts'
import {
  type AskedToKeep,
  askedToKeep,
  type Handed,
  handedBy,
  handingOf,
  type OfNoun,
} from '../../base/things/handing.ts'
import type { Viewer } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { type Offices, officesOf } from '../../people/leaving.ts'
import { writeTo } from '../../people/writing-to.ts'
import { site } from '../../ui/site.ts'
import { url } from '../../ui/url.ts'

/** So many stand on a page. */
export const perPage = 50

export interface HandOverList {
  /** One page of what is kept, what is handed on already last. */
  things: OfNoun<Handed>[]
  total: number
  /** How many nobody was asked about, or only people who said no. */
  open: number
  waiting: number
  done: number
}

export interface HandOver extends HandOverList {
  /** What ends with an account and cannot be handed on by whoever has it. */
  held: Pick<Offices, 'rights' | 'speaksFor'>
}

/** All that the viewer keeps, and what those said whom they asked to keep it. A query for each kind, and one. */
export async function handOverOf(viewer: Viewer, page: number): Promise<HandOver> {
  const { rights, speaksFor } = await officesOf(viewer)
  return { ...listOf(await handedBy(personOf(viewer)), page), held: { rights, speaksFor } }
}

/** One page of these, and how far all of them have come. */
export const listOf = (all: OfNoun<Handed>[], page: number): HandOverList => ({
  things: all.slice((page - 1) * perPage, page * perPage),
  total: all.length,
  open: all.filter(isOpen).length,
  waiting: all.filter(({ still, asked }) => still && asked[0]?.answer === 'waits').length,
  done: all.filter((one) => !isOpen(one) && one.asked[0]?.answer !== 'waits').length,
})

/** Somebody is still to be asked. */
export const isOpen = ({ still, asked }: Handed): boolean =>
  still && !asked.some(({ answer }) => answer !== 'no')

export const keyOf = ({ noun, ref }: { noun: string; ref: string }): string => `${noun}/${ref}`

export interface Asking {
  /** The handle of one who is asked about all that nobody was asked about, on every page. */
  all?: string
  /** By what it is (`records/…`), the handle of whom to ask about that alone. */
  each: Map<string, string>
  /** What is left as it is. */
  leave: Set<string>
}

/**
 * Asks others to keep what the viewer keeps, each by one mail however much that is. What cannot be asked is
 * named with why, by what it is, and the rest is asked. Refuses when nobody is named.
 */
export const handOver = async (viewer: Viewer, asking: Asking): Promise<Map<string, string>> =>
  askAbout(viewer, await handedBy(personOf(viewer)), asking, async (one, handle) =>
    handingOf(one.noun)?.ask(viewer, one.ref, handle),
  )

/** The same of what `kept` says, each by `ask`; `done` is called once somebody was asked about so many. */
export function askAbout(
  viewer: Viewer,
  kept: OfNoun<Handed>[],
  { all, each, leave }: Asking,
  ask: (one: OfNoun<Handed>, handle: string) => Promise<void>,
  done: (count: number) => Promise<void> = async () => undefined,
): Promise<Map<string, string>> {
  const wanted = kept.filter(isOpen).flatMap((one) => {
    const to = each.get(keyOf(one)) ?? (leave.has(keyOf(one)) ? undefined : all)
    return to ? [{ ...one, to }] : []
  })
  return atomically(async () => {
    if (wanted.length === 0) refuse('invalid', 'freshness.nobodyNamed')
    const faults = new Map<string, string>()
    const asked = new Map<string, number>()
    for (const one of wanted)
      try {
        await attempt(() => ask(one, one.to))
        asked.set(one.to, (asked.get(one.to) ?? 0) + 1)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        faults.set(keyOf(one), said(error))
      }
    for (const [handle, count] of asked) await tell(viewer, handle, count)
    const count = [...asked.values()].reduce((sum, one) => sum + one, 0)
    if (count > 0) await done(count)
    return faults
  })
}

async function tell(viewer: Viewer, handle: string, count: number): Promise<void> {
  const { rows } = await sql<{ person: number; by: string }>`
    select them.thing as person, me.name as by from person as them, person as me
    where them.handle = ${handle} and me.thing = ${personOf(viewer)}`.execute(db())
  for (const { person, by } of rows) {
    const waiting = await askedToKeep(person)
    const all = waiting.length <= perPage ? waiting : []
    await writeTo(person, () => ({
      subject: t('freshness.keepSubject', { count, name: by }),
      words: [
        t('freshness.keepMail', { count, name: by, site: site().name }),
        all.map(({ title }) => `– ${inReach(title).text}`).join('\n'),
      ].join('\n\n'),
      to: url`/desk/asked-to-keep`,
      ...(all.length > 0 && {
        answer: yesNoAnswer('keeping', [keepingMark(all)], t('freshness.mailKeepAll')),
      }),
    }))
  }
}

/** An answer by mail is to what stood in the letter, and to nothing that somebody asked since. */
export const keepingMark = (waiting: { noun: string; ref: string }[]): string =>
  markOfAll(waiting.map(keyOf).toSorted())

/** What the viewer is asked to keep, of every kind. */
export const askedOf = (viewer: Viewer): Promise<OfNoun<AskedToKeep>[]> => askedToKeep(personOf(viewer))

/**
 * Says yes or no to keeping these, or to all that the viewer is asked to keep. What is over meanwhile is left
 * out. Refuses when nothing is chosen.
 */
export async function answerAsked(viewer: Viewer, chosen: Set<string> | 'all', yes: boolean): Promise<void> {
  const waiting = await askedOf(viewer)
  const some = chosen === 'all' ? waiting : waiting.filter((one) => chosen.has(keyOf(one)))
  if (some.length === 0) refuse('invalid', 'freshness.nothingChosen')
  await atomically(async () => {
    for (const { noun, ref } of some)
      try {
        await attempt(async () => handingOf(noun)?.answer(viewer, ref, yes))
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
      }
  })
}
