import { sql } from 'kysely'
import { audit } from '../base/audit.ts'
import { changed } from '../base/cache/tags.ts'
import { config } from '../base/config.ts'
import { atomically, db } from '../base/database/database.ts'
import { mostSummed, summingService, sumUpByService } from '../base/machine/summary.ts'
import { refuse } from '../base/refusal.ts'
import { isLang } from '../base/text.ts'
import { everyone, type Viewer } from '../base/viewer.ts'
import { personOf } from '../people/account.ts'
import { maySumUp } from './access.ts'
import { threadFor } from './reading.ts'
import { mostOfSummary } from './summary.ts'
import type { Thread } from './thread.ts'

/** The service that a thread may be sent to: one is named, and what is not open to everyone goes there only where its operator says so. */
export const serviceFor = ({ circle }: Pick<Thread, 'circle'>): string | undefined =>
  circle === everyone || config().SUMMARY_CLOSED ? summingService() : undefined

/**
 * Has the service that the operator named say in two lines what a thread is about, marked so. Sent are its title and
 * what is shown of its posts, without who wrote them. Refuses whoever may not sum up, a thread that may not be sent
 * (404, as where no service is named), and where a member said it in that language.
 */
export async function sumUpByMachine(viewer: Viewer, ref: string, lang: string): Promise<Thread> {
  const thread = await threadFor(viewer, ref)
  if (!serviceFor(thread)) return refuse('missing', 'base.missing')
  if (!maySumUp(viewer, thread)) return refuse('forbidden', 'conversations.joinFirst')
  if (!isLang(lang)) return refuse('invalid', 'people.noLanguage')
  if (saidByMember(thread, lang)) return refuse('conflict', 'summing.already')
  const words = await sumUpByService(await spokenIn(thread), {
    lang,
    most: mostOfSummary,
    by: personOf(viewer),
  })
  await atomically(async () => {
    const now = await threadFor(viewer, ref, { lock: true })
    if (saidByMember(now, lang)) refuse('conflict', 'summing.already')
    await sql`
      insert into thread_summary (thread, lang, words, machine) values (${now.id}, ${lang}, ${words}, true)
      on conflict (thread, lang) do update set words = excluded.words, at = now()`.execute(db())
    await audit(viewer, 'thread.summed-up', now.id, { lang, words, machine: true })
    await changed(now.ref, 'threads')
  })
  return thread
}

const saidByMember = ({ summaries }: Thread, lang: string): boolean =>
  summaries.some((one) => one.lang === lang && !one.machine)

/** The title and the posts that are shown, the first and then the newest as far as there is room, in their order. */
async function spokenIn({ id, title }: Thread): Promise<string> {
  const { rows } = await sql<{ nth: number; body: string }>`
    select nth, body from post join thing on thing.id = post.thing
    where thread = ${id} and hidden is null and thing.state = 'published'
    order by nth = (select min(nth) from post as first where first.thread = ${id}) desc, nth desc limit 60`.execute(
    db(),
  )
  let room = mostSummed - title.length
  const taken = rows.filter(({ body }) => {
    room -= body.length
    return room > 0
  })
  const posts = (taken.length ? taken : rows.slice(0, 1)).sort((a, b) => a.nth - b.nth)
  // Who is meant by a mention is nobody's business there.
  return [title, ...posts.map(({ body }) => body.replace(/(^|\s)@[\w-]+/g, '$1@…'))].join('\n\n---\n\n')
}
