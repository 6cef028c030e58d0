import type { Fault } from '../base/import.ts'
import { nameFaults } from './check-names.ts'
import { questionFaults } from './check-questions.ts'
import { shapeFaults } from './check-shape.ts'
import { slotFaults } from './check-slots.ts'
import { Definition } from './definition.ts'

export interface CheckedDefinition {
  /** There is one only when it has no fault. */
  definition?: Definition
  faults: Fault[]
}

/**
 * Takes any JSON for a definition: the definition, or every fault with its place
 * (`section impacts > group tech_qg_4 > question tech_spread_area`) and what is wrong in plain words.
 * What it means is looked at once its shape is right.
 */
export function checkDefinition(json: unknown): CheckedDefinition {
  const shaped = Definition.safeParse(json)
  if (!shaped.success) return { faults: shapeFaults(json, shaped.error) }
  const definition = shaped.data
  const faults = [...nameFaults(definition), ...questionFaults(definition), ...slotFaults(definition)]
  return faults.length ? { faults } : { definition, faults }
}
