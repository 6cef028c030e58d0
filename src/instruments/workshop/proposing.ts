import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { changed } from '../../base/cache/tags.ts'
import { atomically, db } from '../../base/database/database.ts'
import { count } from '../../base/http/limits.ts'
import { inReach, t } from '../../base/i18n/t.ts'
import type { Ref } from '../../base/ids.ts'
import { announce } from '../../base/outbox/announce.ts'
import { found, refuse } from '../../base/refusal.ts'
import { latinSlug } from '../../base/slug.ts'
import { makeThing } from '../../base/things/things.ts'
import { everyone, members, type Viewer } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { memberOf } from '../../people/whom-asked.ts'
import { writeTo } from '../../people/writing-to.ts'
import { site } from '../../ui/site.ts'
import { url } from '../../ui/url.ts'
import { editionsOf } from '../editions.ts'
import type { Proposal, ProposalKind, Whole } from './proposal.ts'
import { proposalFor } from './reading.ts'

interface Beginning {
  kind: ProposalKind
  title: string
  why: string
  /** What the two are written in. */
  lang: string
  audience: Proposal['audience']
  /** Of an extension: what the new questionnaire is called. */
  name?: string
}

/**
 * Begins a proposal for the current edition of a questionnaire; it is open at once, to those it is for. Any
 * member may. Refuses an extension without a name, and one whose address is taken. Gives its reference.
 */
export function propose(viewer: Viewer, instrument: string, given: Beginning): Promise<Ref> {
  return atomically(async () => {
    const me = personOf(viewer)
    const base = found((await editionsOf(viewer, instrument)).find(({ current }) => current))
    const { kind, lang, title, why, audience } = given
    const name = kind === 'extension' ? given.name || refuse('invalid', 'workshop.nameMissing') : null
    const slug = name === null ? null : await freeSlug(name)
    const { id, ref } = await makeThing({
      kind: 'proposal',
      sort: kind,
      circle: audience === 'everyone' ? everyone : members,
    })
    const text = (words: string) => JSON.stringify({ original: lang, texts: { [lang]: words } })
    await db()
      .insertInto('proposal')
      .values({
        ...{ thing: id, kind, instrument: base.instrument, base: base.id, name, slug, by: me },
        title: text(title),
        why: text(why),
      })
      .execute()
    await audit(viewer, 'proposal.begun', id, { instrument, kind })
    await tell({ id, ref })
    return ref
  })
}

async function freeSlug(name: string): Promise<string> {
  const slug = latinSlug(name, 60)
  if (!slug) refuse('invalid', 'workshop.nameLatin')
  const { rows } = await sql`
    select from instrument where slug = ${slug}
    union all select from proposal where slug = ${slug} and state = 'open'`.execute(db())
  return rows.length ? refuse('conflict', 'workshop.nameTaken', { name }) : slug
}

/** Whoever reads it or lists what changed sees it anew. */
export async function tell({ id, ref }: Pick<Proposal, 'id' | 'ref'>): Promise<void> {
  await sql`update thing set changed = now() where id = ${id}`.execute(db())
  await changed(ref, 'proposals', 'things')
  await announce('thing.changed', { ids: [id] })
}

/** For a change of what it does; refuses whoever does not make it, and one that is decided. */
export async function toChange(viewer: Viewer, ref: string): Promise<Whole> {
  personOf(viewer)
  const whole = await proposalFor(viewer, ref, { lock: true })
  if (whole.state !== 'open') refuse('conflict', 'workshop.decidedAlready')
  if (!whole.edits) refuse('forbidden', 'workshop.notYours')
  return whole
}

/** Takes an open proposal back. Refuses whoever did not begin it. */
export function takeBack(viewer: Viewer, ref: string): Promise<void> {
  return atomically(async () => {
    const whole = await toChange(viewer, ref)
    const me = personOf(viewer)
    if (whole.by.id !== me) refuse('forbidden', 'workshop.notYours')
    await sql`update proposal set state = 'withdrawn', decided = now(), decided_by = ${me} where thing = ${whole.id}`.execute(
      db(),
    )
    await db().updateTable('thing').set({ state: 'withdrawn' }).where('id', '=', whole.id).execute()
    await audit(viewer, 'proposal.taken-back', whole.id)
    await tell(whole)
  })
}

/** Asks a member to change it too, who is told by mail. Refuses a handle that nobody has, and one who does already. */
export function askEditor(viewer: Viewer, ref: string, handle: string): Promise<void> {
  return atomically(async () => {
    const whole = await toChange(viewer, ref)
    const person = await memberOf(handle)
    await count('editors', String(personOf(viewer)), { points: 20, duration: 86_400 })
    if ([whole.by, ...whole.editors].some(({ id }) => id === person))
      refuse('conflict', 'workshop.editsAlready')
    await db().insertInto('proposal_editor').values({ proposal: whole.id, person }).execute()
    await audit(viewer, 'proposal.editor-added', whole.id, { handle })
    await tell(whole)
    await writeTo(person, () => {
      const title = inReach(whole.title).text
      return {
        subject: t('workshop.editorSubject', { title }),
        words: t('workshop.editorMail', { title, name: whole.by.name, site: site().name }),
        to: url`/proposals/${ref}`,
      }
    })
  })
}

/** Ends that somebody changes it: whoever began it may, and they themselves. */
export function endEditor(viewer: Viewer, ref: string, person: number): Promise<void> {
  return atomically(async () => {
    const whole = await toChange(viewer, ref)
    if (![whole.by.id, person].includes(personOf(viewer))) refuse('forbidden', 'workshop.notYours')
    await db()
      .deleteFrom('proposal_editor')
      .where('proposal', '=', whole.id)
      .where('person', '=', person)
      .execute()
    await audit(viewer, 'proposal.editor-ended', whole.id, { person })
    await tell(whole)
  })
}
