import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { atomically, db } from '../../base/database/database.ts'
import { t } from '../../base/i18n/t.ts'
import { yesOrNo } from '../../base/mail/in/answering.ts'
import { found, refuse } from '../../base/refusal.ts'
import type { Viewer } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { writeTo } from '../../people/writing-to.ts'
import { url } from '../../ui/url.ts'
import type { Contributor } from '../interchange.ts'
import { roleName } from '../names.ts'
import { type Draft, draftFor } from '../writing/drafts.ts'
import { nameOfDraft } from '../writing/naming.ts'
import { isPersonal } from '../writing/personal.ts'

/** What a writer may be credited as; reviewers and curators are by what they do. */
export const creditRoles = ['author', 'compiler', 'land-user', 'resource-person', 'translator'] as const

export interface Wished {
  role: (typeof creditRoles)[number]
  shown: Contributor['shown']
  /** Of a group, or of somebody who has no account. */
  name: string
  organisation: string
}

/** So many are credited for one draft. */
const mostCredits = 100

/**
 * Credits oneself, or changes how (`id`). Refuses a group without a name, a role that one has already, and
 * what is somebody else's.
 */
export function creditMyself(viewer: Viewer, ref: string, wished: Wished, id?: number): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const { draft, values } = await wishedIn(viewer, ref, wished, wished.shown === 'group')
    if (id === undefined) return void (await add(draft, { ...values, person: me, added_by: me }))
    const { rows } = await sql`
      update draft_contributor set role = ${values.role}, shown = ${values.shown}, name = ${values.name},
        organisation = ${values.organisation}, agreed = true
      where id = ${id} and draft = ${draft.id} and person = ${me} and not exists (
        select from draft_contributor as other where other.draft = ${draft.id} and other.person = ${me} and other.role = ${values.role} and other.id <> ${id})
      returning id`.execute(db())
    if (rows.length === 0) refuse('conflict', 'contributors.creditedAlready')
  })
}

/**
 * Credits somebody who has no account: a resource person, a land user, a group. Nothing by which they could
 * be reached is kept. Refuses a mail address or a telephone number, a name missing, and more than are credited.
 */
export function creditOther(viewer: Viewer, ref: string, wished: Wished): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const { draft, values } = await wishedIn(viewer, ref, wished, wished.shown !== 'unnamed')
    await add(draft, { ...values, person: null, added_by: me })
  })
}

/** Proposes that somebody who writes be credited in another role; they are told, and say yes or no. */
export function proposeCredit(
  viewer: Viewer,
  ref: string,
  { person, role }: { person: number; role: Wished['role'] },
): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const draft = await draftFor(viewer, ref)
    found(draft.writers.find(({ id }) => id === person && id !== me))
    const [name, organisation] = [null, null]
    const credit = { role, shown: 'named', name, organisation, person, added_by: me, agreed: false }
    const id = await add(draft, credit)
    const proposer = draft.writers.find(({ id }) => id === me)!.name
    await writeTo(person, () => ({
      subject: t('contributors.proposedSubject', { title: nameOfDraft(draft) }),
      words: t('contributors.proposedMail', {
        name: proposer,
        role: roleName(role),
        title: nameOfDraft(draft),
      }),
      to: url`/drafts/${draft.ref}/people`,
      answer: {
        way: 'credit',
        words: [draft.ref, id.toString(36)],
        how: t('contributors.mailHow', namesByMail()),
      },
    }))
  })
}

/** How one is shown, in a word. */
export const shownByMail = {
  named: () => t('writeup.mailNamed'),
  unnamed: () => t('writeup.mailUnnamed'),
  no: yesOrNo.no,
}
export const namesByMail = () => ({
  named: shownByMail.named(),
  unnamed: shownByMail.unnamed(),
  no: shownByMail.no(),
})

/** Says how one is to be credited as others proposed, or not at all. 404 for what was answered or taken back. */
export function answerCredit(
  viewer: Viewer,
  ref: string,
  id: number,
  answer: 'named' | 'unnamed' | 'no',
): Promise<void> {
  return atomically(async () => {
    const { rows } = await sql<{ role: Wished['role'] }>`
      select role from draft_contributor join thing on thing.id = draft
      where draft_contributor.id = ${id} and ref = ${ref} and person = ${personOf(viewer)} and not agreed`.execute(
      db(),
    )
    const { role } = found(rows[0])
    if (answer === 'no') return removeCredit(viewer, ref, id)
    await creditMyself(viewer, ref, { role, shown: answer, name: '', organisation: '' }, id)
  })
}

/** Takes a credit out: one's own, or that of somebody without an account. Refuses the last, and somebody else's. */
export function removeCredit(viewer: Viewer, ref: string, id: number): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const draft = await draftFor(viewer, ref)
    const { rows } = await sql<{ person: number | null; agreed: boolean; mine: boolean; others: number }>`
      select person, agreed, person is null or person = ${me} or (not agreed and added_by = ${me}) as mine,
        (select count(*)::int from draft_contributor as other where other.draft = one.draft and agreed and other.id <> one.id) as others
      from draft_contributor as one where id = ${id} and draft = ${draft.id}`.execute(db())
    const one = found(rows[0])
    if (!one.mine) refuse('forbidden', 'contributors.theirs')
    if (one.agreed && one.others === 0) refuse('conflict', 'contributors.lastCredit')
    await db().deleteFrom('draft_contributor').where('id', '=', id).execute()
    await audit(viewer, 'draft.credit-removed', draft.id)
  })
}

async function wishedIn(viewer: Viewer, ref: string, wished: Wished, needsName: boolean) {
  const draft = await draftFor(viewer, ref)
  const { role, shown, name, organisation } = wished
  if (needsName && !name) refuse('invalid', 'contributors.nameMissing')
  if (isPersonal(name) || isPersonal(organisation)) refuse('invalid', 'contributors.noContacts')
  const values = { role, shown, name: needsName ? name : null, organisation: organisation || null }
  return { draft, values }
}

interface Added {
  role: string
  shown: string
  name: string | null
  organisation: string | null
  person: number | null
  added_by: number
  agreed?: boolean
}

async function add({ id }: Draft, one: Added): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from draft_contributor where draft = ${id}`.execute(db())
  if (rows[0]!.count >= mostCredits) refuse('conflict', 'contributors.tooManyCredits', { most: mostCredits })
  const made = await db()
    .insertInto('draft_contributor')
    .values({ draft: id, ...one })
    .onConflict((c) => c.doNothing())
    .returning('id')
    .executeTakeFirst()
  return made?.id ?? refuse('conflict', 'contributors.creditedAlready')
}
