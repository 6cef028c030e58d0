import { t } from '../base/i18n/t.ts'
import type { Triple } from './skos.ts'

export class NotJsonLd extends Error {}

/**
 * The triples of a JSON-LD document. A context that would have to be fetched is refused by its
 * address, and the document with it: an import asks nothing of the network, and what a context says
 * today it may not say tomorrow. Throws `NotJsonLd`, in words for people.
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
    if (asked) throw new NotJsonLd(t('vocabularies.faultContext', { address: asked }))
    // The codes are the standard's (JSON-LD 1.1 Processing Algorithms and API, W3C 2020, 9.3).
    const { name, details } = error as Error & { details?: { code?: string } }
    throw new NotJsonLd(t('vocabularies.faultJsonLd', { code: details?.code ?? name }))
  }
}
