import { t } from '../base/i18n/t.ts'
import type { Fault } from '../base/import.ts'
import { Refusal } from '../base/refusal.ts'
import type { Definition } from './definition.ts'
import { definitionOf, editionFor } from './editions.ts'
import { extensionFaults } from './extending.ts'

/** A definition that changes what it shares with the one it extends. */
export class FaultyExtension extends Refusal {
  readonly faults: Fault[]

  constructor(faults: Fault[]) {
    super('invalid', 'instruments.editionFaults', {
      count: faults.length,
      place: faults[0]!.place,
      message: faults[0]!.message,
    })
    this.faults = faults
  }
}

/**
 * Refuses, as `FaultyExtension`, a definition whose extended one is not here, is itself by way of others,
 * or shares a question that means something else in it.
 */
export async function refuseFaultyExtension(definition: Definition): Promise<void> {
  const faults = await faultsAgainst(definition)
  if (faults.length) throw new FaultyExtension(faults)
}

async function faultsAgainst(definition: Definition): Promise<Fault[]> {
  if (!definition.extends) return []
  const way = [definition.slug]
  const bases: Definition[] = []
  for (let at: Definition = definition; at.extends; at = bases.at(-1)!) {
    const { slug, edition: name } = at.extends
    const circle = way.includes(slug)
    way.push(slug)
    if (circle)
      return [{ place: 'extends', message: t('instruments.extendsCircle', { circle: way.join(' → ') }) }]
    const edition = await editionFor(slug, name)
    if (!edition)
      return [{ place: 'extends', message: t('instruments.extendsNothing', { slug, edition: name }) }]
    bases.push(await definitionOf(edition.id))
  }
  return extensionFaults(definition, bases[0]!)
}
