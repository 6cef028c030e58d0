import type { Lang, Shown } from '../../base/text.ts'
import type { Definition } from '../../instruments/definition.ts'
import { lookup } from '../../instruments/lookup.ts'
import { answersIn, type Reading } from '../../instruments/reading.ts'
import { labelled, type Written } from '../../instruments/values.ts'
import type { Contributor } from '../interchange.ts'
import type { Recorded } from './recordings.ts'
import { spokenQuestion } from './story.ts'

/** A part of a story as it was told: in writing, by voice, or both. */
export interface ToldPart {
  slot: string
  label?: Shown
  words?: Written
  recorded?: Recorded
}

/** What was told at length, in the order in which it is asked. */
export function toldParts(
  definition: Definition,
  reading: Reading,
  recordings: Recorded[],
  lang: Lang,
): ToldPart[] {
  const read = new Map(answersIn(reading.sections).map((answer) => [answer.slot, answer]))
  return [...lookup(definition).asked.values()].flatMap(({ slot, question }): ToldPart[] => {
    const value = read.get(slot)?.value
    const words = value?.kind === 'words' ? value.words : undefined
    const recorded = recordings.find((one) => one.slot === slot)
    if (!spokenQuestion(definition, slot) || !(words || recorded)) return []
    const languages = { wanted: lang, definition: definition.languages[0]! }
    const label = labelled(question.labelRead, languages) ?? labelled(question.label, languages)
    return [{ slot, ...(label && { label }), ...(words && { words }), ...(recorded && { recorded }) }]
  })
}

/** Who told it and who took it down, by how each is credited. */
export interface Voices {
  told: Contributor[]
  takenDown: Contributor[]
}

const tellers = new Set<Contributor['role']>(['author', 'land-user', 'resource-person'])

export function voicesOf(credits: Contributor[]): Voices {
  const told = credits.filter(({ role }) => tellers.has(role))
  const compilers = credits.filter(({ role }) => role === 'compiler')
  return told.length ? { told, takenDown: compilers } : { told: compilers, takenDown: [] }
}
