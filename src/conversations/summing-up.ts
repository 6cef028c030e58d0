import { sql } from 'kysely'
import { audit } from '../base/audit.ts'
import { changed } from '../base/cache/tags.ts'
import { atomically, db } from '../base/database/database.ts'
import { refuse } from '../base/refusal.ts'
import { isLang } from '../base/text.ts'
import { checkWritten } from '../base/things/peace.ts'
import type { Viewer } from '../base/viewer.ts'
import { personOf } from '../people/account.ts'
import { mayHide, maySumUp } from './access.ts'
import { threadFor } from './reading.ts'
import { mostOfSummary } from './summary.ts'
import type { Thread } from './thread.ts'

/** Says in two lines of a language what a thread is about, in place of what was said before; with no words, takes that back. Refuses whoever does not belong to its community. */
export function sumUp(viewer: Viewer, ref: string, given: { lang: string; words: string }): Promise<Thread> {
  return atomically(async () => {
    const person = personOf(viewer)
    const thread = await threadFor(viewer, ref, { lock: true })
    if (!maySumUp(viewer, thread)) refuse('forbidden', 'conversations.joinFirst')
    const words = given.words.toWellFormed().replaceAll('\0', '').replace(/\s+/g, ' ').trim()
    if (!isLang(given.lang)) refuse('invalid', 'people.noLanguage')
    if (words.length > mostOfSummary) refuse('invalid', 'conversations.tooLong', { most: mostOfSummary })
    // Two lines cannot wait for a look.
    await checkWritten(viewer, {
      ...{ community: thread.community?.id ?? null, body: words, also: [], again: true },
      keeps: mayHide(viewer, thread),
    })
    await sql`delete from thread_summary where thread = ${thread.id} and lang = ${given.lang}`.execute(db())
    if (words)
      await sql`insert into thread_summary (thread, lang, words, by) values (${thread.id}, ${given.lang}, ${words}, ${person})`.execute(
        db(),
      )
    await audit(viewer, 'thread.summed-up', thread.id, { lang: given.lang, words })
    await changed(thread.ref, 'threads')
    return thread
  })
}
