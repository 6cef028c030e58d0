import type { Context } from 'hono'
import { accepts } from 'hono/accepts'
import { label } from '../base/i18n/t.ts'
import type { Labels } from '../base/text.ts'
import { type Url, url, withQuery } from '../ui/url.ts'
import type { Vocabulary } from './vocabulary.ts'
import { toJsonLd, toTurtle } from './writing.ts'

export const topicUrl = ({ slug }: { slug: string }): Url => url`/topics/${slug}`
export const vocabularyUrl = ({ slug }: { slug: string }): Url => url`/vocabularies/${slug}`

/** The topics of a vocabulary from A to Z, all or those of a letter. */
export const alphabetUrl = (
  vocabulary: { slug: string },
  { letter, page = 1 }: { letter?: string; page?: number } = {},
): Url =>
  withQuery(vocabularyUrl(vocabulary), new URLSearchParams(), {
    view: 'alphabet',
    letter,
    page: page > 1 ? String(page) : undefined,
  })

/** Its title for this reader; one that has none goes by its slug. */
export const vocabularyName = ({ slug, title }: { slug: string; title: Labels }): string =>
  label(title) || slug

/** Endings of addresses under which a vocabulary or a topic is SKOS, and what they are to programs. */
export const dataFormats = { ttl: 'text/turtle', jsonld: 'application/ld+json' } as const
export type DataFormat = keyof typeof dataFormats

export const dataUrl = (page: Url, format: DataFormat): Url => `${page}.${format}` as Url

/** `soil.ttl` is the slug and the ending. */
export function fileAsked(file: string): { slug: string; format: DataFormat } {
  const dot = file.lastIndexOf('.')
  return { slug: file.slice(0, dot), format: file.slice(dot + 1) as DataFormat }
}

/** The ending for what a program asks for by `Accept`; nothing for a browser. */
export function askedFormat(c: Context): DataFormat | undefined {
  const best = accepts(c, {
    header: 'Accept',
    supports: ['text/html', ...Object.values(dataFormats)],
    default: 'text/html',
  })
  return (Object.keys(dataFormats) as DataFormat[]).find((format) => dataFormats[format] === best)
}

export async function asData(vocabulary: Vocabulary, format: DataFormat): Promise<Response> {
  const text = format === 'ttl' ? await toTurtle(vocabulary) : JSON.stringify(toJsonLd(vocabulary))
  return new Response(text, {
    headers: { 'content-type': `${dataFormats[format]}; charset=utf-8`, 'access-control-allow-origin': '*' },
  })
}
