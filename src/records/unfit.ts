import type { Fault } from '../base/import.ts'

/** A record that cannot be taken in at all. */
export class Unfit extends Error {
  readonly fault: Fault

  constructor(fault: Fault) {
    super(`${fault.place}: ${fault.message}`)
    this.fault = fault
  }
}

/** SQLSTATE classes that blame what was given, not the database: data exceptions and broken constraints. */
const blamesData = /^2[23]/

/** Why this one was left out, if it was its own fault; any other error is nobody's to answer here. */
export function faultOf(error: unknown): Fault | undefined {
  if (error instanceof Unfit) return error.fault
  if (error instanceof Error && 'code' in error && blamesData.test(String(error.code)))
    return { place: '', message: error.message }
  return undefined
}
