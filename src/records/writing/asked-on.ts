import { createHash } from 'node:crypto'
import type { Viewer } from '../../base/viewer.ts'
import { lookup, slotsIn, sourcesOf } from '../../instruments/lookup.ts'
import { personOf } from '../../people/account.ts'
import { type AskedGroup, askedIn, nextRow } from './asking.ts'
import { assemble } from './assembling.ts'
import type { Draft } from './drafts.ts'
import { onlyRow, parsePath } from './path.ts'
import { essentials, essentialsId, writingSections } from './sections.ts'
import { answersOf } from './standing.ts'

/** What a page asks as one word: another word, other questions. */
export const askedAs = (groups: AskedGroup[]): string =>
  createHash('sha256')
    .update(
      groups
        .flatMap(({ rows }) =>
          rows.flatMap(({ id, questions }) => questions.map(({ slot }) => `${id} ${slot}`)),
        )
        .join(),
    )
    .digest('base64url')
    .slice(0, 12)

/** The same of a page of a draft as it stands now; nothing for a page that is none. One query. */
export async function askedOn(viewer: Viewer, draft: Draft, id: string): Promise<string | undefined> {
  const section = writingSections(draft.definition).find((one) => one.id === id)
  if (!section && id !== essentialsId) return undefined
  const parts = section?.parts ?? essentials(draft.definition)
  const standing = await answersOf(draft)
  const written = assemble(draft.definition, standing)
  return askedAs(askedIn(draft.definition, { parts }, written, nextRow(standing, personOf(viewer))))
}

const sources = new WeakMap<Draft['definition'], Set<string>>()

/** Whether what is asked may be another after these answers: some condition, or a new row, hangs on one of them. */
export function mayAsk({ definition }: Draft, changes: { path: string }[]): boolean {
  let slots = sources.get(definition)
  if (!slots) {
    const asked = [...lookup(definition).asked.values()]
    const computed = asked.flatMap(({ question }) => (question.computed ? sourcesOf(question.computed) : []))
    slots = new Set([...asked.flatMap(({ conditions }) => conditions.flatMap(slotsIn)), ...computed])
    sources.set(definition, slots)
  }
  return changes.some(({ path }) => {
    const { group, row, question } = parsePath(definition, path) ?? {}
    return row !== onlyRow || slots.has(`${group}/${question}`)
  })
}
