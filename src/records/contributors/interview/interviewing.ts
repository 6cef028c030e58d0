import { sql } from 'kysely'
import { atomically, db } from '../../../base/database/database.ts'
import { found } from '../../../base/refusal.ts'
import type { Lang } from '../../../base/text.ts'
import type { Viewer } from '../../../base/viewer.ts'
import { personOf } from '../../../people/account.ts'
import { everywhere } from '../../../places/everywhere.ts'
import type { Choice } from '../../../ui/parts/Fields.tsx'
import { type Clash, clashesOf, settleClash } from '../../writing/clashes.ts'
import { addLanguage } from '../../writing/draft-languages.ts'
import { type Draft, draftFor } from '../../writing/drafts.ts'
import { pathsOf, type Typed } from '../../writing/filling-fields.ts'
import { placesFor } from '../../writing/section-view.ts'
import { answersOf } from '../../writing/standing.ts'
import { type Drawn, takeForm } from '../../writing/taking.ts'
import { type Credit, peopleOf } from '../people.ts'
import { after, before, type Step, stepsOf } from './steps.ts'

/** Who speaks, as they are credited, and in which language they are asked. */
export interface Talk {
  speaks: number
  lang: Lang
}

export interface Screen {
  draft: Draft
  speaker: Credit
  step: Step
  /** Which of how many, from 1. */
  at: number
  of: number
  first: boolean
  /** Who said what stands there, where that was taken down. */
  saidBy?: string
  clashes: Clash[]
  places: Choice[]
}

/** Those whose words can be taken down. For those who write the draft: else 404. */
export async function speakersOf(viewer: Viewer, ref: string): Promise<{ draft: Draft; speakers: Credit[] }> {
  const { draft, writers, others } = await peopleOf(viewer, ref)
  return { draft, speakers: [...others, ...writers.flatMap(({ credits }) => credits)] }
}

/**
 * The question at this place, or the first that nobody has answered; nothing where all are. 404 for a speaker
 * who is not credited, and for whoever does not write the draft.
 */
export async function screenFor(
  viewer: Viewer,
  ref: string,
  talk: Talk,
  path?: string,
): Promise<Screen | undefined> {
  const { draft, speakers } = await speakersOf(viewer, ref)
  const speaker = found(speakers.find(({ id }) => id === talk.speaks))
  const steps = stepsOf(draft, await answersOf(draft), personOf(viewer))
  const index = path
    ? steps.findIndex((step) => step.path === path)
    : steps.findIndex(({ answer }) => answer === undefined)
  const step = steps[index]
  if (!step) return undefined
  const paths = pathsOf(step.asked, step.row, [talk.lang])
  const saidBy = await saidAt(draft.id, paths)
  return {
    draft,
    speaker,
    step,
    at: index + 1,
    of: steps.length,
    first: index === 0,
    ...(saidBy && { saidBy }),
    clashes: (await clashesOf(draft)).filter((clash) => paths.includes(clash.path)),
    places: placesFor(await everywhere()),
  }
}

async function saidAt(draft: number, paths: string[]): Promise<string | undefined> {
  const { rows } = await sql<{ name: string | null; role: string | null }>`
    select coalesce(one.name, person.name) as name from draft_change
      left join draft_contributor as one on one.id = said_by and one.shown <> 'unnamed' left join person on person.thing = one.person
    where draft_change.draft = ${draft} and path = any(${paths}::text[]) and outcome = 'kept' order by seq desc limit 1`.execute(
    db(),
  )
  return rows[0]?.name ?? undefined
}

/** Makes sure that what they say can be written down in their language. */
export function beginTalk(viewer: Viewer, ref: string, { speaks, lang }: Talk): Promise<void> {
  return atomically(async () => {
    const { speakers } = await speakersOf(viewer, ref)
    found(speakers.find(({ id }) => id === speaks))
    await addLanguage(viewer, ref, lang)
  })
}

export type Act = 'next' | 'back' | 'skip' | 'later' | `take:${string}` | `leave:${string}`

export interface Said extends Talk {
  path: string
  /** What was put off is asked now. */
  again: boolean
  act: Act
}

export interface TakenDown {
  faults: { field: string; message: string }[]
  /** Where it goes on; nothing at the end. */
  next?: { path: string; again: boolean }
}

/**
 * Takes down what they said, with who said it, and gives what is asked next: the question after or before,
 * then whatever was put off. Skipped and put off questions stay as they are.
 */
export function takeDown(
  viewer: Viewer,
  ref: string,
  drawn: Drawn,
  said: Said,
  form: Typed,
): Promise<TakenDown> {
  return atomically(async () => {
    const me = personOf(viewer)
    const draft = await draftFor(viewer, ref)
    const { path, act, again } = said
    const here = { path, again }
    const [does, clash = ''] = act.split(':')
    if (does === 'take' || does === 'leave') {
      await settleClash(viewer, ref, clash, does === 'take')
      return { faults: [], next: here }
    }
    if (act === 'later') await putOff(draft.id, path)
    else await putOffNoMore(draft.id, path)
    if (act === 'next' || act === 'back') {
      const { faults, clashes } = await takeForm(viewer, ref, drawn, form)
      await noteSpeaker(draft.id, me, drawn.revision, said.speaks, Object.keys(form))
      if (faults.length || clashes) return { faults, next: here }
    }
    const steps = stepsOf(draft, await answersOf(draft), me)
    if (act === 'back')
      return { faults: [], next: { path: (before(steps, path) ?? steps[0]!).path, again: false } }
    const following = again ? undefined : after(steps, path)
    if (following) return { faults: [], next: { path: following.path, again: false } }
    const waiting = (await putOffOf(draft.id)).find(
      (one) => one !== path && steps.some((step) => step.path === one),
    )
    return { faults: [], ...(waiting && { next: { path: waiting, again: true } }) }
  })
}

async function noteSpeaker(
  draft: number,
  me: number,
  since: number,
  speaks: number,
  names: string[],
): Promise<void> {
  const paths = [...new Set(names.map((name) => name.split(':')[0]!))]
  await sql`
    update draft_change set said_by = one.id from draft_contributor as one
    where draft_change.draft = ${draft} and draft_change.by = ${me} and revision > ${since} and path = any(${paths}::text[])
      and one.id = ${speaks} and one.draft = ${draft}`.execute(db())
}

async function putOff(draft: number, path: string): Promise<void> {
  await sql`
    insert into draft_put_off (draft, path) values (${draft}, ${path})
    on conflict (draft, path) do update set at = clock_timestamp()`.execute(db())
}

async function putOffNoMore(draft: number, path: string): Promise<void> {
  await sql`delete from draft_put_off where draft = ${draft} and path = ${path}`.execute(db())
}

async function putOffOf(draft: number): Promise<string[]> {
  const { rows } = await sql<{ path: string }>`
    select path from draft_put_off where draft = ${draft} order by at, path`.execute(db())
  return rows.map(({ path }) => path)
}
