import { randomUUID } from 'node:crypto'
import { audit } from '../../base/audit.ts'
import { atomically, db } from '../../base/database/database.ts'
import type { Ref } from '../../base/ids.ts'
import { found, refuse } from '../../base/refusal.ts'
import type { Viewer } from '../../base/viewer.ts'
import { addQuestion } from '../../communities/agenda/keeping.ts'
import { tie } from '../../communities/agenda/tying.ts'
import { everyInstrument } from '../../instruments/editions.ts'
import { personOf } from '../../people/account.ts'
import { draftFor, startDraft } from '../../records/writing/drafts.ts'
import { headPath } from '../../records/writing/head.ts'
import { saveAnswers } from '../../records/writing/saving.ts'
import { tell } from '../telling.ts'
import type { Thread } from '../thread.ts'
import { mayKeepList } from './implication.ts'
import { implicationFor } from './reading.ts'

async function toBecome(viewer: Viewer, ref: string, id: number) {
  personOf(viewer)
  const whole = await implicationFor(viewer, ref, id)
  if (!mayKeepList(viewer, whole.thread)) refuse('forbidden', 'conversations.joinFirst')
  return whole
}

/**
 * Makes an implication a question of the learning agenda of its community, with its thread tied to that. The
 * refusals of `addQuestion`. Gives the reference of the question and the slug of the community.
 */
export function makeQuestion(
  viewer: Viewer,
  ref: string,
  id: number,
  { words, lang }: { words: string; lang: string },
): Promise<{ slug: string; question: Ref }> {
  return atomically(async () => {
    const { thread } = await toBecome(viewer, ref, id)
    const { slug } = found(thread.community)
    const question = await addQuestion(viewer, slug, { words, lang })
    await tie(viewer, slug, question, thread.ref)
    await note(viewer, thread, id, question)
    return { slug, question }
  })
}

/**
 * Begins a lesson that comes from the policy, with the words of the implication as its title; seen by those who write
 * it until it is published. Gives the reference of the draft.
 */
export function beginLesson(viewer: Viewer, ref: string, id: number): Promise<Ref> {
  return atomically(async () => {
    const { thread, implication } = await toBecome(viewer, ref, id)
    const lessons = (await everyInstrument(viewer)).filter(({ makes }) => makes === 'lesson')
    const { slug } = found(lessons.toSorted((a, b) => a.questions - b.questions)[0])
    const { words, lang } = implication
    const draft = await startDraft(viewer, { instrument: slug, lang, 'derives-from': thread.concerning!.ref })
    const { revision } = await draftFor(viewer, draft)
    const title = {
      id: randomUUID(),
      path: headPath('title', lang),
      value: words.slice(0, 300),
      base: revision,
    }
    await saveAnswers(viewer, draft, { since: revision, changes: [title] })
    await note(viewer, thread, id, draft)
    return draft
  })
}

async function note(viewer: Viewer, thread: Thread, implication: number, of: Ref): Promise<void> {
  const { id } = await db().selectFrom('thing').select('id').where('ref', '=', of).executeTakeFirstOrThrow()
  await db()
    .insertInto('implication_outcome')
    .values({ implication, thing: id, by: personOf(viewer) })
    .execute()
  await audit(viewer, 'implication.became', thread.id, { thing: id })
  await tell([thread])
}
