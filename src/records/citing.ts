import type { RecordVersion } from './reading.ts'

/**
 * How to cite it, in the order of most styles: who (year). Title, version. Site. Address. Whoever is
 * not named is not named here either. The address is the short one, which stays when a title changes.
 */
export function citation(record: RecordVersion, site: { name: string; origin: string }): string {
  const who = whoMade(record)
  const title = record.content.title.texts[record.content.title.original]!
  const address = `${site.origin}/records/${record.ref}`
  return `${who.length ? `${who.join('; ')} ` : ''}(${record.published.slice(0, 4)}). ${title} [v${record.number}]. ${site.name}. ${address}`
}

/** Authors and compilers; else the resource persons; else the organisations. */
export function whoMade({ credits, content }: RecordVersion): string[] {
  const named = credits.filter(({ shown }) => shown !== 'unnamed')
  const makers = named.filter(({ role }) => role === 'compiler' || role === 'author')
  const persons = named.filter(({ role }) => role === 'resource-person')
  const who = makers.length ? makers : persons
  return who.length ? who.map(({ name }) => name!) : content.organisations
}
