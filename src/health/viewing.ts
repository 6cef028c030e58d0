import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { refuse } from '../base/refusal.ts'
import type { Viewer } from '../base/viewer.ts'
import { facilitates } from '../communities/access.ts'
import type { Community } from '../communities/community.ts'
import { communityFor } from '../communities/reading.ts'
import { mayAnswer, shareOf } from './access.ts'
import { fewestShown } from './check.ts'
import { type Health, healthOf } from './health.ts'
import { type Released, releasedAsked, releasedOf } from './releasing.ts'
import { type StageChosen, stagesAsked } from './staging.ts'

/** What the viewer is shown of how a community is: all of it, what was released, or whether it is open, quiet or closed. */
export type HealthShown = { community: Community } & (
  | {
      shown: 'whole'
      health: Health
      chosen: StageChosen[]
      released: Released | null
      keeps: boolean
      answers: boolean
    }
  | { shown: 'released'; released: Released | null }
  | { shown: 'outside' }
)

/** That, by who the viewer is. 404 for a community they do not see. */
export async function healthShown(viewer: Viewer, slug: string): Promise<HealthShown> {
  const community = await communityFor(viewer, slug)
  const shown = await shareOf(viewer, community)
  if (shown === 'whole') {
    const keeps = facilitates(viewer, community)
    const { rows } = await sql<{ chosen: StageChosen[]; released: Released | null }>`
      select ${stagesAsked(community.id)} as chosen, ${keeps ? releasedAsked(community.id) : sql`null`} as released`.execute(
      db(),
    )
    const health = await healthOf(viewer, community)
    return { shown, community, health, ...rows[0]!, keeps, answers: mayAnswer(community) }
  }
  return shown === 'released'
    ? { shown, community, released: await releasedOf(community.id) }
    : { shown, community }
}

/** The same for programs, for whoever sees it whole. Refuses others. */
export async function healthForPrograms(viewer: Viewer, slug: string) {
  const seen = await healthShown(viewer, slug)
  if (seen.shown !== 'whole') return refuse('forbidden', 'health.onlyMembers')
  const { figures, judgement, elements, stage, checks } = seen.health
  const { quarters, people, of90, newcomers, returned, bridges, orphaned, unheard } = figures
  return {
    state: seen.community.rest ?? ('open' as const),
    stage: seen.chosen[0]?.stage ?? stage.stage,
    proposed: stage.stage,
    ...judgement,
    quarters: quarters.map((one) => ({
      begins: one.begins,
      people: one.people,
      ...counted({ newcomers: one.newcomers }),
      begun: one.opened,
      answered: one.answered,
    })),
    ...counted({ people, of90, newcomers, returned, bridges }),
    orphaned,
    unheard: {
      languages: unheard.langs.map(({ lang }) => lang),
      chapters: unheard.parts.map((part) => part.slug),
      places: unheard.places.map(({ code }) => code),
      levels: unheard.tiers,
    },
    elements: elements.map(({ name, well, said }) => ({ name, well, ...(said !== null && { said }) })),
    checks: checks
      .filter(({ over }) => over)
      .map(({ ends, answers, reflection }) => ({
        ...{ ends, ...counted({ answers }) },
        ...(reflection && { reflection }),
      })),
  }
}

/** Figures of people as they may be shown: those of fewer than that are left out, so that nobody is known by one. */
const counted = <Name extends string>(figures: Record<Name, number>): Partial<Record<Name, number>> =>
  Object.fromEntries(Object.entries<number>(figures).filter(([, count]) => count >= fewestShown)) as Partial<
    Record<Name, number>
  >
