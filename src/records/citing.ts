import type { RecordVersion } from './reading.ts'

/**
 * How to cite it, in the order of most styles: who (year). Title, version. Site. Address. Whoever is
 * not named is not named here either.
 */
export function citation(record: RecordVersion, site: { name: string; address: string }): string {
  const makers = record.credits.filter(({ role }) => role === 'compiler' || role === 'author')
  const named = makers.filter(({ shown }) => shown !== 'unnamed').map(({ name }) => name!)
  const who = named.length ? named : record.content.organisations
  const title = record.content.title.texts[record.content.title.original]!
  return `${who.length ? `${who.join('; ')} ` : ''}(${record.published.slice(0, 4)}). ${title} [v${record.number}]. ${site.name}. ${site.address}`
}
