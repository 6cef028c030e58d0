import { label, t } from '../../base/i18n/t.ts'
import type { Labels } from '../../base/text.ts'
import { cell } from '../../instruments/columns.ts'
import type { Definition } from '../../instruments/definition.ts'
import { slotLabel } from '../../instruments/facets.ts'
import { lookup } from '../../instruments/lookup.ts'
import type { Content } from '../interchange.ts'
import type { Difference } from './run.ts'

interface Naming {
  definition: Definition
  lang: string
  placeName: (code: string) => string
}

/** What differs, in words of one line each, in the order a record says it; of a new one all that it says. */
export function differencesOf(before: Content | undefined, after: Content, naming: Naming): Difference[] {
  const was = before && wordsOf(before, naming)
  const is = wordsOf(after, naming)
  return [...is].flatMap(([what, words]) => {
    const old = was?.get(what)
    if (words === '' || words === old) return []
    return [{ what, ...(old && { before: short(old) }), after: short(words) }]
  })
}

/** A preview says what happens; the whole words are on the record. */
const short = (words: string): string =>
  words.length > 300 ? `${words.slice(0, 300).toWellFormed()}…` : words

function wordsOf(content: Content, { definition, lang, placeName }: Naming): Map<string, string> {
  const words = new Map<string, string>()
  const all = (texts: Record<string, string>) => Object.values(texts).join(' · ')
  words.set(t('imports.targetTitle'), all(content.title.texts))
  words.set(t('imports.targetSummary'), all(content.summary.texts))
  words.set(t('imports.targetAuthor'), content.contributors.flatMap(({ name }) => name ?? []).join('; '))
  words.set(t('imports.targetOrganisation'), content.organisations.join('; '))
  words.set(t('imports.targetPlace'), content.places.map(placeName).join('; '))
  words.set(t('imports.targetTopic'), content.topics.join('; '))
  words.set(t('imports.targetLicence'), content.licence)
  words.set(
    t('imports.targetIdentifier'),
    content.identifiers.map(({ scheme, value }) => `${scheme} ${value}`).join('; '),
  )
  for (const [group, rows] of Object.entries(content.answers))
    for (const question of new Set(rows.flatMap((row) => Object.keys(row)))) {
      if (question === 'id') continue
      const slot = `${group}/${question}`
      const said = rows.map((row) => row[question]).filter((one) => one !== undefined)
      // Words in every language: a translation that changes is a difference too.
      const texts = isText(definition, slot) ? said.map((one) => all(one as Labels)) : []
      const name = label(slotLabel(definition, slot)) || slot
      words.set(name, texts.length ? texts.join('; ') : cell(definition, slot, content.answers, lang).text)
    }
  return words
}

const isText = (definition: Definition, slot: string): boolean => {
  const type = lookup(definition).asked.get(slot)?.question.type
  return type === 'text' || type === 'longtext'
}
