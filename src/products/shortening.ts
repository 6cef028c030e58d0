import type { Lang } from '../base/text.ts'

/**
 * As many whole sentences as stand within so many characters; of a first sentence that is longer, as many
 * words, and a mark that it goes on.
 */
export function shortened(text: string, most: number, lang: Lang): string {
  const words = text.trim()
  if (words.length <= most) return words
  let end = 0
  for (const { index, segment } of segments(words.slice(0, most + 200), lang, 'sentence')) {
    const after = index + segment.trimEnd().length
    if (after > most) break
    end = after
  }
  if (end >= most / 3) return words.slice(0, end)
  for (const { index, segment, isWordLike } of segments(words.slice(0, most), lang, 'word'))
    if (isWordLike && index + segment.length < most) end = index + segment.length
  return `${words.slice(0, end)} …`
}

function segments(text: string, lang: Lang, granularity: 'sentence' | 'word') {
  return new Intl.Segmenter(lang === 'und' ? 'en' : lang, { granularity }).segment(text)
}
