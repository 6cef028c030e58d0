import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { atomically } from '../../base/database/database.ts'
import { t } from '../../base/i18n/t.ts'
import type { Viewer } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { askedOn, mayAsk } from './asked-on.ts'
import { type Draft, draftFor } from './drafts.ts'
import type { Typed } from './filling-fields.ts'
import type { Outcome } from './merging.ts'
import { type ReadFields, readFields } from './reading-fields.ts'
import { readHead } from './reading-head.ts'
import { saveIn } from './saving.ts'
import { answersAt } from './standing.ts'

/** A form as it was drawn: at this revision of its draft, and by this mark of its own. */
export interface Drawn {
  revision: number
  page: string
}

export interface Taken {
  /** What could not be read; everything else is kept. */
  faults: ReadFields['faults']
  /** How many answers stand beside those of others. */
  clashes: number
}

/**
 * Keeps what a form sent: every answer that is another than the one it was drawn with, by itself. What
 * cannot be read is named and left to be typed again.
 */
export function takeForm(viewer: Viewer, ref: string, drawn: Drawn, form: Typed): Promise<Taken> {
  return atomically(async () => {
    const draft = await draftFor(viewer, ref)
    const { answers, faults } = await readTypedIn(draft, form)
    const before = await answersAt(
      draft,
      drawn.revision,
      answers.map(({ path }) => path),
    )
    const changes = answers
      .filter(({ path, value }) => !isDeepStrictEqual(before.get(path) ?? null, value))
      .map((one) => ({ ...one, id: randomUUID(), base: drawn.revision }))
    if (changes.length === 0) return { faults, clashes: 0 }
    const { outcomes } = await saveIn(draft, personOf(viewer), {
      since: drawn.revision,
      changes,
      page: drawn.page,
    })
    const unkept = changes.filter(({ id }) => outcomes[id] === 'refused')
    return {
      faults: [...faults, ...unkept.map(({ path }) => ({ field: path, message: t('writing.cannotKeep') }))],
      clashes: Object.values(outcomes).filter((one) => one === 'clash').length,
    }
  })
}

/** An answer as its controls hold it, from the browser. */
export interface TypedChange {
  id: string
  path: string
  base: number
  typed: Typed
}

export interface TakenChanges {
  revision: number
  /** By id. */
  outcomes: Record<string, Outcome | 'refused'>
  /** By path: what could not be read, in words. */
  faults: Record<string, string>
  /** Where others have changed something since. */
  others: string[]
  /** What the page it was typed on asks now, as one word. */
  asked?: string
}

/**
 * The same for single answers as they are typed, which may have waited long for a line; `at` is the page
 * of the form that they were typed on.
 */
export function takeTyped(
  viewer: Viewer,
  ref: string,
  { since, page, changes, at }: { since: number; page: string; changes: TypedChange[]; at?: string },
): Promise<TakenChanges> {
  return atomically(async () => {
    const draft = await draftFor(viewer, ref)
    const faults: TakenChanges['faults'] = {}
    const good = []
    for (const { id, path, base, typed } of changes) {
      const read = await readTypedIn(draft, typed)
      const answer = read.answers.find((one) => one.path === path)
      if (answer) good.push({ id, path, base, value: answer.value })
      for (const { field, message } of read.faults) faults[field] = message
    }
    const { revision, outcomes, others } = await saveIn(draft, personOf(viewer), {
      since,
      page,
      changes: good,
    })
    const refused = changes.map(({ id }) => [id, 'refused' as const])
    for (const { id, path } of good) if (outcomes[id] === 'refused') faults[path] = t('writing.cannotKeep')
    return {
      revision,
      outcomes: { ...Object.fromEntries(refused), ...outcomes },
      faults,
      others: others.map(({ path }) => path),
      ...(at && mayAsk(draft, good) && { asked: await askedOn(viewer, draft, at) }),
    }
  })
}

async function readTypedIn({ definition }: Draft, form: Typed): Promise<ReadFields> {
  const paths = [...new Set(Object.keys(form).map((name) => name.split(':')[0]!))]
  const fields = readFields(definition, paths, form)
  const head = await readHead(definition, form)
  return { answers: [...fields.answers, ...head.answers], faults: [...fields.faults, ...head.faults] }
}
