import type { Contributor } from './interchange.ts'

export interface StandingCredit {
  role: string
  shown: string
  name: string | null
  organisation: string | null
  redacted: unknown
}

/** Whether those credited are the same. Whoever was taken out of a version here may still stand in another copy. */
export const sameCredits = (standing: StandingCredit[], given: Contributor[]): boolean =>
  standing.length === given.length &&
  standing.every((one, i) => one.redacted !== null || sameCredit(one, given[i]!))

const sameCredit = (standing: StandingCredit, given: Contributor): boolean =>
  standing.role === given.role &&
  standing.shown === given.shown &&
  standing.name === (given.name ?? null) &&
  standing.organisation === (given.organisation ?? null)
