import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { atomically, db } from '../../base/database/database.ts'
import { refuse } from '../../base/refusal.ts'
import type { Lang, Text } from '../../base/text.ts'
import type { Viewer } from '../../base/viewer.ts'
import { type Consent, needsConsent } from '../interchange.ts'
import { type Clash, clashesOf } from '../writing/clashes.ts'
import { asCredits, contributorsOf } from '../writing/contributors.ts'
import { type Draft, draftFor } from '../writing/drafts.ts'
import { headPath } from '../writing/head.ts'
import { isPersonal } from '../writing/personal.ts'
import { saveAnswers } from '../writing/saving.ts'
import { answersOf } from '../writing/standing.ts'
import { type ReadBack, readBackOf } from './checking.ts'
import { type Consulted, type Counted, isTold } from './consulted.ts'

/** As it stands in a draft: what is not said yet is not there. */
export type DraftConsent = Partial<Consent>

export interface ConsentView {
  draft: Draft
  consent?: DraftConsent
  counted: Counted
  /** What a version before told of it, whose numbers are not here. */
  told?: Consulted
  /** A group of land users is credited: nothing leaves without it. */
  needed: boolean
  readBack: ReadBack
  /** What two people said of it at the same time. */
  clashes: Clash[]
}

/** What is recorded of the consent to a draft, and who was consulted. 404 for whoever does not write it. */
export async function consentOf(viewer: Viewer, ref: string): Promise<ConsentView> {
  const draft = await draftFor(viewer, ref)
  const standing = await answersOf(draft)
  const credits = asCredits(await contributorsOf(draft))
  const consent = standing.get(headPath('consent'))?.value as DraftConsent | null | undefined
  return {
    draft,
    ...(consent && { consent }),
    ...countedIn(standing.get(headPath('consulted'))?.value),
    needed: needsConsent({ contributors: credits }),
    readBack: await readBackOf(draft),
    clashes: (await clashesOf(draft)).filter(({ path }) => path === headPath('consent')),
  }
}

const countedIn = (standing: unknown): Pick<ConsentView, 'counted' | 'told'> =>
  isTold(standing) ? { counted: {}, told: standing } : { counted: (standing as Counted | null) ?? {} }

/** As a page was drawn: at this revision, and by this mark of its own. */
export interface Drawn {
  revision: number
  page: string
}

/** What a form says of a consent; words in the language that the draft is written in. */
export interface SaidConsent extends Omit<Consent, 'for' | 'conditions' | 'warned'> {
  for: string
  conditions?: string
}

/**
 * Writes down what a group agreed to; the writer says that they were told what cannot be recalled. What
 * somebody else wrote meanwhile is not replaced. Refuses a mail address or a number of whoever spoke.
 */
export function recordConsent(viewer: Viewer, ref: string, drawn: Drawn, said: SaidConsent): Promise<void> {
  return atomically(async () => {
    const { draft, consent: before } = await consentOf(viewer, ref)
    for (const name of [said.by, said.group, said.agreed])
      if (name && isPersonal(name)) refuse('invalid', 'contributors.noContacts')
    const { for: what, conditions, ...rest } = said
    await keep(viewer, draft, drawn, {
      ...rest,
      for: inWords(what, draft.lang, before?.for),
      ...(conditions && { conditions: inWords(conditions, draft.lang, before?.conditions) }),
      warned: true,
    })
    if (said.readBack && said.readBack !== before?.readBack) await markReadBack(draft, drawn.revision)
    await audit(viewer, 'consent.recorded', draft.id)
  })
}

/** Takes what is recorded out again: it was not given after all. */
export function dropConsent(viewer: Viewer, ref: string, drawn: Drawn): Promise<void> {
  return atomically(async () => {
    const draft = await draftFor(viewer, ref)
    await keep(viewer, draft, drawn, null)
    await markReadBack(draft, null)
    await audit(viewer, 'consent.dropped', draft.id)
  })
}

/** Keeps how many were consulted; nothing of it is told but what may be. */
export function recordConsulted(viewer: Viewer, ref: string, drawn: Drawn, counted: Counted): Promise<void> {
  return atomically(async () => {
    const { draft, told } = await consentOf(viewer, ref)
    const some = Object.values(counted).some((cells) => Object.keys(cells).length > 0)
    if (told && !some) return
    await save(viewer, draft, drawn, headPath('consulted'), some ? counted : null)
  })
}

export interface Agreement {
  /** Who agreed. */
  by: string
  on: string
  lang: Lang
}

/**
 * What stood in the draft at this revision was read back and agreed. What is changed after that is said to
 * be. Refuses what somebody changed while it was read, and a mail address or a number.
 */
export function agreeReadBack(
  viewer: Viewer,
  ref: string,
  drawn: Drawn,
  { by, on, lang }: Agreement,
): Promise<void> {
  return atomically(async () => {
    const { draft, consent } = await consentOf(viewer, ref)
    if (isPersonal(by)) refuse('invalid', 'contributors.noContacts')
    if (draft.revision !== drawn.revision) refuse('conflict', 'consent.changedWhileRead')
    const agreed = { readBackIn: lang, readBack: on, agreed: by }
    await keep(viewer, draft, drawn, { by, given: on, ...consent, ...agreed })
    await markReadBack(draft, drawn.revision)
    await audit(viewer, 'consent.read-back', draft.id)
  })
}

async function markReadBack({ id }: Draft, revision: number | null): Promise<void> {
  await sql`update draft set read_back = ${revision} where thing = ${id}`.execute(db())
}

const inWords = (words: string, lang: Lang, before?: Text): Text => ({
  original: before?.original ?? lang,
  texts: { ...before?.texts, [lang]: words },
})

const keep = (viewer: Viewer, draft: Draft, drawn: Drawn, value: DraftConsent | null): Promise<void> =>
  save(viewer, draft, drawn, headPath('consent'), value)

async function save(viewer: Viewer, draft: Draft, drawn: Drawn, path: string, value: unknown): Promise<void> {
  const { revision: base, page } = drawn
  await saveAnswers(viewer, draft.ref, {
    since: base,
    page,
    changes: [{ id: randomUUID(), path, value, base }],
  })
}
