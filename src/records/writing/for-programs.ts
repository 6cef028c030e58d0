import { randomUUID } from 'node:crypto'
import { atomically } from '../../base/database/database.ts'
import type { Ref } from '../../base/ids.ts'
import { Refusal } from '../../base/refusal.ts'
import type { Viewer } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import type { Finding } from './checking.ts'
import { draftFor, draftsOf, draftsPerPage, type ListedDraft, ownDraftFor } from './drafts.ts'
import { manuscriptFor, manuscriptOf } from './manuscript.ts'
import type { Change, Outcome } from './merging.ts'
import { publishDraft } from './publishing.ts'
import { saveIn } from './saving.ts'
import { fittedAt } from './sent-answers.ts'

const asListed = ({
  ref,
  instrument,
  edition,
  lang,
  langs,
  revision,
  changed,
  state,
  title,
  record,
}: ListedDraft) => ({
  ref,
  instrument,
  edition,
  lang,
  langs,
  revision,
  changed: new Date(changed).toISOString(),
  state,
  title,
  ...(record && { record: record.ref }),
})

/** What the viewer writes at, the last changed first; `cursor` is the number of a page. */
export async function draftsForPrograms(viewer: Viewer, { cursor = '1' }: { cursor?: string }) {
  const page = Number(cursor)
  const { drafts, total } = await draftsOf(viewer, page)
  const next = page * draftsPerPage < total ? String(page + 1) : null
  return { items: drafts.map(asListed), total, next }
}

/** A draft with all that stands in it and what the checks say of it, as a version has it. The refusals of `ownDraftFor`. */
export async function draftForPrograms(viewer: Viewer, ref: string) {
  const own = await ownDraftFor(viewer, ref)
  const { draft, written, clashes, findings } = await manuscriptOf(viewer, own)
  return {
    ...asListed(draft),
    head: written.head,
    answers: written.answers,
    findings: findings.map(asFound),
    clashes: clashes.map(({ id, path, value, by, at }) => ({
      id,
      path,
      value,
      by: by.name,
      at: new Date(at).toISOString(),
    })),
  }
}

const asFound = ({ weight, check, message, path = '' }: Finding) => ({
  weight,
  check,
  place: path,
  detail: message,
})

export interface SentChange {
  id?: string
  path: string
  value: unknown
  base?: number
}

interface SentChanges {
  since?: number
  changes: SentChange[]
}

interface Said {
  id: string
  path: string
  outcome: Outcome | 'refused'
  /** Why it was refused. */
  detail?: string
}

/**
 * Saves answers one by one, in the order they were sent; every good one is kept. `since` is the revision of
 * the draft that the sender read, and the `base` of each change that names none.
 */
export function saveForPrograms(viewer: Viewer, ref: string, { since, changes }: SentChanges) {
  return atomically(async () => {
    const draft = await draftFor(viewer, ref)
    const good: Change[] = []
    const said: Said[] = []
    for (const { id = randomUUID(), path, value, base = since ?? 0 } of changes) {
      const fitted = await fittedAt(draft, path, value)
      if ('value' in fitted) good.push({ id, path, value: fitted.value, base })
      said.push({ id, path, outcome: 'refused', ...('fault' in fitted && { detail: fitted.fault }) })
    }
    const { revision, outcomes, others } = await saveIn(draft, personOf(viewer), {
      since: since ?? draft.revision,
      changes: good,
    })
    return {
      revision,
      outcomes: said.map((one) => ({ ...one, outcome: one.detail ? one.outcome : outcomes[one.id]! })),
      others: others.map(({ path }) => path),
    }
  })
}

/** Publishes a draft, and names the places that stop it. The refusals of `publishDraft`. */
export async function publishForPrograms(viewer: Viewer, ref: string, note?: string): Promise<Ref> {
  const { lang } = await draftFor(viewer, ref)
  const said = note ? { original: lang, texts: { [lang]: note } } : undefined
  return namingPlaces(viewer, ref, () => publishDraft(viewer, ref, said))
}

/** Does this with a draft; where it is refused because the draft is not ready, the refusal names each place. */
export async function namingPlaces<T>(viewer: Viewer, ref: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof Refusal && error.key === 'writing.notReady')) throw error
    const { findings } = await manuscriptFor(viewer, ref)
    const stops = findings.filter(({ weight }) => weight === 'stops')
    const places = stops.map(({ path = '', message }) => ({ place: path, detail: message }))
    throw new Refusal(error.kind, error.key, error.values, places)
  }
}
