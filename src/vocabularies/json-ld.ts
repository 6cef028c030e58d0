import type { Triple } from './skos.ts'

/**
 * The triples of a JSON-LD document. A context that would have to be fetched is refused by its
 * address, and the document with it: an import asks nothing of the network, and what a context says
 * today it may not say tomorrow. Throws an `Error` for people.
 */
export async function jsonLdTriples(document: object): Promise<Triple[]> {
  // Only when a file is read: jsonld is slow to load.
  const { default: jsonld } = await import('jsonld')
  let asked: string | undefined
  const documentLoader = (address: string): never => {
    asked = address
    throw new Error('refused')
  }
  try {
    return (await jsonld.toRDF(document, { documentLoader })) as Triple[]
  } catch (error) {
    if (asked)
      throw new Error(
        `It takes its context from ${asked}. Put the context itself into the file: nothing is fetched.`,
      )
    throw new Error(`Not JSON-LD: ${error instanceof Error ? error.message : error}`)
  }
}
