import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { atomically, db } from '../../base/database/database.ts'
import { count } from '../../base/http/limits.ts'
import type { Ref } from '../../base/ids.ts'
import { announce } from '../../base/outbox/announce.ts'
import { refuse } from '../../base/refusal.ts'
import { speakersAsked, type TalkHead } from '../../base/things/talk.ts'
import type { Viewer } from '../../base/viewer.ts'
import { lookup } from '../../instruments/lookup.ts'
import { personOf } from '../../people/account.ts'
import { type Draft, draftFor, startDraft } from '../writing/drafts.ts'
import { headAsked, headPath } from '../writing/head.ts'
import { onlyRow, pathOf } from '../writing/path.ts'
import { saveIn } from '../writing/saving.ts'
import { answerAsAgreed } from './agreed-elsewhere.ts'
import { type Arrangement, arrangementOf } from './arranging.ts'
import { withWords } from './quoted.ts'
import { sourceChanged } from './telling.ts'
import type { Passage } from './write-up.ts'

declare module '../../base/outbox/announce.ts' {
  interface Events {
    /** A draft quotes what people said, and they are asked; `again`: once more. */
    'passages.asked': { writeUp: number }
    'passages.waiting': { writeUp: number }
  }
}

/** So many drafts a day make somebody ask others. */
const aDay = 20

/**
 * Makes a draft of what is arranged: each passage quoted under its question, everyone quoted proposed for credit and
 * asked. What the viewer said themselves stands named; said without a name it is asked like that of others. What
 * stands under no question is left aside. Refuses no questionnaire, and nothing under any question. Gives the draft.
 */
export function makeTheDraft(viewer: Viewer, ref: string): Promise<Ref> {
  return atomically(async () => {
    const me = personOf(viewer)
    const arrangement = await arrangementOf(viewer, ref, { lock: true })
    const { one, head, passages, questions } = arrangement
    if (!one.instrument || questions.length === 0) refuse('invalid', 'writeup.chooseInstrument')
    const placed = passages.filter(({ slot, there }) => slot && there)
    if (placed.length === 0) refuse('invalid', 'writeup.nothingPlaced')
    await count('write-ups', String(me), { points: aDay, duration: 86_400 })
    const draftRef = await startDraft(viewer, { instrument: one.instrument, lang: one.lang ?? head.lang })
    const draft = await draftFor(viewer, draftRef)
    await fill(draft, me, head, arrangement, placed)
    await sql`delete from passage where write_up = ${one.id} and ref <> all(${placed.map((passage) => passage.ref)}::text[])`.execute(
      db(),
    )
    await sql`update write_up set draft = ${draft.id}, asked = now() where thing = ${one.id}`.execute(db())
    await answerForMyself(one.id, me)
    await answerAsAgreed({ id: one.id, draft: draft.id })
    await proposeCredits(one.id, draft.id, me)
    await audit(viewer, 'write-up.drafted', one.id, { draft: draftRef })
    await announce('passages.asked', { writeUp: one.id })
    await sourceChanged(head.id)
    return draftRef
  })
}

async function fill(
  draft: Draft,
  me: number,
  head: TalkHead,
  { questions }: Arrangement,
  placed: Passage[],
): Promise<void> {
  const answers = new Map<string, string>()
  for (const { slot } of questions)
    for (const passage of placed.filter((one) => one.slot === slot)) {
      const path = pathIn(draft, slot)
      answers.set(path, withWords(answers.get(path) ?? '', passage.words))
      await sql`update passage set path = ${path} where ref = ${passage.ref}`.execute(db())
    }
  const title = titlePath(draft)
  const changes = [
    ...(title ? [[title, head.title] as const] : []),
    [headPath('knowledge'), 'experience'] as const,
    ...answers,
  ].map(([path, value]) => ({ id: randomUUID(), path, value, base: draft.revision }))
  const { outcomes } = await saveIn(draft, me, { since: draft.revision, changes })
  if (Object.values(outcomes).includes('refused')) refuse('invalid', 'writeup.tooLong')
}

/** Where a question is answered in a draft; one that repeats, in a row of its own. */
function pathIn({ definition, lang }: Draft, slot: string): string {
  const { group, question } = lookup(definition).asked.get(slot)!
  return pathOf({ group: group.id, row: group.repeat ? 'said' : onlyRow, question: question.id, lang })
}

function titlePath(draft: Draft): string | undefined {
  const fills = draft.definition.fills?.title
  if (headAsked(draft).includes('title')) return headPath('title', draft.lang)
  return fills && pathIn(draft, fills)
}

async function answerForMyself(id: number, me: number): Promise<void> {
  await sql`
    update passage set answer = 'named', answered = now()
    from (${speakersAsked()}) as speaker
    where write_up = ${id} and not sealed and speaker.said = passage.said and speaker.person = ${me}`.execute(
    db(),
  )
}

/** Of those who are asked, whose name is shown where they said it; they agree, or not, themselves. */
async function proposeCredits(id: number, draft: number, me: number): Promise<void> {
  await sql`
    insert into draft_contributor (draft, person, role, shown, added_by, agreed)
    select distinct ${draft}::bigint, speaker.person, 'resource-person', 'named', ${me}::bigint, false
    from passage join (${speakersAsked()}) as speaker on speaker.said = passage.said
    where write_up = ${id} and not sealed and speaker.person is not null and speaker.person <> ${me}
    on conflict do nothing`.execute(db())
}
