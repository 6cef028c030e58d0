import type { Text } from '../base/text.ts'
import type { Content } from './interchange.ts'

/** What an adaptation says of itself beside its answers. */
export const adaptationTexts = ['changed', 'failed'] as const
export type AdaptationText = (typeof adaptationTexts)[number]

type Links = Content['links']

/** The link by which a record is an adaptation: the first, where it came with several. */
export const adaptationIn = (links: Links): Links[number] | undefined =>
  links.find(({ rel }) => rel === 'adapts')

/** The same links, of which that one says this and nothing else. */
export function sayingOf(links: Links, said: Partial<Record<AdaptationText, Text | undefined>>): Links {
  const adaptation = adaptationIn(links)
  return links.map((link) => {
    if (link !== adaptation) return link
    const { rel, to } = link
    return {
      rel,
      to,
      ...(said.changed && { changed: said.changed }),
      ...(said.failed && { failed: said.failed }),
    }
  })
}

type Words = 'title' | 'summary' | 'basis'

/** What a version says in words besides its answers, whichever part of it holds them. */
export function headText(
  content: Partial<Pick<Content, Words | 'links'>>,
  question: Words | AdaptationText,
): Text | undefined {
  return question === 'changed' || question === 'failed'
    ? adaptationIn(content.links ?? [])?.[question]
    : content[question]
}
