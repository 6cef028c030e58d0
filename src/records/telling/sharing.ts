import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { changed } from '../../base/cache/tags.ts'
import { atomically, db } from '../../base/database/database.ts'
import { isRef, type Ref } from '../../base/ids.ts'
import { announce } from '../../base/outbox/announce.ts'
import { found, refuse } from '../../base/refusal.ts'
import type { Text } from '../../base/text.ts'
import { system, type Viewer } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { exportRecord } from '../exporting.ts'
import { keepRecord } from '../storing.ts'
import { type Draft, draftFor } from '../writing/drafts.ts'
import { isPersonal } from '../writing/personal.ts'
import { letReadersIn, type Story, storyOf } from './choices.ts'
import { isTold, type Showing } from './story.ts'

/** To whom a story is to be open. */
export interface Whom {
  to: 'everyone' | 'members' | 'community' | 'named'
  /** The slug of one that the viewer belongs to. */
  community: string
  /** Handles. */
  readers: string[]
}

export interface Wishes extends Whom {
  toldFor: boolean
  shown: Showing
  /** What they chose to be called; of one that is told for somebody, what that one is called. */
  name: string
}

/** So many people are named at most. */
const mostReaders = 100

/**
 * Keeps what whoever tells a story wishes: to whom it is to be open, and by which name they are shown. How they are
 * credited follows from it. Refuses whoever did not begin it, a name that is missing or holds a mail address or a
 * number, a community they do not belong to, and people who are not here.
 */
export function chooseSharing(viewer: Viewer, ref: string, wishes: Wishes): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const draft = await draftFor(viewer, ref)
    await storyToShare(draft, me)
    const { toldFor, shown, name } = wishes
    const called = shown === 'chosen' || (toldFor && shown === 'named')
    if (called && !name) refuse('invalid', 'contributors.nameMissing')
    if (isPersonal(name)) refuse('invalid', 'contributors.noContacts')
    const access = await accessOf(viewer, wishes)
    await sql`
      update story set told_for = ${toldFor}, shown = ${shown}, name = ${called ? name : null}, access = ${JSON.stringify(access)}::jsonb
      where thing = ${draft.id}`.execute(db())
    await nameReaders(draft.id, wishes)
    await creditAsWished(draft.id, me, { toldFor, shown, name })
    await audit(viewer, 'story.wishes-said', draft.id)
  })
}

/** The wishes for a draft that is told, for whoever began it; a draft begun otherwise has none yet. */
export async function storyToShare(draft: Draft, me: number): Promise<Story> {
  if (!isTold(draft.definition)) refuse('missing', 'base.missing')
  await sql`
    insert into story (thing, person) select ${draft.id}, ${draft.writers[0]!.id} on conflict (thing) do nothing`.execute(
    db(),
  )
  const story = (await storyOf(draft.id, me))!
  if (!story.own) refuse('forbidden', 'writing.notYours')
  return story
}

async function accessOf(viewer: Viewer, { to, community }: Whom): Promise<Story['access']> {
  if (to !== 'community') return { to }
  const { rows } = await sql`
    select from community join membership on membership.community = community.thing
    where slug = ${community} and person = ${personOf(viewer)} and standing = 'member' and ended is null`.execute(
    db(),
  )
  if (rows.length === 0) refuse('invalid', 'telling.notYourCommunity')
  return { to, community }
}

async function nameReaders(thing: number, { to, readers }: Whom): Promise<void> {
  const handles = to === 'named' ? [...new Set(readers)] : []
  if (handles.length > mostReaders) refuse('invalid', 'telling.tooManyReaders', { most: mostReaders })
  const { rows } = await sql<{ handle: string; person: number }>`
    select handle, thing as person from person where handle = any(${handles}::text[]) and left_at is null`.execute(
    db(),
  )
  const unknown = handles.find((handle) => !rows.some((row) => row.handle === handle))
  if (unknown) refuse('invalid', 'telling.nobodyCalled', { handle: unknown })
  await sql`delete from story_reader where story = ${thing}`.execute(db())
  await sql`
    insert into story_reader (story, person) select ${thing}, unnest(${rows.map(({ person }) => person)}::bigint[])`.execute(
    db(),
  )
}

