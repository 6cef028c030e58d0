import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { atomically, db } from '../../base/database/database.ts'
import { found, refuse } from '../../base/refusal.ts'
import { isLang, type Lang } from '../../base/text.ts'
import type { Viewer } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { type Draft, readingDraftFor } from '../writing/drafts.ts'
import { parsePath } from '../writing/path.ts'

export interface Comment {
  id: number
  by: { name: string; handle: string }
  at: string
  lang: Lang
  words: string
}

/** What was said of one answer, or of the whole, and what was answered to it. */
export interface Thread extends Comment {
  /** `group/row/question`; none for the whole. */
  path: string | null
  /** By whom it was settled; nobody as long as it is open. */
  resolved: { name: string; at: string } | null
  replies: Comment[]
}

export interface Threads {
  draft: Draft
  threads: Thread[]
  total: number
  /** How many are open, on all pages. */
  open: number
  /** The viewer is one of those who write it. */
  writes: boolean
}

export const threadsPerPage = 30

/** Everything that was said of a draft, or of one answer: what is open first, the newest first. For those who write it and those who review it. */
export async function threadsFor(viewer: Viewer, ref: string, on?: string, page = 1): Promise<Threads> {
  const draft = await readingDraftFor(viewer, ref)
  const which = sql`draft = ${draft.id} and under is null and ${on === undefined ? sql`true` : sql`path = ${on}`}`
  const { rows } = await sql<Thread>`
    select one.id, path, one.lang, words, at, json_build_object('name', person.name, 'handle', handle) as by,
      (select json_build_object('name', name, 'at', resolved) from person where thing = one.resolved_by) as resolved,
      coalesce((select json_agg(json_build_object('id', reply.id, 'lang', reply.lang, 'words', reply.words, 'at', reply.at,
          'by', json_build_object('name', who.name, 'handle', who.handle)) order by reply.id)
        from review_comment as reply join person as who on who.thing = reply.person where reply.under = one.id), '[]') as replies
    from review_comment as one join person on person.thing = one.person
    where ${which} order by resolved is not null, one.id desc
    limit ${threadsPerPage} offset ${(page - 1) * threadsPerPage}`.execute(db())
  const { rows: counts } = await sql<{ total: number; open: number }>`
    select count(*)::int as total, count(*) filter (where resolved is null)::int as open from review_comment where ${which}`.execute(
    db(),
  )
  const writes = viewer.kind === 'person' && draft.writers.some(({ id }) => id === viewer.id)
  return { draft, threads: rows, ...counts[0]!, writes }
}

interface Saying {
  path?: string
  words: string
  lang: string
}

/** Says something of an answer or of the whole. Refuses a place that this questionnaire does not have. */
export function comment(viewer: Viewer, ref: string, saying: Saying): Promise<number> {
  return atomically(async () => writeComment(viewer, await readingDraftFor(viewer, ref), saying))
}

/** The same for whoever has found the draft already; `told` where those whom it concerns are written to at once. */
export async function writeComment(
  viewer: Viewer,
  draft: Draft,
  { path, words, lang, told = false }: Saying & { told?: boolean },
): Promise<number> {
  if (!isLang(lang)) refuse('invalid', 'people.noLanguage')
  if (path !== undefined && !isPlace(draft, path)) refuse('invalid', 'review.noSuchAnswer')
  const { rows } = await sql<{ id: number }>`
    insert into review_comment (draft, path, person, lang, words, told)
    values (${draft.id}, ${path ?? null}, ${personOf(viewer)}, ${lang}, ${words}, case when ${told} then now() end) returning id`.execute(
    db(),
  )
  await audit(viewer, 'review.commented', draft.id)
  return rows[0]!.id
}

/** Words are answered in several languages, and commented on as one answer. */
const isPlace = ({ definition, langs }: Draft, path: string): boolean =>
  path.split('/').length === 3 &&
  (parsePath(definition, path) ?? parsePath(definition, `${path}/${langs[0]}`)) !== undefined

/** Answers what was said; 404 for a thread of another draft. */
export function reply(
  viewer: Viewer,
  ref: string,
  thread: number,
  { words, lang }: Omit<Saying, 'path'>,
): Promise<void> {
  return atomically(async () => {
    const draft = await readingDraftFor(viewer, ref)
    if (!isLang(lang)) refuse('invalid', 'people.noLanguage')
    const { rows } = await sql<{ id: number }>`
      insert into review_comment (draft, under, person, lang, words)
      select draft, id, ${personOf(viewer)}, ${lang}, ${words} from review_comment
      where draft = ${draft.id} and id = ${thread} and under is null returning id`.execute(db())
    found(rows[0])
    await audit(viewer, 'review.commented', draft.id)
  })
}

/** Settles what was said, or keeps it open again; 404 for a thread of another draft. */
export function settleThread(viewer: Viewer, ref: string, thread: number, settled: boolean): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const draft = await readingDraftFor(viewer, ref)
    const { rows } = await sql`
      update review_comment set resolved = case when ${settled} then now() end, resolved_by = case when ${settled} then ${me}::bigint end
      where draft = ${draft.id} and id = ${thread} and under is null returning id`.execute(db())
    found(rows[0])
    await audit(viewer, settled ? 'review.settled' : 'review.reopened', draft.id)
  })
}
