import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { atomically, db } from '../../base/database/database.ts'
import { t } from '../../base/i18n/t.ts'
import { system } from '../../base/viewer.ts'
import { inTerm } from '../../communities/reading.ts'
import { writeTo } from '../../people/writing-to.ts'
import { site } from '../../ui/site.ts'
import { url } from '../../ui/url.ts'
import type { Due, Outcome } from './delivering.ts'
import { type Hook, patience, pauses } from './hook.ts'

/** Writes down what came of a message: done, to be tried again after a while, or failed; and of its hook, which is turned off after days of that. */
export async function noteOutcome(some: Due[], outcome: Outcome): Promise<void> {
  const ids = some.map(({ id }) => id)
  const { hook, tries } = some[0]!
  await atomically(async () => {
    if (outcome === 'nothing to tell') {
      await sql`update hook_delivery set state = 'dropped', tried = now() where id = any(${ids}::bigint[])`.execute(
        db(),
      )
      return
    }
    const status = 'status' in outcome ? outcome.status : null
    const fault = outcome.fault ?? null
    const done = status !== null && status >= 200 && status < 300
    const pause = pauses[tries]
    const over = done || fault === 'large' || pause === undefined
    await sql`
      update hook_delivery set tries = tries + 1, tried = now(), status = ${status}, fault = ${fault},
        state = ${done ? 'delivered' : over ? 'failed' : 'waiting'}, next_try = now() + make_interval(mins => ${pause ?? 0})
      where id = any(${ids}::bigint[])`.execute(db())
    if (fault === 'large') return
    if (done)
      await sql`update hook set failing_since = null where id = ${hook.id} and failing_since is not null`.execute(
        db(),
      )
    else await noteTrouble(hook, status === 410)
  })
}

/** Turned off when it says that it is gone, or after days without one success; its keepers are told once. */
async function noteTrouble(hook: Hook, gone: boolean): Promise<void> {
  const why = gone ? 'gone' : 'failing'
  const enough = sql<boolean>`(${gone} or failing_since < now() - make_interval(days => ${patience}))`
  const { rows } = await sql<{ off: string | null }>`
    update hook set failing_since = coalesce(failing_since, now()), off = case when ${enough} then now() end, off_why = case when ${enough} then ${why} end
    where id = ${hook.id} and off is null returning off`.execute(db())
  if (!rows[0]?.off) return
  await audit(system('hooks'), 'hook.turned-off', hook.owner.of === 'site' ? undefined : hook.owner.id, {
    hook: hook.id,
    why,
  })
  for (const keeper of await keepersOf(hook))
    await writeTo(keeper, () => ({
      subject: t('hooks.offSubject', { site: site().name, name: hook.name }),
      words: gone
        ? t('hooks.offGone', { name: hook.name, host: hook.host })
        : t('hooks.offFailing', { name: hook.name, host: hook.host, days: patience }),
      to: url`/hooks/${hook.id}`,
    }))
}

/** Who is told of it: its person, those who facilitate its community, or those who run the site. */
async function keepersOf({ owner }: Hook): Promise<number[]> {
  if (owner.of === 'person') return [owner.id]
  const { rows } =
    owner.of === 'community'
      ? await sql<{ person: number }>`
          select person from community_role where community = ${owner.id} and role = 'facilitator' and ${inTerm}`.execute(
          db(),
        )
      : await sql<{ person: number }>`
          select distinct person from appointment where role = 'operator' and subject is null and ended is null`.execute(
          db(),
        )
  return rows.map(({ person }) => person)
}