/** Whoever is not to be named stands under it without any trace of whose words it is. */
async function creditAsWished(
  draft: number,
  me: number,
  { toldFor, shown, name }: Pick<Story, 'toldFor' | 'shown'> & { name: string },
): Promise<void> {
  await sql`
    delete from draft_contributor where draft = ${draft}
      and (person = ${me} and role in ('author', 'compiler') or person is null and role = 'author' and added_by = ${me})`.execute(
    db(),
  )
  const teller = {
    draft,
    role: 'author',
    added_by: me,
    person: !toldFor && shown === 'named' ? me : null,
    shown: shown === 'none' ? 'unnamed' : 'named',
    name: shown === 'none' || (!toldFor && shown === 'named') ? null : name,
  }
  await db().insertInto('draft_contributor').values(teller).execute()
  if (toldFor)
    await db()
      .insertInto('draft_contributor')
      .values({ draft, role: 'compiler', person: me, shown: 'named', added_by: me })
      .execute()
}

/** A story of the viewer's, wherever it is open to: what they chose, and what it is called. 404 for everybody else. */
export async function ownStory(
  viewer: Viewer,
  ref: string,
): Promise<{ id: number; ref: Ref; title: Text; story: Story }> {
  const me = personOf(viewer)
  const { rows } = isRef(ref)
    ? await sql<{ id: number; ref: Ref; title: Text }>`
        select thing.id, thing.ref, content -> 'title' as title from story join thing on thing.id = story.thing
          join record on record.thing = thing.id join version on version.id = record.current
        where thing.ref = ${ref} and thing.state = 'published' and story.person = ${me}`.execute(db())
    : { rows: [] }
  const row = found(rows[0])
  return { ...row, story: found(await storyOf(row.id, me)) }
}

/**
 * Opens a story that was told to others, or to fewer. What was read, copied or sent on meanwhile is not called back.
 * Refuses whoever did not tell it, and as `chooseSharing`.
 */
export function changeSharing(viewer: Viewer, ref: string, whom: Whom): Promise<void> {
  return atomically(async () => {
    const { id } = await ownStory(viewer, ref)
    const access = await accessOf(viewer, whom)
    await sql`update story set access = ${JSON.stringify(access)}::jsonb where thing = ${id}`.execute(db())
    await nameReaders(id, whom)
    const record = await exportRecord(system('sharing'), ref)
    await keepRecord({ ...record, access: { ...access! } })
    await letReadersIn(id)
    await tell(viewer, 'story.shared-otherwise', { id, ref })
  })
}

/**
 * Takes the name of whoever told it from every version of a story, from who keeps it and from what is being
 * written of it. Refuses whoever did not tell it.
 */
export function withholdName(viewer: Viewer, ref: string): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const { id, story } = await ownStory(viewer, ref)
    await sql`
      update credit set shown = 'unnamed', name = null, organisation = null, person = null, redacted = now()
      from version where version.id = credit.version and version.record = ${id} and credit.role = 'author' and credit.shown = 'named'
        and (credit.person is null or credit.person = ${me})`.execute(db())
    await sql`
      update draft_contributor set shown = 'unnamed', name = null, organisation = null, person = null from draft
      where draft.thing = draft_contributor.draft and draft.record = ${id} and role = 'author' and (person is null or person = ${me})`.execute(
      db(),
    )
    await sql`update story set shown = 'none', name = null where thing = ${id}`.execute(db())
    if (!story.toldFor) {
      await sql`
        with ended as (update custodianship set ended = now(), ended_by = ${me}
          where record = ${id} and person = ${me} and ended is null returning record)
        update record set custodian = null from ended where record.thing = ended.record`.execute(db())
    }
    await tell(viewer, 'story.name-withheld', { id, ref })
  })
}

async function tell(viewer: Viewer, verb: string, { id, ref }: { id: number; ref: string }): Promise<void> {
  await audit(viewer, verb, id)
  await changed(ref, 'records', 'things')
  await announce('thing.changed', { ids: [id] })
}
