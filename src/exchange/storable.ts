import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { inTermOf } from '../base/in-term.ts'
import { refuse } from '../base/refusal.ts'
import { isLang } from '../base/text.ts'
import { dayAfter, today } from '../base/today.ts'
import { everyone, holds, members, type Viewer } from '../base/viewer.ts'
import { mayTakePart, moderates } from '../communities/access.ts'
import { pausedIn, refusePaused } from '../communities/deeds.ts'
import { communityFor } from '../communities/reading.ts'
import { aboutOf, namesIn, subjectsOf } from '../vocabularies/subjects.ts'
import { audienceOf, type Entry, lasts, most, type Time } from './entry.ts'

export interface SaidEntry extends Pick<Entry, 'side' | 'what' | 'title' | 'words' | 'lang' | 'langs'> {
  time?: Time
  starts?: string
  until?: string
  /** `everyone`, `members`, or the slug of a community of theirs. */
  audience: string
  /** Codes or names; addresses or names: one on each line. */
  places: string
  topics: string
  /** The slug of an organisation they speak for, and what a provider has to gain. */
  organisation?: string
  interest?: string
  /** The name of the form it was typed into. */
  once?: string
}

/** What of it may not pass, or has to be looked at. */
export const checkedOf = ({
  words,
  title,
  interest = '',
}: Pick<SaidEntry, 'words' | 'title' | 'interest'>) => ({
  body: words,
  also: [title, interest],
})

/** These places and topics, as they are said. */
export async function asNamed(ids: number[]): Promise<Pick<SaidEntry, 'topics' | 'places'>> {
  const about = await aboutOf(ids)
  return { topics: namesIn(about, '/topics/'), places: namesIn(about, '/places/') }
}

/** What stands there as one says it, for whoever changes a part of it. */
export async function asItIs(entry: Entry): Promise<Omit<SaidEntry, 'side' | 'once'>> {
  const { what, title, words, lang, langs, time, starts, until, organisation, interest } = entry
  return {
    ...{ what, title, words, lang, langs, until, audience: audienceOf(entry) },
    ...(await asNamed([...entry.topics, ...entry.places])),
    ...{ time: time ?? undefined, starts: starts ?? undefined },
    ...{ organisation: organisation?.slug, interest: interest ?? undefined },
  }
}

/** What of it is kept, and where it may stand. Refuses as `sayEntry` does. */
export async function stored(viewer: Viewer, me: number, said: Omit<SaidEntry, 'once'>) {
  const { what, title, words, lang, time = null, starts = null, until = dayAfter(lasts.days) } = said
  const langs = [...new Set(said.langs)]
  if (![lang, ...langs].every(isLang)) refuse('invalid', 'people.noLanguage')
  if (until < today() || (starts !== null && starts > until)) refuse('invalid', 'exchange.daysWrong')
  if (until > dayAfter(most.days)) refuse('invalid', 'exchange.tooFar', { days: most.days })
  const subjects = await subjectsOf(viewer, said)
  if (subjects.length === 0) refuse('invalid', 'exchange.aboutMissing')
  const { community, circle, keeps } = await openTo(viewer, me, said.audience)
  const organisation = said.organisation ? await represented(me, said.organisation) : undefined
  const interest = said.interest?.trim() || null
  if (organisation?.kind === 'provider' && !interest) refuse('invalid', 'conversations.interestMissing')
  const row = { what, title, words, lang, langs, time, starts, until, community, interest }
  return { row: { ...row, organisation: organisation?.id ?? null }, circle, subjects, keeps }
}

/** Whom it is open to, and whether the viewer looks after that place. Refuses who may not say anything there. */
export async function openTo(viewer: Viewer, me: number, audience: string) {
  if (audience !== 'everyone' && audience !== 'members') {
    const community = await communityFor(viewer, audience)
    refusePaused(community)
    if (!mayTakePart(community)) refuse('forbidden', 'conversations.joinFirst')
    return { community: community.id, circle: community.members, keeps: moderates(viewer, community) }
  }
  await refusePausedHere(me)
  const circle = audience === 'members' ? members : everyone
  return { community: null, circle, keeps: holds(viewer, 'moderator') || holds(viewer, 'curator') }
}

/** Refuses whoever is paused everywhere. */
export async function refusePausedHere(me: number): Promise<void> {
  const { rows } = await sql<{ paused: string | null }>`
    select ${pausedIn(sql`${me}::bigint`, sql`null::bigint`)} as paused`.execute(db())
  refusePaused({ mine: rows[0]! })
}

async function represented(me: number, slug: string): Promise<{ id: number; kind: string }> {
  const { rows } = await sql<{ id: number; kind: string }>`
    select organisation.thing as id, organisation.kind from representative join organisation on organisation.thing = representative.organisation
    where slug = ${slug} and person = ${me} and ${inTermOf('representative')}`.execute(db())
  return rows[0] ?? refuse('forbidden', 'conversations.notRepresentative')
}
