import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import type { Ref } from '../base/ids.ts'
import { inTermOf } from '../base/in-term.ts'
import { refuse } from '../base/refusal.ts'
import type { Viewer } from '../base/viewer.ts'
import { personOf } from '../people/account.ts'
import type { Named } from '../people/organisations.ts'

/** In characters of what was typed, all fields together; and places that one person keeps something for. */
const most = { typed: 200_000, places: 100 }

export type Typed = Record<string, string>

/** What is typed where is kept by the address that takes it. */
export const placeOfReply = ({ ref }: { ref: Ref }): string => `/threads/${ref}/posts`
export const placeOfOpening = ({ slug }: { slug: string }): string => `/communities/${slug}/threads`

/** Keeps what somebody began to write and has not sent, for every device of theirs. Refuses too much of it. */
export async function keepUnsent(viewer: Viewer, place: string, typed: Typed): Promise<void> {
  const person = personOf(viewer)
  const words = JSON.stringify(typed).toWellFormed().replaceAll('\\u0000', '')
  if (words.length > most.typed) refuse('invalid', 'conversations.tooLongToKeep')
  await sql`
    with kept as (
      insert into unsent (person, place, typed) values (${person}, ${place}, ${words}::jsonb)
      on conflict (person, place) do update set typed = excluded.typed, at = now())
    delete from unsent where person = ${person} and place in (
      select place from unsent where person = ${person} order by at desc offset ${most.places})`.execute(db())
}

/** Lets go of it: it was sent, or is not wanted. */
export async function letGo(viewer: Viewer, place: string): Promise<void> {
  await db().deleteFrom('unsent').where('person', '=', personOf(viewer)).where('place', '=', place).execute()
}

/** What a form to write in is drawn with. */
export interface AtHand {
  /** For whom they may speak today. */
  speaksFor: Named[]
  unsent: Typed | undefined
}

/** What somebody has at hand who writes at this place. One query; none for strangers. */
export async function atHand(viewer: Viewer, place: string): Promise<AtHand> {
  if (viewer.kind !== 'person') return { speaksFor: [], unsent: undefined }
  const { rows } = await sql<{ speaksFor: Named[]; unsent: Typed | null }>`
    select coalesce((select json_agg(json_build_object('slug', slug, 'name', name))
        from representative join organisation on organisation.thing = representative.organisation
        where person = ${viewer.id} and ${inTermOf('representative')}), '[]') as "speaksFor",
      (select typed from unsent where person = ${viewer.id} and place = ${place}) as unsent`.execute(db())
  const { speaksFor, unsent } = rows[0]!
  return { speaksFor, unsent: unsent ?? undefined }
}
