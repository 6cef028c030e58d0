import { sql } from 'kysely'
import { changed } from '../../base/cache/tags.ts'
import { atomically, db } from '../../base/database/database.ts'
import type { Ref } from '../../base/ids.ts'
import { announce } from '../../base/outbox/announce.ts'
import { refuse } from '../../base/refusal.ts'
import { checkWritten, layForLook, type Wait } from '../../base/things/peace.ts'
import { makeThing } from '../../base/things/things.ts'
import { holds, type Viewer } from '../../base/viewer.ts'
import { refusePaused } from '../../communities/deeds.ts'
import { personOf } from '../../people/account.ts'
import { nobody } from '../../records/openness.ts'
import { answersTyped, askedBy, type Typed } from '../asking.ts'
import { momentFor } from './moment.ts'
import { valueStoryFor } from './reading.ts'
import { askedOf, cycles, type Moment, type OpenTo, slotOf, valueInstrument } from './story.ts'

export interface Told {
  lang: string
  /** By the slots of the questions. */
  typed: Typed
  /** Where there is more to it: an address elsewhere. */
  link: string
  openTo: OpenTo
  /** The slug of the community it is told in; none where the viewer belongs to none. */
  community: string
  named: boolean
}

/**
 * Tells what came of something: once for each thing, in the teller's own words, for those they choose. What was asked
 * without a name is told without one. Refuses what the viewer may not see (404), a second, a community of theirs it
 * does not stand in, words to members without one, nothing at all, what may not be said, and whoever is paused there
 * or tells of what is closed. Gives its reference.
 */
export function tellValue(viewer: Viewer, of: string, told: Told): Promise<Ref> {
  return atomically(async () => {
    const person = personOf(viewer)
    const moment = await momentFor(viewer, of)
    if (moment.told) refuse('conflict', 'value.toldAlready')
    const { circle, row, wait } = await stored(viewer, moment, told)
    const { id, ref } = await makeThing({
      ...{ kind: 'value-story', circle, state: wait ? 'submitted' : 'published' },
    })
    const made = await db()
      .insertInto('value_story')
      .values({ thing: id, person, of: moment.id, ...row, held: wait ? new Date().toISOString() : null })
      .onConflict((conflict) => conflict.doNothing())
      .returning('thing')
      .executeTakeFirst()
    if (!made) refuse('conflict', 'value.toldAlready')
    if (wait) await layForLook(id, wait, { community: row.community, lang: told.lang })
    await storyChanged(id)
    return ref
  })
}

/**
 * Says it otherwise: other words, for others, with a name or without. Refuses as `tellValue`, others than whoever told
 * it, what is kept from sight, and where what it came of is no longer to be seen. Told to others, or where others
 * read, it is as new there as a first word; what waits already stays where it is looked at.
 */
export function changeValue(viewer: Viewer, ref: string, told: Told): Promise<void> {
  return atomically(async () => {
    const { id, of, ...before } = await ownStory(viewer, ref)
    const moves = (before.community?.slug ?? '') !== told.community
    if (moves && before.held) refuse('conflict', 'value.waitsHere')
    const again = !moves && (before.held || before.openTo !== 'facilitators')
    const { circle, row, wait } = await stored(viewer, await momentFor(viewer, of.ref), told, { again })
    await db()
      .updateTable('value_story')
      .set({ ...row, edited: sql`now()`, ...(wait && { held: sql`now()` }) })
      .where('thing', '=', id)
      .execute()
    await db().updateTable('thing').set({ circle }).where('id', '=', id).execute()
    if (wait) {
      await sql`update thing set state = 'submitted' where id = ${id} and state = 'published'`.execute(db())
      await layForLook(id, wait, { community: row.community, lang: told.lang })
    }
    await storyChanged(id)
  })
}

/** One that the viewer told and may say otherwise. Refuses others, and where what it came of is no longer to be seen. */
export async function ownStory(viewer: Viewer, ref: string) {
  const story = await valueStoryFor(viewer, ref)
  if (!story.mine || story.hidden) refuse('forbidden', 'value.notYours')
  return { ...story, of: story.of ?? refuse('conflict', 'value.ofGone') }
}

/** What is kept of it and for whom, and whether it waits for a look first, with the refusals of `tellValue`. */
async function stored(viewer: Viewer, moment: Moment, told: Told, { again = false } = {}) {
  refusePaused({ mine: moment })
  if (moment.shut) refuse('conflict', 'value.shut')
  const community = told.community
    ? (moment.communities.find(({ slug }) => slug === told.community) ?? refuse('invalid', 'value.notThere'))
    : null
  const { edition, definition } = await askedBy(valueInstrument)
  const slots = askedOf(moment.kind).map(slotOf)
  const { cycles: [asked = {}] = [] } = answersTyped(definition, {
    typed: told.typed,
    lang: told.lang,
    slots,
  })
  const answers = Object.fromEntries(
    cycles.flatMap((cycle) => {
      const words = (asked[cycle] as Record<string, string> | undefined)?.[told.lang]
      return words ? [[cycle, words]] : []
    }),
  )
  const wait = await checkWritten(viewer, {
    ...{ community: community?.id ?? null, body: Object.values(answers).join('\n\n'), also: [told.link] },
    keeps: community ? community.keeps : holds(viewer, 'moderator'),
    ...(again && { again: true }),
  })
  return {
    wait: toLookAt(wait, told),
    circle: circleOf(moment, told.openTo, community),
    row: {
      ...{ community: community?.id ?? null, edition, lang: told.lang, open_to: told.openTo },
      named: told.named && !moment.sealed,
      answers: JSON.stringify(answers),
      link: told.link || null,
    },
  }
}

/** Those who facilitate look themselves at what is told to them; words that do not pass wait all the same. */
const toLookAt = (wait: Wait | undefined, { openTo }: Told): Wait | undefined =>
  wait?.why === 'newcomer' && openTo === 'facilitators' ? undefined : wait

/** Never wider than what it came of, and for members only where it has any. */
function circleOf(
  { circle }: Moment,
  openTo: OpenTo,
  community: Moment['communities'][number] | null,
): number {
  if (openTo === 'facilitators') return community ? nobody : refuse('invalid', 'value.noFacilitators')
  if (openTo === 'everyone') return circle
  return community?.circle ?? refuse('invalid', 'value.noMembers')
}

/** Takes it back, or lets it be read again: whoever told it. 404 for what the viewer may not see; refuses others. */
export function setWithdrawn(viewer: Viewer, ref: string, withdrawn: boolean): Promise<void> {
  return atomically(async () => {
    const { id, mine, hidden, held } = await valueStoryFor(viewer, ref)
    if (!mine || hidden) refuse('forbidden', 'value.notYours')
    await sql`update value_story set withdrawn = ${withdrawn ? sql`now()` : null} where thing = ${id}`.execute(
      db(),
    )
    await sql`update thing set state = ${withdrawn ? 'withdrawn' : held ? 'submitted' : 'published'} where id = ${id}`.execute(
      db(),
    )
    await storyChanged(id)
  })
}

/** Says that one is another, to whoever shows it, what it came of, and whoever finds it. */
export async function storyChanged(id: number): Promise<void> {
  const { rows } = await sql<{ ref: Ref; of: Ref | null }>`
    update thing set changed = now() from value_story left join thing as about on about.id = value_story.of
    where value_story.thing = thing.id and thing.id = ${id} returning thing.ref, about.ref as of`.execute(
    db(),
  )
  const { ref, of } = rows[0]!
  await changed(ref, ...(of ? [of] : []), 'value-stories')
  await announce('thing.changed', { ids: [id] })
}
