import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { atomically, db } from '../../base/database/database.ts'
import type { Ref } from '../../base/ids.ts'
import { found } from '../../base/refusal.ts'
import { isLang, type Text } from '../../base/text.ts'
import type { Viewer } from '../../base/viewer.ts'
import { definitionOf } from '../../instruments/editions.ts'
import { personOf } from '../../people/account.ts'
import { draftFor, startDraft } from '../writing/drafts.ts'
import { headPath, licences } from '../writing/head.ts'
import { onlyRow } from '../writing/path.ts'
import { saveIn } from '../writing/saving.ts'
import { type Beginning, spokenQuestion, tellingInstrument } from './story.ts'

/**
 * Begins a story with what is written of it already. Refuses strangers and what is no language. Gives the reference
 * of its draft, which nobody else sees.
 */
export function beginStory(viewer: Viewer, given: Beginning): Promise<Ref> {
  return atomically(async () => {
    const me = personOf(viewer)
    const { slug } = await tellingInstrument(viewer, given.instrument)
    const { lang, toldFor, title = '', summary = '', said = {} } = given
    const ref = await startDraft(viewer, { instrument: slug, lang })
    const draft = await draftFor(viewer, ref)
    await db().insertInto('story').values({ thing: draft.id, person: me, told_for: toldFor }).execute()
    const answers: [path: string, value: unknown][] = [
      [headPath('knowledge'), draft.definition.knowledge ?? 'experience'],
      [headPath('licence'), licences[0]],
      [headPath('title', lang), title],
      [headPath('summary', lang), summary],
      ...Object.entries(said).flatMap(([slot, words]): [string, unknown][] => {
        const asked = spokenQuestion(draft.definition, slot)
        return asked ? [[`${asked.group.id}/${onlyRow}/${asked.question.id}/${lang}`, words]] : []
      }),
    ]
    const changes = answers
      .filter(([, value]) => value !== '')
      .map(([path, value]) => ({ id: randomUUID(), path, value, base: draft.revision }))
    await saveIn(draft, me, { since: draft.revision, changes })
    return ref
  })
}

const hashed = (token: string): string => createHash('sha256').update(token).digest('hex')

/** Keeps for two days what a stranger wrote; gives the word by which their browser finds it again. */
export async function holdStory(given: Beginning): Promise<string> {
  const token = randomBytes(24).toString('base64url')
  await atomically(async () => {
    await sql`delete from held_story where until < now()`.execute(db())
    await sql`
      insert into held_story (token, typed, until) values (${hashed(token)}, ${JSON.stringify(given)}::jsonb, now() + interval '2 days')`.execute(
      db(),
    )
  })
  return token
}

/** What is held by this word; nothing once it is over. */
export async function heldStory(token: string | undefined): Promise<Beginning | undefined> {
  if (!token) return undefined
  const { rows } = await sql<{ typed: Beginning }>`
    select typed from held_story where token = ${hashed(token)} and until > now()`.execute(db())
  const typed = rows[0]?.typed
  return typed && isLang(typed.lang) ? typed : undefined
}

/** Begins the story that is held, once; 404 where nothing is. */
export function takeHeldStory(viewer: Viewer, token: string | undefined): Promise<Ref> {
  return atomically(async () => {
    personOf(viewer)
    const held = found(await heldStory(token))
    const { rows } =
      await sql`delete from held_story where token = ${hashed(token!)} returning token`.execute(db())
    found(rows[0])
    return beginStory(viewer, held)
  })
}

/** Somebody's stories: on their way first, then told. */
export interface OwnStory {
  ref: Ref
  kind: 'draft' | 'record'
  title: Text['texts']
  lang: string
  changed: string
}

/** So many stand on a page. */
export const storiesPerPage = 20

export async function storiesOf(
  viewer: Viewer,
  page: number,
): Promise<{ stories: OwnStory[]; total: number }> {
  const me = personOf(viewer)
  const { rows } = await sql<OwnStory & { total: number }>`
    select thing.ref, thing.kind, thing.changed, count(*) over ()::int as total,
      coalesce(draft.lang, content -> 'title' ->> 'original') as lang,
      coalesce(content -> 'title' -> 'texts', (select jsonb_object_agg(split_part(path, '/', 4), value) from draft_answer
        where draft_answer.draft = thing.id and path like '@record/only/title/%' and value is not null), '{}') as title
    from story join thing on thing.id = story.thing left join draft on draft.thing = thing.id
      left join record on record.thing = thing.id left join version on version.id = record.current
    where story.person = ${me} and (thing.kind = 'draft' and thing.state = 'draft' or thing.kind = 'record' and thing.state = 'published')
    order by thing.kind, thing.changed desc, thing.id limit ${storiesPerPage} offset ${(page - 1) * storiesPerPage}`.execute(
    db(),
  )
  return { stories: rows, total: rows[0]?.total ?? 0 }
}

/** The questionnaire that a story is begun by, as it asks. */
export async function tellingDefinition(viewer: Viewer, slug?: string) {
  return definitionOf((await tellingInstrument(viewer, slug)).id)
}
