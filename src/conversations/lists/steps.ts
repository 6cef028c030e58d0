import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { changed } from '../../base/cache/tags.ts'
import { atomically, db } from '../../base/database/database.ts'
import { discard } from '../../base/files/receiving.ts'
import { keyOf, store } from '../../base/files/store.ts'
import { reader } from '../../base/i18n/reader.ts'
import { newRef, type Ref } from '../../base/ids.ts'
import { send } from '../../base/jobs.ts'
import { announce } from '../../base/outbox/announce.ts'
import { refuse } from '../../base/refusal.ts'
import { isLang } from '../../base/text.ts'
import type { Viewer } from '../../base/viewer.ts'
import type { Community } from '../../communities/community.ts'
import { communityToKeep } from '../../communities/reading.ts'
import { type Archive, type ArchiveState, isForgotten, isOver, isShown, most } from './archive.ts'
import { archiveOf } from './archives.ts'
import type { Gathered } from './sending.ts'

export const workName = 'conversations.lists'

let byHand = false

/** For the command line, which does the work itself. */
export const workByHand = (): void => {
  byHand = true
}

export const sendWork = async (ref: Ref): Promise<void> => {
  if (!byHand) await send(workName, { archive: ref })
}

/** Takes files of a list that wait on disk and has them read; nothing of them is brought along yet. Refuses whoever does not facilitate the community. Gives its reference. */
export async function bringList(
  viewer: Viewer,
  slug: string,
  gathered: Gathered,
  { name, lang }: { name: string; lang: string },
): Promise<Ref> {
  const ref = newRef()
  const { place, forget } = await store()
  try {
    // The bytes first, and outside of the transaction.
    await place(gathered.path, keyOf(ref))
    await atomically(() => begin(viewer, slug, ref, gathered, { name: named(name), lang: spoken(lang) }))
    return ref
  } catch (error) {
    await discard(gathered)
    await forget(ref)
    throw error
  }
}

async function begin(
  viewer: Viewer,
  slug: string,
  ref: Ref,
  { files }: Gathered,
  { name, lang }: { name: string; lang: string },
): Promise<void> {
  const community = await communityToKeep(viewer, slug)
  const { rows } = await sql<{ id: number }>`
    insert into list_archive (ref, community, name, lang, person, reader_lang, state)
    values (${ref}, ${community.id}, ${name}, ${lang}, ${viewer.kind === 'person' ? viewer.id : null}, ${reader().lang}, 'reading') returning id`.execute(
    db(),
  )
  for (const [nth, file] of files.entries())
    await sql`
      insert into list_file (archive, nth, name, start, bytes) values (${rows[0]!.id}, ${nth}, ${file.name}, ${file.start}, ${file.bytes})`.execute(
      db(),
    )
  await audit(viewer, 'list.begun', community.id, { archive: ref, name })
  await sendWork(ref)
}

function named(name: string): string {
  const words = name
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
  if (!words) refuse('invalid', 'lists.nameMissing')
  if (words.length > most.name) refuse('invalid', 'lists.nameLong', { most: most.name })
  return words
}

const spoken = (lang: string): string => (isLang(lang) ? lang : refuse('invalid', 'people.noLanguage'))

/** Holds an archive, so that of two who press at once the second is refused. */
async function step(
  viewer: Viewer,
  slug: string,
  ref: string,
  from: ArchiveState[],
  verb: string,
  does: (archive: Archive, community: Community) => Promise<void>,
): Promise<void> {
  await atomically(async () => {
    const community = await communityToKeep(viewer, slug)
    const archive = await archiveOf(ref, { lock: true })
    if (archive.community !== community.id) refuse('missing', 'base.missing')
    if (!from.includes(archive.state)) refuse('conflict', 'lists.notNow')
    await does(archive, community)
    await audit(viewer, verb, community.id, { archive: ref })
    await changed(ref, 'threads', 'communities')
  })
}

const become = async ({ id, ref }: Archive, state: ArchiveState, work = true): Promise<void> => {
  await sql`update list_archive set state = ${state}, failed_in = null, error = null where id = ${id}`.execute(
    db(),
  )
  if (work) await sendWork(ref)
}

/** Brings along what was read through, under this name and as said in this language. The refusals of every step: whoever does not facilitate, and what is not for now. */
export const startList = (
  viewer: Viewer,
  slug: string,
  ref: string,
  { name, lang }: { name: string; lang: string },
): Promise<void> =>
  step(viewer, slug, ref, ['previewed'], 'list.started', async (archive) => {
    refuseForgotten(archive)
    await sql`update list_archive set name = ${named(name)}, lang = ${spoken(lang)}, through = 0 where id = ${archive.id}`.execute(
      db(),
    )
    await become(archive, 'running')
  })

export const pauseList = (viewer: Viewer, slug: string, ref: string): Promise<void> =>
  step(viewer, slug, ref, ['running'], 'list.paused', (archive) => become(archive, 'paused', false))

