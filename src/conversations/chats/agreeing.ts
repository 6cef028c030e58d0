import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { atomically, db } from '../../base/database/database.ts'
import { refuse } from '../../base/refusal.ts'
import { today } from '../../base/today.ts'
import type { Viewer } from '../../base/viewer.ts'
import { agreedChanged } from '../../records/write-up/agreed-elsewhere.ts'
import { isPersonal } from '../../records/writing/personal.ts'
import { most } from './chat.ts'
import { chatFor, speakerIn } from './chats.ts'

/** What whoever brought a chat says of a speaker. */
export interface SaidOf {
  how: 'member' | 'agreed' | 'neither'
  handle: string
  on: string
  words: string
  shown: 'named' | 'unnamed'
  as: string
}

/**
 * Says that a speaker is a member, who is asked like anyone who is quoted; or when and how they agreed, and how they are
 * credited; or neither. Refuses nobody of this name, no words on how, a day to come, and a name that is a number or an address.
 */
export const sayOfSpeaker = (viewer: Viewer, ref: string, id: number, said: SaidOf): Promise<void> =>
  atomically(async () => {
    const chat = await chatFor(viewer, ref, { lock: true })
    const speaker = await speakerIn(chat, id)
    const person = said.how === 'member' ? await memberOf(said.handle) : null
    const agreed = said.how === 'agreed' ? agreementIn(said) : undefined
    await sql`
      update chat_speaker set person = ${person}, agreed_on = ${agreed?.on ?? null}::date, agreed_how = ${agreed?.words ?? null}, shown = ${agreed?.shown ?? null}, credited_as = ${agreed?.as ?? null}
      where id = ${speaker.id}`.execute(db())
    const { rows } = await sql<{
      id: number
    }>`select thing as id from chat_saying where speaker = ${speaker.id}`.execute(db())
    await agreedChanged(rows.map((one) => one.id))
    await audit(viewer, 'chat.speaker-said', chat.id, {
      speaker: id,
      how: said.how,
      ...(agreed && { on: agreed.on }),
    })
  })

async function memberOf(handle: string): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select person.thing as id from person join thing on thing.id = person.thing where handle = ${handle} and thing.state = 'published' and left_at is null`.execute(
    db(),
  )
  return rows[0]?.id ?? refuse('invalid', 'chats.nobody')
}

function agreementIn({ on, words, shown, as }: SaidOf) {
  const how = words.toWellFormed().replaceAll('\0', '').trim()
  const name = as
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
  if (!/^\d{4}-\d{2}-\d{2}$/.test(on) || on > today()) refuse('invalid', 'chats.whenMissing')
  if (!how) refuse('invalid', 'chats.howMissing')
  if (how.length > most.how || name.length > most.name)
    refuse('invalid', 'chats.wordsLong', { most: most.how })
  if (shown === 'named' && !name) refuse('invalid', 'chats.asMissing')
  if (isPersonal(name) || isPersonal(how)) refuse('invalid', 'contributors.noContacts')
  return { on, words: how, shown, as: shown === 'named' ? name : null }
}
