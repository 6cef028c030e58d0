import { t } from '../base/i18n/t.ts'
import type { Fault } from '../base/import.ts'
import { type Labels, Lang } from '../base/text.ts'
import type { FoundWords } from './found.ts'

/** The language nobody named (ISO 639-2). */
const unnamed = 'und'

/** What a database can keep: neither NUL nor half of a character. */
const clean = (text: string): string => text.replaceAll('\0', '').toWellFormed().trim()

function tagged(lang: string): string | undefined {
  if (!lang) return unnamed
  try {
    const [tag] = Intl.getCanonicalLocales(lang)
    return Lang.safeParse(tag).data
  } catch {
    return undefined
  }
}

/** The words with canonical tags (`pt-br` is `pt-BR`), empty ones left out, wrong tags named. */
function readable(words: FoundWords[], place: string, faults: Fault[]): FoundWords[] {
  return words.flatMap(({ lang, text }) => {
    const tag = tagged(lang)
    if (!tag)
      faults.push({
        place,
        message: t('vocabularies.faultLanguage', { lang, text }),
      })
    const kept = clean(text)
    return tag && kept ? [{ lang: tag, text: kept }] : []
  })
}

/** One text a language: where a file has several, they follow each other as paragraphs. */
export function textsOf(words: FoundWords[], place: string, faults: Fault[]): Labels {
  const texts = Map.groupBy(readable(words, place, faults), (one) => one.lang)
  return Object.fromEntries(
    [...texts]
      .sort(byFirst)
      .map(([lang, some]) => [lang, [...new Set(some.map((one) => one.text))].join('\n\n')]),
  )
}

/**
 * Preferred labels, one a language, and the others (SKOS S13 and S14). A second preferred one is a
 * fault and becomes another name.
 */
export function namesOf(found: { pref: FoundWords[]; alt: FoundWords[] }, place: string, faults: Fault[]) {
  const prefLabels: Labels = {}
  const others = new Map<string, Set<string>>()
  const addOther = ({ lang, text }: FoundWords) => others.set(lang, (others.get(lang) ?? new Set()).add(text))
  for (const { lang, text } of readable(found.pref, place, faults)) {
    const first = (prefLabels[lang] ??= text)
    if (first === text) continue
    faults.push({
      place,
      message: t('vocabularies.faultTwoLabels', { lang, first, text }),
    })
    addOther({ lang, text })
  }
  for (const words of readable(found.alt, place, faults)) addOther(words)
  for (const [lang, some] of others) some.delete(prefLabels[lang] ?? '')
  const altLabels = [...others]
    .filter(([, some]) => some.size)
    .map(([lang, some]): [string, string[]] => [lang, [...some].sort()])
  return {
    prefLabels: Object.fromEntries(Object.entries(prefLabels).sort(byFirst)),
    altLabels: Object.fromEntries(altLabels.sort(byFirst)),
  }
}

const byFirst = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : 1)
