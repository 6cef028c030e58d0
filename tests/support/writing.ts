import fc from 'fast-check'
import type { Definition } from '../../src/instruments/definition.ts'
import { lookup } from '../../src/instruments/lookup.ts'
import { filled, isWords, placeOf, type Typed } from '../../src/records/writing/filling-fields.ts'
import { onlyRow } from '../../src/records/writing/path.ts'
import { sentBy } from './controls.ts'
import { answerTo } from './instruments/random.ts'
import type { Seen, Visitor } from './visitor.ts'

/** Sends the form of a page as a browser would, with this typed into it and this button pressed. */
export const sendForm = (who: Visitor, page: Seen, typed: Typed = {}, act = 'stay'): Promise<Seen> =>
  who.post(page.at.split(/[?#]/)[0]!, { ...sentBy(page.html), ...typed, act })

/** Begins a draft by its form; gives its address. */
export const beginDraft = async (who: Visitor, instrument: string, more: Record<string, string> = {}) =>
  (await who.post('/drafts', { instrument, lang: 'en', ...more })).at.replace('/essentials', '')

const record = (question: string) => `@record/only/${question}`

/** What every record has, as somebody types it. */
export const headTyped = (title: string): Typed => ({
  [record('title/en')]: title,
  [record('summary/en')]: 'A committee kept one paper and the well.',
  [record('places:more')]: 'NE',
  [record('knowledge')]: 'experience',
  [record('licence')]: 'CC-BY-4.0',
})

/** Something typed into every question that a record of this questionnaire cannot do without. */
export function neededTyped(definition: Definition): Typed {
  const asked = [...lookup(definition).asked.values()].filter(
    ({ question, group }) => question.required && !question.hidden && !question.computed && !group.repeat,
  )
  return Object.assign(
    {},
    ...asked.map((one) => {
      const words = isWords(one) ? { en: `Words on ${one.question.id}` } : undefined
      const [value] = fc.sample(answerTo(one), { numRuns: 1, seed: 7 })
      return filled(one, placeOf(one, onlyRow), words ?? value)
    }),
  )
}

/** Begins a draft in which nothing that is needed is missing; gives its address. */
export async function readyDraft(who: Visitor, definition: Definition, title: string): Promise<string> {
  const draft = await beginDraft(who, definition.slug)
  const page = await who.get(`${draft}/essentials`)
  await sendForm(who, page, { ...headTyped(title), ...neededTyped(definition) }, 'next')
  return draft
}
