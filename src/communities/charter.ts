import { sql } from 'kysely'
import { audit } from '../base/audit.ts'
import { atomically, db } from '../base/database/database.ts'
import { refuse } from '../base/refusal.ts'
import { type Text, withWords } from '../base/text.ts'
import { setAbout } from '../base/things/things.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import { subjectsOf } from '../vocabularies/subjects.ts'
import { communityChanged, nextVersion } from './changed.ts'
import type { Community, Joining, OpenTo } from './community.ts'
import { communityToKeep } from './reading.ts'

/** What a charter says, its words in one language. */
export interface Charter {
  lang: string
  name: string
  question: string
  conditions: string
  purpose: string
  conduct: string
  resources: string
  resourcesUntil: string
  homeless: string
  /** Names or addresses of organisations. */
  sponsor: string
  home: string
  successor: string
  /** Codes or names, one on each line. */
  places: string
  /** Addresses or names, one on each line. */
  topics: string
  joining: Joining
  openTo: OpenTo
  forGovernments: boolean
}

/**
 * Changes what the charter says: its words in one language, those in others stay. Refuses whoever does not
 * facilitate it, a form that was drawn before another change, and what is no place, topic or organisation.
 */
export function changeCharter(
  viewer: Viewer,
  slug: string,
  { version, ...said }: Charter & { version: number },
): Promise<void> {
  return atomically(async () => {
    const community = await communityToKeep(viewer, slug)
    if (community.version !== version) refuse('conflict', 'communities.stale')
    // What was said in it was said to those who could read it then.
    if (community.state === 'published' && said.openTo !== community.openTo)
      refuse('invalid', 'communities.openToStays')
    await db()
      .updateTable('community')
      .set(await storedOf(viewer, said, community))
      .where('thing', '=', community.id)
      .execute()
    await setAbout(community.id, await subjectsOf(viewer, said))
    await nextVersion(community.id)
    await audit(viewer, 'community.changed', community.id)
    await communityChanged(community.id)
  })
}

type Kept = Pick<
  Community,
  'name' | 'question' | 'conditions' | 'purpose' | 'conduct' | 'resources' | 'homeless'
>

/** The same as the table keeps it. Refuses a closed one that could not be asked to come into. */
export async function storedOf(viewer: Viewer, said: Charter, before: Kept | null) {
  if (said.openTo === 'itself' && said.joining !== 'invitation') refuse('invalid', 'communities.closedAsks')
  const text = (was: Text | null | undefined, words: string) => {
    const now = withWords(was ?? null, said.lang, words)
    return now && JSON.stringify(now)
  }
  return {
    name: text(before?.name, said.name)!,
    question: text(before?.question, said.question),
    conditions: text(before?.conditions, said.conditions),
    purpose: text(before?.purpose, said.purpose),
    conduct: text(before?.conduct, said.conduct),
    resources: text(before?.resources, said.resources),
    homeless: text(before?.homeless, said.homeless),
    resources_until: said.resourcesUntil || null,
    joining: said.joining,
    open_to: said.openTo,
    for_governments: said.forGovernments,
    sponsor: await organisationCalled(viewer, said.sponsor),
    home: await organisationCalled(viewer, said.home),
    successor: await organisationCalled(viewer, said.successor),
  }
}

/** By the end of its page's address, or by its name in any language; nothing for no words. */
async function organisationCalled(viewer: Viewer, words: string): Promise<number | null> {
  if (!words) return null
  const slug = words.replace(/^.*\/organisations\//, '').toLowerCase()
  const { rows } = await sql<{ id: number }>`
    select organisation.thing as id from organisation join thing on thing.id = organisation.thing
    where thing.state = 'published' and ${visibleTo(viewer)} and (slug = ${slug} or exists (
      select from jsonb_each_text(organisation.name -> 'texts') as said (lang, words) where lower(said.words) = lower(${words})))
    order by slug = ${slug} desc, organisation.thing limit 1`.execute(db())
  return rows[0]?.id ?? refuse('invalid', 'communities.noOrganisation', { words })
}
