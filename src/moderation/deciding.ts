import { sql } from 'kysely'
import { audit } from '../base/audit.ts'
import { atomically, db } from '../base/database/database.ts'
import { asReader, isInterfaceLanguage, reader } from '../base/i18n/reader.ts'
import { t } from '../base/i18n/t.ts'
import { post } from '../base/mail/mail.ts'
import { announce } from '../base/outbox/announce.ts'
import { refuse } from '../base/refusal.ts'
import { kindOf } from '../base/things/kinds.ts'
import type { Viewer } from '../base/viewer.ts'
import { system } from '../base/viewer.ts'
import { communityFor } from '../communities/reading.ts'
import { personOf } from '../people/account.ts'
import { site } from '../ui/site.ts'
import './looking.ts'
import type { Outcome, WholeMatter, Why } from './matter.ts'
import { type Given, take, undone } from './measuring.ts'
import { outcomeSaid } from './names.ts'
import { matterFor } from './queue.ts'

/** What can be decided about what waits for this reason. */
export const outcomesOf = ({ why, canHide }: { why: Why; canHide: boolean }): Outcome[] =>
  why === 'appeal'
    ? ['upheld', 'undone']
    : why === 'reported'
      ? ['fine', ...(canHide ? (['hidden'] as const) : []), 'acted']
      : ['let-through', 'not-let-through']

export interface Decision extends Given {
  outcome: Outcome
}

/**
 * Decides what waits: the thing, and where it is known whose it is, what is done about them. Who reported it
 * is told what came of it. Refuses an outcome that there is not for it, to take something away without a reason,
 * and with 409 what somebody else decided meanwhile; what `matterFor` and the measures refuse.
 */
export function decide(viewer: Viewer, slug: string | undefined, id: number, given: Decision): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const { place, matter } = await matterFor(viewer, slug, id, { lock: true })
    if (matter.decided) refuse('conflict', 'moderation.decidedMeanwhile')
    const { outcome, reason } = given
    if (!outcomesOf(matter).includes(outcome)) refuse('invalid', 'moderation.noOutcome')
    if (!reason && ['hidden', 'not-let-through', 'acted', 'undone', 'upheld'].includes(outcome))
      refuse('invalid', 'moderation.sayWhy')
    await sql`update matter set decided = now(), outcome = ${outcome}, by = ${me}, reason = ${reason || null} where id = ${id}`.execute(
      db(),
    )
    await audit(viewer, 'matter.decided', matter.thing, { outcome, reason, why: matter.why })
    await act(viewer, matter, given)
    if (given.measure !== 'none') {
      if (!matter.person) refuse('invalid', 'moderation.nobodyKnown')
      const home =
        place ??
        (matter.community ? await communityFor(system('a report'), matter.community.slug) : undefined)
      await take(viewer, home, matter.person.id, given)
    }
    await announce('matter.decided', { matter: id })
    await tellStrangers(id, outcome)
  })
}

async function act(
  viewer: Viewer,
  { thing, kind, against }: WholeMatter,
  { outcome, reason }: Decision,
): Promise<void> {
  const peace = kindOf(kind)?.peace
  if (outcome === 'hidden') await peace?.hide?.(viewer, thing, reason)
  else if (outcome === 'let-through') await peace?.letThrough?.(viewer, thing)
  else if (outcome === 'not-let-through') await peace?.holdBack?.(viewer, thing, reason)
  else if (outcome === 'undone' && against) await undone(viewer, against.id, reason)
}

/** Whoever has an account is told by a notice; a stranger by a letter, and the address they left is forgotten then. */
async function tellStrangers(matter: number, outcome: Outcome): Promise<void> {
  const { rows } = await sql<{ email: string; lang: string }>`
    select email, lang from report where matter = ${matter} and email is not null`.execute(db())
  for (const { email, lang } of rows)
    await asReader({ ...reader(), lang: isInterfaceLanguage(lang) ? lang : 'en' }, () => {
      const body = [outcomeSaid(outcome), site().name, site().origin].join('\n\n')
      return post({ to: email, lang, subject: t('moderation.reportSubject'), body })
    })
  await sql`update report set email = null where matter = ${matter}`.execute(db())
}
