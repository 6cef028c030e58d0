import { sql } from 'kysely'
import { atomically, db } from '../base/database/database.ts'
import { isRef, type Ref } from '../base/ids.ts'
import { signedAddress } from '../base/mail/addresses.ts'
import { refuse } from '../base/refusal.ts'
import { isSame, signatureOf } from '../base/signing.ts'
import { type Url, url } from '../ui/url.ts'
import { keepFollowing } from './following.ts'

/** What one gets out of: a thread, a community, letters of what needs one, or all that is mailed. */
export type Way = { from: 'thread' | 'community'; thing: Ref } | { from: 'needs' | 'mail' }

/** How long the addresses in a letter are good for. */
export const days = { reply: 90, stop: 400 }

const signed = (words: string): string => signatureOf(`notices.unsubscribe ${words}`).toString('base64url')

/** Where whoever has a letter gets out of what it came by, without signing in (RFC 8058). It says of nobody who they are but their reference. */
export function unsubscribeUrl(person: Ref, way: Way): Url {
  const words = [person, way.from, ...('thing' in way ? [way.thing] : [])].join('.')
  return url`/notices/unsubscribe/${`${words}.${signed(words)}`}`
}

/** What a token is for. Refuses one that we did not sign. */
export function wayOut(token: string): Way & { person: Ref } {
  const [, words = '', signature = ''] = /^(.*)\.([\w-]{43})$/.exec(token) ?? []
  if (!isSame(signature, signed(words))) refuse('missing', 'notices.wrongToken')
  const [person = '', from, thing = ''] = words.split('.')
  if (!isRef(person)) refuse('missing', 'notices.wrongToken')
  if (from === 'mail' || from === 'needs') return { person, from }
  return { person, from: from as 'thread' | 'community', thing }
}

/** Gets them out of it; done twice it is done. Refuses a token that we did not sign. */
export const unsubscribe = (token: string): Promise<void> => takeOut(wayOut(token))

/** The address to which whoever has a letter writes to get out of what it came by; nothing where no mail reaches us. */
export const stopAddress = (person: Ref, way: Way): string | undefined =>
  signedAddress('stop', ['thing' in way ? way.thing : way.from, person], days.stop)

/** Gets somebody out, who has shown that they may. */
export async function takeOut(way: Way & { person: Ref }): Promise<void> {
  await atomically(async () => {
    const { rows } = await sql<{ person: number; id: number | null }>`
      select person.thing as person, (select id from thing as one where one.ref = ${'thing' in way ? way.thing : ''} and one.kind = ${way.from}) as id
      from person join thing on thing.id = person.thing where thing.ref = ${way.person} and left_at is null`.execute(
      db(),
    )
    const [them] = rows
    if (!them) return
    if (way.from === 'mail')
      await sql`insert into notice_choice (person, by_mail) values (${them.person}, false) on conflict (person) do update set by_mail = false`.execute(
        db(),
      )
    else if (way.from === 'needs')
      await sql`
        insert into notice_choice (person, needs) values (${them.person}, 'here')
        on conflict (person) do update set needs = 'here' where notice_choice.needs <> 'nothing'`.execute(
        db(),
      )
    else if (them.id !== null) await keepFollowing(them.person, { id: them.id, kind: way.from }, false)
  })
}