/** What was paused, or failed, goes on where it stopped. Refuses it once what was sent is gone. */
export const resumeList = (viewer: Viewer, slug: string, ref: string): Promise<void> =>
  step(viewer, slug, ref, ['paused', 'failed'], 'list.resumed', (archive) => {
    refuseForgotten(archive)
    return become(archive, archive.state === 'failed' ? (archive.failedIn ?? 'reading') : 'running')
  })

function refuseForgotten(archive: Archive): void {
  if (isForgotten(archive)) refuse('conflict', 'lists.filesGone', { days: most.days })
}

/** Takes back what it made and nobody changed, answered or took on since. */
export const undoList = (viewer: Viewer, slug: string, ref: string): Promise<void> =>
  step(
    viewer,
    slug,
    ref,
    ['done', 'paused', 'previewed', 'failed', 'undone'],
    'list.undone',
    async (archive) => {
      if (archive.state === 'undone' && !isShown(archive)) refuse('conflict', 'lists.notNow')
      await sql`update list_archive set through = 0, told = '[]' where id = ${archive.id}`.execute(db())
      await become(archive, 'undoing')
    },
  )

/** Opens an archive to whoever reads the community. Refuses without a yes, since it is said by that what it means for people who wrote there. */
export const openList = (viewer: Viewer, slug: string, ref: string, sure: boolean): Promise<void> =>
  step(viewer, slug, ref, ['done', 'undone', 'paused'], 'list.opened', async (archive, community) => {
    if (!isOver(archive)) refuse('conflict', 'lists.notNow')
    if (!sure) refuse('invalid', 'lists.sayYes')
    await sql`update list_archive set opened = now() where id = ${archive.id} and opened is null`.execute(
      db(),
    )
    await turn(archive, community.members, community.circle)
    await sql`
      insert into taking_part (community, quarter, person)
      select distinct ${community.id}::bigint, date_trunc('quarter', post.at)::date, post.person from post join thread on thread.thing = post.thread
      where thread.archive = ${archive.id} and post.person is not null on conflict do nothing`.execute(db())
  })

/** Keeps it to members again. */
export const closeList = (viewer: Viewer, slug: string, ref: string): Promise<void> =>
  step(viewer, slug, ref, ['done', 'undone', 'paused'], 'list.closed', async (archive, community) => {
    await sql`update list_archive set opened = null where id = ${archive.id}`.execute(db())
    await turn(archive, community.circle, community.members)
    await sql`
      delete from taking_part where community = ${community.id} and not exists (
        select from post join thread on thread.thing = post.thread left join list_archive on list_archive.id = thread.archive
        where thread.community = taking_part.community and post.person = taking_part.person and date_trunc('quarter', post.at)::date = taking_part.quarter
          and (list_archive.id is null or list_archive.opened is not null or post.mail_author is null))`.execute(
      db(),
    )
  })

/** Its conversations, with what was said in them, go from one circle to another. */
async function turn({ id }: Archive, from: number, to: number): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    with moved as (
      update thing set circle = ${to} from thread where thread.thing = thing.id and thread.archive = ${id} and circle = ${from} returning thing.id)
    select id from moved union all select post.thing as id from post join moved on moved.id = post.thread`.execute(
    db(),
  )
  for (let at = 0; at < rows.length; at += 1_000)
    await announce('thing.changed', { ids: rows.slice(at, at + 1_000).map((one) => one.id) })
}

/** The community of an archive, as its address says it; nothing where there is no such archive. */
export async function slugOfList(ref: string): Promise<string | undefined> {
  const { rows } = await sql<{ slug: string }>`
    select slug from list_archive join community on community.thing = list_archive.community where ref = ${ref}`.execute(
    db(),
  )
  return rows[0]?.slug
}

/** One that the command line began in this community with the same files and did not end; nothing where there is none. */
export async function unfinished(slug: string, { files }: Pick<Gathered, 'files'>): Promise<Ref | undefined> {
  const same = JSON.stringify(files.map(({ name, bytes }) => [name, bytes]))
  const { rows } = await sql<{ ref: Ref }>`
    select ref from list_archive join community on community.thing = list_archive.community
    where slug = ${slug} and person is null and list_archive.state in ('reading', 'previewed', 'running', 'paused', 'failed') and held
      and (select jsonb_agg(jsonb_build_array(name, bytes) order by nth) from list_file where archive = list_archive.id) = ${same}::jsonb
    order by at desc limit 1`.execute(db())
  return rows[0]?.ref
}

/** Of what was only tried nothing is left. */
export async function forgetList(ref: string): Promise<void> {
  await sql`delete from list_archive where ref = ${ref} and state in ('reading', 'previewed', 'failed') and not exists (
    select from list_message where archive = list_archive.id and outcome = 'made')`.execute(db())
  await (await store()).forget(ref)
}
