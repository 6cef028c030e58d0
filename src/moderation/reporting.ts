import { sql } from 'kysely'
import { config } from '../base/config.ts'
import { atomically, db } from '../base/database/database.ts'
import { count } from '../base/http/limits.ts'
import { reader } from '../base/i18n/reader.ts'
import { isRef } from '../base/ids.ts'
import { found, missing, refuse } from '../base/refusal.ts'
import { type Card, cardsOf, kindOf } from '../base/things/kinds.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import { inTerm } from '../communities/reading.ts'
import { personOf } from '../people/account.ts'
import { authorOf } from './access.ts'
import { judgedOf } from './judged.ts'
import { lay } from './looking.ts'
import { most, type Outcome, type Reason } from './matter.ts'

/** What can be reported, if the viewer may see it: 404 else. */
export async function reportable(viewer: Viewer, ref: string): Promise<Card> {
  if (!isRef(ref)) missing()
  const { rows } = await sql<{ id: number; kind: string }>`
    select id, kind from thing where ref = ${ref} and state = 'published' and ${visibleTo(viewer)}`.execute(
    db(),
  )
  const thing = found(rows[0])
  if (!kindOf(thing.kind)?.peace) missing()
  return found((await cardsOf(viewer, [thing]))[0])
}

/**
 * Says that something is not right, once a person and thing. Whoever wrote it never learns who did. A stranger
 * leaves a mail address to hear what came of it. Refuses what is one's own, what one reported already, more
 * than twenty in a day; 404 for what the viewer may not see.
 */
export function report(
  viewer: Viewer,
  { thing: ref, reason, words, email }: { thing: string; reason: Reason; words: string; email?: string },
): Promise<Card> {
  return atomically(async () => {
    const card = await reportable(viewer, ref)
    const me = viewer.kind === 'person' ? viewer.id : null
    if (!me && !email) refuse('invalid', 'moderation.mailMissing')
    if (me && config().RATE_LIMIT > 0)
      await count('reports', String(me), { points: most.reports, duration: 86_400 })
    const judged = await judgedOf(card)
    const { rows } = await sql<{ own: boolean; above: boolean }>`
      select ${authorOf(sql`${card.id}::bigint`)} is not distinct from ${me}::bigint and ${me}::bigint is not null as own,
        exists (select from community_role where community = ${judged.community} and person = ${judged.person}
          and role in ('facilitator', 'moderator') and ${inTerm}) as above`.execute(db())
    const { own, above } = rows[0]!
    if (own) refuse('invalid', 'moderation.ownReport')
    const matter = await lay({
      thing: card.id,
      community: judged.community,
      why: 'reported',
      lang: judged.lang,
      above,
    })
    const { rows: made } = await sql`
      insert into report (thing, matter, person, email, reason, words, lang)
      values (${card.id}, ${matter}, ${me}, ${me ? null : email}, ${reason}, ${words}, ${reader().lang})
      on conflict (thing, person) do nothing returning id`.execute(db())
    if (made.length === 0) refuse('conflict', 'moderation.reportedAlready')
    return card
  })
}

export interface OwnReport {
  reason: Reason
  at: string
  outcome: Outcome | null
  words: string
  card: Card | undefined
}

/** What the viewer reported and what came of it, the newest first. Refuses strangers. */
export async function reportsBy(viewer: Viewer, page: number): Promise<{ all: OwnReport[]; total: number }> {
  const { rows } = await sql<Omit<OwnReport, 'card'> & { id: number; kind: string; total: number }>`
    select thing.id, thing.kind, report.reason, report.words, report.at, outcome, count(*) over ()::int as total
    from report join matter on matter.id = report.matter join thing on thing.id = report.thing
    where report.person = ${personOf(viewer)} order by report.at desc limit ${most.perPage} offset ${(page - 1) * most.perPage}`.execute(
    db(),
  )
  const cards = new Map((await cardsOf(viewer, rows)).map((card) => [card.id, card]))
  return {
    all: rows.map(({ id, kind: _, total: __, ...rest }) => ({ ...rest, card: cards.get(id) })),
    total: rows[0]?.total ?? 0,
  }
}
