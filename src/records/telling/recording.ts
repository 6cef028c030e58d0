import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { atomically, db } from '../../base/database/database.ts'
import { useFile, writeFile } from '../../base/files/keeping.ts'
import { discard, place, receive } from '../../base/files/receiving.ts'
import { isSound } from '../../base/files/types.ts'
import type { Sent } from '../../base/http/multipart.ts'
import { found, refuse } from '../../base/refusal.ts'
import { isLang } from '../../base/text.ts'
import type { Viewer } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { type Draft, draftFor } from '../writing/drafts.ts'
import { mostMegabytes, mostSeconds, spokenQuestion } from './story.ts'

export interface Spoken {
  lang: string
  /** As the recorder counted them; what the file itself says comes first. */
  seconds?: number
}

/**
 * Keeps a spoken answer with a draft, in the place of the one before. Its name says which question it answers and
 * nothing of whoever spoke. Refuses a question that is not told, what is no sound, and what is too large or too long.
 */
export async function keepRecording(
  viewer: Viewer,
  ref: string,
  slot: string,
  { name, stream }: Sent,
  { lang, seconds }: Spoken,
): Promise<void> {
  const { question } = await toldIn(viewer, ref, slot)
  if (!isLang(lang)) refuse('invalid', 'people.noLanguage')
  const received = await receive(viewer, stream, { name, most: mostMegabytes })
  const long = received.seconds ?? seconds
  if (!isSound(received.type) || (long ?? 0) > mostSeconds + 5) {
    await discard(received)
    refuse('invalid', isSound(received.type) ? 'telling.tooLong' : 'telling.noSound', {
      most: mostSeconds / 60,
    })
  }
  await place(received)
  await atomically(async () => {
    const { draft } = await toldIn(viewer, ref, slot)
    await writeFile(received)
    await takeOut(draft.id, slot, received.hash)
    const ending = received.name.slice(received.name.lastIndexOf('.'))
    const used = await useFile(draft.id, received.hash, `${question.id.replaceAll('_', '-')}${ending}`)
    await sql`
      insert into recording (file_use, slot, lang, seconds) select id, ${slot}, ${lang}, ${long ?? null} from file_use where ref = ${used.ref}
      on conflict (file_use) do update set slot = excluded.slot, lang = excluded.lang, seconds = excluded.seconds`.execute(
      db(),
    )
    await audit(viewer, 'story.recorded', draft.id, { file: used.ref })
    await sql`update thing set changed = now() where id = ${draft.id}`.execute(db())
  })
}

/** Says of a file that is kept with a draft already that it answers a question. The refusals of `keepRecording`; 404 for no such file. */
export function markRecording(
  viewer: Viewer,
  ref: string,
  { file, slot, lang, seconds }: Spoken & { file: string; slot: string },
): Promise<void> {
  return atomically(async () => {
    const { draft } = await toldIn(viewer, ref, slot)
    if (!isLang(lang)) refuse('invalid', 'people.noLanguage')
    const { rows } = await sql<{ id: number; type: string; hash: string }>`
      select file_use.id, type, hash from file_use join file using (hash) where thing = ${draft.id} and name = ${file} and removed is null`.execute(
      db(),
    )
    const { id, type, hash } = found(rows[0])
    if (!isSound(type)) refuse('invalid', 'telling.noSound')
    await takeOut(draft.id, slot, hash)
    await sql`
      insert into recording (file_use, slot, lang, seconds) values (${id}, ${slot}, ${lang}, ${seconds ?? null})
      on conflict (file_use) do update set slot = excluded.slot, lang = excluded.lang, seconds = excluded.seconds`.execute(
      db(),
    )
    await audit(viewer, 'story.recorded', draft.id)
  })
}

/** Takes a spoken answer out of a draft; its file can be brought back for thirty days. 404 where there is none. */
export function removeRecording(viewer: Viewer, ref: string, slot: string): Promise<void> {
  return atomically(async () => {
    const { draft } = await toldIn(viewer, ref, slot)
    found((await takeOut(draft.id, slot)) || undefined)
    await audit(viewer, 'story.recording-removed', draft.id)
  })
}

/** The draft, for those who write it, and one of its questions that may be spoken. */
async function toldIn(
  viewer: Viewer,
  ref: string,
  slot: string,
): Promise<{ draft: Draft; question: { id: string } }> {
  personOf(viewer)
  const draft = await draftFor(viewer, ref)
  return { draft, question: found(spokenQuestion(draft.definition, slot)).question }
}

/** Puts away what answered a question by voice before, unless it holds the same. */
async function takeOut(thing: number, slot: string, besides = ''): Promise<boolean> {
  const { rows } = await sql`
    update file_use set removed = now() from recording
    where recording.file_use = file_use.id and thing = ${thing} and slot = ${slot} and removed is null and hash <> ${besides} returning id`.execute(
    db(),
  )
  return rows.length > 0
}
