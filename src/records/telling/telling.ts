import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { atomically, db } from '../../base/database/database.ts'
import { asReader, isInterfaceLanguage, reader } from '../../base/i18n/reader.ts'
import { t } from '../../base/i18n/t.ts'
import type { Ref } from '../../base/ids.ts'
import { refuse } from '../../base/refusal.ts'
import type { Labels } from '../../base/text.ts'
import type { Viewer } from '../../base/viewer.ts'
import type { Asked } from '../../instruments/lookup.ts'
import { personOf } from '../../people/account.ts'
import { everywhere } from '../../places/everywhere.ts'
import type { Choice } from '../../ui/parts/Fields.tsx'
import { consentOf, recordConsent } from '../consent/consenting.ts'
import { assemble, type Written } from '../writing/assembling.ts'
import type { Finding } from '../writing/checking.ts'
import { type Clash, clashesOf } from '../writing/clashes.ts'
import { type Draft, draftFor } from '../writing/drafts.ts'
import { manuscriptFor } from '../writing/manuscript.ts'
import { publishDraft } from '../writing/publishing.ts'
import { placesFor } from '../writing/section-view.ts'
import { answersOf } from '../writing/standing.ts'
import { type Story, storyOf } from './choices.ts'
import { type Recorded, recordingsOf } from './recordings.ts'
import { chooseSharing, storyToShare, type Wishes } from './sharing.ts'
import { bySlot } from './slots.ts'
import { askedOfTeller, isTold, spokenQuestion } from './story.ts'

export interface TellingView {
  draft: Draft
  story: Story | undefined
  written: Written
  recordings: Map<string, Recorded>
  asked: ReturnType<typeof askedOfTeller>
  clashes: Clash[]
  places: Choice[]
}

/** A story on its way, as whoever tells it is asked. 404 for whoever does not write it, and for a draft that is none. */
export async function tellingFor(viewer: Viewer, ref: string): Promise<TellingView> {
  const me = personOf(viewer)
  const draft = await draftFor(viewer, ref)
  if (!isTold(draft.definition)) refuse('missing', 'base.missing')
  return {
    draft,
    story: await storyOf(draft.id, me),
    written: assemble(draft.definition, await answersOf(draft)),
    recordings: bySlot(await recordingsOf(draft.id)),
    asked: askedOfTeller(draft.definition),
    clashes: await clashesOf(draft),
    places: placesFor(await everywhere()),
  }
}

export interface VoiceView {
  draft: Draft
  asked: Asked
  recorded: Recorded | undefined
}

/** One question of it, to be answered by voice. */
export async function voiceFor(viewer: Viewer, ref: string, slot: string): Promise<VoiceView> {
  const draft = await draftFor(viewer, ref)
  const asked = spokenQuestion(draft.definition, slot) ?? refuse('missing', 'base.missing')
  const recorded = (await recordingsOf(draft.id)).find((one) => one.slot === slot)
  return { draft, asked, recorded }
}

export interface SharingView {
  draft: Draft
  story: Story | undefined
  licence: string | undefined
  /** How they agreed to what is written down of it, of one that is told for somebody. */
  agreedOn: string | undefined
  communities: { slug: string; name: { original: string; texts: Labels } }[]
  /** What is missing still. */
  stops: Finding[]
}

/** Whom a story is to be open to and how whoever tells it is shown, as it stands. */
export async function sharingFor(viewer: Viewer, ref: string): Promise<SharingView> {
  const me = personOf(viewer)
  const { draft, written, findings } = await manuscriptFor(viewer, ref)
  if (!isTold(draft.definition)) refuse('missing', 'base.missing')
  const story = await storyOf(draft.id, me)
  return {
    draft,
    story,
    licence: written.head.licence as string | undefined,
    agreedOn: story?.agreedOn ?? undefined,
    communities: await communitiesOf(viewer),
    stops: findings.filter((one) => one.weight === 'stops' && !one.href?.endsWith('/telling/sharing')),
  }
}

/** Those that the viewer belongs to, by name. One query. */
export async function communitiesOf(viewer: Viewer): Promise<SharingView['communities']> {
  const { rows } = await sql<SharingView['communities'][number]>`
    select slug, name from membership join community on community.thing = membership.community join thing on thing.id = community.thing
    where person = ${personOf(viewer)} and standing = 'member' and ended is null and thing.state = 'published' order by slug limit 50`.execute(
    db(),
  )
  return rows
}

/** How somebody agreed that their story is told. */
export interface Agreed {
  how: 'spoken' | 'written'
  on: string
}

/**
 * Keeps the wishes for a story; of one that is told for somebody, with how and when they agreed to it, which stands
 * as the consent of its record and can be taken back like any other. The refusals of `chooseSharing`.
 */
export function keepWishes(viewer: Viewer, ref: string, wishes: Wishes, agreed?: Agreed): Promise<void> {
  return atomically(async () => {
    await chooseSharing(viewer, ref, wishes)
    const { draft, consent } = await consentOf(viewer, ref)
    await sql`
      update story set agreed_how = ${(wishes.toldFor && agreed?.how) || null}, agreed_on = ${(wishes.toldFor && agreed?.on) || null}
      where thing = ${draft.id}`.execute(db())
    if (!wishes.toldFor || !agreed) return
    const lang = isInterfaceLanguage(draft.lang) ? draft.lang : reader().lang
    const said = asReader({ ...reader(), lang }, () => ({
      // Their name stands in the credit alone, from which it can be taken: a version is never changed.
      by: t('telling.whoToldIt'),
      for: agreed.how === 'spoken' ? t('telling.agreedSpoken') : t('telling.agreedWritten'),
    }))
    if (consent?.by === said.by && consent.given === agreed.on) return
    const drawn = { revision: draft.revision, page: randomUUID() }
    await recordConsent(viewer, ref, drawn, { ...consent, ...said, given: agreed.on, conditions: undefined })
  })
}

/**
 * Tells it: public at once, or open to those who were chosen, and marked as not reviewed. Refuses what something is
 * missing of still, and one that is told for somebody who has not agreed. Gives the reference of the record.
 */
export async function tellStory(viewer: Viewer, ref: string): Promise<Ref> {
  const me = personOf(viewer)
  return atomically(async () => {
    await storyToShare(await draftFor(viewer, ref), me)
    return publishDraft(viewer, ref)
  })
}
