import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import type { Ref } from '../base/ids.ts'
import type { Taking } from '../base/things/bundling.ts'
import { makeThings } from '../base/things/things.ts'
import { inWords, organisationHere, saidBy } from '../people/elsewhere.ts'
import type { Given, GivenPost, LeftPost } from './given.ts'

interface Thread {
  id: number
  lang: string
  opened: string
  circle: number
  origin: string | undefined
}

/** So many are written at once. */
const together = 200

/** Says all of a conversation that came, in its order; gives the keys of its posts. */
export async function sayAll(
  thread: Thread,
  given: Given['posts'],
  taking: Taking | undefined,
): Promise<number[]> {
  const all: number[] = []
  const ids = new Map<Ref, number>()
  for (let from = 0; from < given.length; from += together) {
    const some = given.slice(from, from + together)
    const made = await makeThings({ kind: 'post', refs: some.map(({ ref }) => ref), ...thread })
    for (const [i, { ref }] of some.entries()) ids.set(ref, made[i]!)
    const rows: object[] = []
    for (const [i, post] of some.entries()) {
      const own = { id: made[i]!, nth: post.nth ?? from + i + 1 }
      rows.push({ ...own, ...('body' in post ? await said(post, ids, taking) : left(post, thread)) })
    }
    await write(thread.id, rows)
    await keepVersions(some, ids)
    // By handles of here in packs only.
    if (!taking) await thank(some, ids)
    all.push(...made)
  }
  return all
}

async function said(post: GivenPost, ids: Map<Ref, number>, taking: Taking | undefined): Promise<object> {
  const { person, by } = await saidBy(post.by, taking)
  const organisation = await organisationHere(post.organisation, taking)
  const named =
    typeof post.organisation === 'object' ? await inWords(post.organisation, taking) : post.organisation
  const elsewhere = {
    ...(by && { by }),
    ...(named && organisation === null && { organisation: named }),
    ...(typeof post.thanks === 'number' && post.thanks > 0 && { thanks: post.thanks }),
  }
  return {
    ...{ person: post.sealed ? null : person, sealed: post.sealed, organisation, interest: post.interest },
    ...{ lang: post.lang, body: post.body, part: post.part, edited: post.edited },
    at: post.at ?? new Date().toISOString(),
    ...(post.answers && { answers: ids.get(post.answers), answered: post.answers }),
    ...(Object.keys(elsewhere).length > 0 && { elsewhere }),
  }
}

/** The place of what did not come along. */
const left = ({ left }: LeftPost, { lang, opened }: Thread): object => ({
  ...{ sealed: false, lang, body: '', at: opened, elsewhere: { left } },
})

const write = (thread: number, rows: object[]) =>
  sql`
    insert into post (thing, thread, nth, person, sealed, organisation, interest, lang, body, part, at, edited, answers, elsewhere)
    select id, ${thread}, nth, person, sealed, organisation, interest, lang, body, part, at, edited,
      coalesce(answers, (select thing.id from thing join post on post.thing = thing.id where ref = answered)), elsewhere
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as one (id bigint, nth int, person bigint, sealed bool, organisation bigint, interest text,
      lang text, body text, part text, at timestamptz, edited timestamptz, answers bigint, answered text, elsewhere jsonb)`.execute(
    db(),
  )

async function keepVersions(some: Given['posts'], ids: Map<Ref, number>): Promise<void> {
  const versions = some.flatMap((post) =>
    'body' in post ? post.versions.map((one, i) => ({ ...one, post: ids.get(post.ref), number: i + 1 })) : [],
  )
  if (versions.length === 0) return
  await sql`
    insert into post_version (post, number, body, lang, until)
    select post, number, body, lang, until
    from jsonb_to_recordset(${JSON.stringify(versions)}::jsonb) as one (post bigint, number int, body text, lang text, until timestamptz)`.execute(
    db(),
  )
}

async function thank(some: Given['posts'], ids: Map<Ref, number>): Promise<void> {
  const thanks = some.flatMap((post) =>
    'body' in post && typeof post.thanks === 'object'
      ? post.thanks.map((handle) => ({ post: ids.get(post.ref), handle }))
      : [],
  )
  await sql`
    insert into thanks (post, person) select distinct post, thing
    from jsonb_to_recordset(${JSON.stringify(thanks)}::jsonb) as one (post bigint, handle text) join person using (handle)`.execute(
    db(),
  )
}
