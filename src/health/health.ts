import type { Viewer } from '../base/viewer.ts'
import type { Community } from '../communities/community.ts'
import type { CheckSeen } from './check.ts'
import { checksOf } from './checks.ts'
import { type ElementSeen, elementsOf } from './elements.ts'
import { type Evidence, evidenceOf } from './evidence.ts'
import { type Figures, figuresOf } from './figures.ts'
import { type Judgement, judge, restSeen } from './rule.ts'
import { type Stage, type StageReason, stageSeen } from './stage.ts'

/** How a community is, whole. */
export interface Health {
  figures: Figures
  evidence: Evidence
  judgement: Judgement
  elements: ElementSeen[]
  /** What the figures speak for, and why. */
  stage: { stage: Stage; reasons: StageReason[] }
  /** It looks as if it rested, and nobody has said so. */
  rest: 'quiet' | 'dormant' | null
  checks: CheckSeen[]
}

/** How a community is; whoever asks has checked that the viewer sees it whole. Three queries. */
export async function healthOf(viewer: Viewer, community: Community): Promise<Health> {
  const figures = await figuresOf(viewer, community)
  const evidence = await evidenceOf(viewer, community)
  const checks = await checksOf(viewer, community.id)
  const { quarters, people, library, pages, written } = figures
  const judgement = judge(quarters, people)
  const facts = {
    ...judgement,
    rest: community.rest,
    facilitators: community.roles.filter(({ role, since }) => role === 'facilitator' && since).length,
    people: [...quarters.map((quarter) => quarter.people), figures.running],
    made: library + pages + written,
  }
  return {
    figures,
    evidence,
    judgement,
    elements: elementsOf(community, figures, checks),
    stage: stageSeen(facts),
    rest: community.rest === null && community.state === 'published' ? restSeen(figures) : null,
    checks,
  }
}
