import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { atomically, db } from '../../base/database/database.ts'
import { inReach, t } from '../../base/i18n/t.ts'
import { refuse } from '../../base/refusal.ts'
import type { Viewer } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { writeTo } from '../../people/writing-to.ts'
import { site } from '../../ui/site.ts'
import { url } from '../../ui/url.ts'
import type { Change } from '../changes.ts'
import { readEdition, takeEdition } from '../edition-files.ts'
import { importInstrument } from '../importing.ts'
import { refuseFaulty } from './changing.ts'
import { leadingTo } from './leading-to.ts'
import type { Whole } from './proposal.ts'
import { tell } from './proposing.ts'
import { proposalFor } from './reading.ts'
import { type Meanwhile, meanwhile } from './seeing.ts'

async function toDecide(viewer: Viewer, ref: string): Promise<Whole> {
  personOf(viewer)
  const whole = await proposalFor(viewer, ref, { lock: true })
  if (whole.state !== 'open') refuse('conflict', 'workshop.decidedAlready')
  if (!whole.decides) refuse('forbidden', 'workshop.notCurator')
  return whole
}

/**
 * Adopts a proposal as it was `seen`: what it does becomes a new edition of its questionnaire, or the first of
 * a new one, and those who made it are told. Where it is not what was seen nothing is adopted, and what became
 * other meanwhile is given. Refuses whoever does not curate it, one that does nothing, one that begins from an
 * edition no longer in use, and a name that does not come after the last.
 */
export function adopt(
  viewer: Viewer,
  ref: string,
  { edition, seen }: { edition: string; seen: string },
): Promise<Meanwhile | undefined> {
  return atomically(async () => {
    const whole = await toDecide(viewer, ref)
    const since = meanwhile(whole, seen)
    if (since) return since
    if (whole.kind === 'extension') await adoptExtension(viewer, whole, edition)
    else await adoptEdition(viewer, whole, edition)
    await sql`
      update proposal set state = 'adopted', decided = now(), decided_by = ${personOf(viewer)},
        became = (select edition.id from edition join instrument on instrument.thing = edition.instrument
          where instrument.slug = ${whole.slug ?? whole.edition.slug} and edition.name = ${edition})
      where thing = ${whole.id}`.execute(db())
    await audit(viewer, 'proposal.adopted', whole.id, { edition })
    await tell(whole)
    await tellMakers(whole, () => ({
      subject: t('workshop.adoptedSubject', { title: inReach(whole.title).text }),
      words: t('workshop.adoptedMail', { title: inReach(whole.title).text, edition, site: site().name }),
    }))
    return undefined
  })
}

async function adoptEdition(viewer: Viewer, whole: Whole, edition: string): Promise<void> {
  if (whole.current.id !== whole.base)
    refuse('conflict', 'workshop.olderBase', { edition: whole.edition.name, current: whole.current.name })
  const { changes } = leadingTo(whole)
  if (changes.length === 0) refuse('invalid', 'workshop.doesNothing')
  const { checked, faults } = await readEdition({
    format: 'baobab-edition/1',
    instrument: whole.edition.slug,
    from: whole.edition.name,
    edition,
    changes: told(whole, changes),
  })
  refuseFaulty(faults, whole)
  if (checked?.standing)
    refuse('conflict', 'instruments.editionChanged', { slug: whole.edition.slug, edition })
  await takeEdition(viewer, checked!)
}

/** A translation says one thing of all that it does. */
const told = ({ kind, title }: Whole, changes: Change[]): Change[] =>
  kind === 'translation'
    ? [{ note: title.texts, operations: changes.flatMap(({ operations }) => operations) }]
    : changes.map(({ note, operations }) => ({ ...(note && { note }), operations }))

async function adoptExtension(viewer: Viewer, whole: Whole, edition: string): Promise<void> {
  const { next, faults } = leadingTo(whole, edition)
  refuseFaulty(faults, whole)
  if ((await importInstrument(viewer, next!)) !== 'made')
    refuse('conflict', 'workshop.nameTaken', { name: whole.name ?? '' })
}

/** Declines a proposal, with a reason, of which those who made it are told. Refuses whoever does not curate it. */
export function decline(
  viewer: Viewer,
  ref: string,
  { reason, lang }: { reason: string; lang: string },
): Promise<void> {
  return atomically(async () => {
    const whole = await toDecide(viewer, ref)
    await db()
      .updateTable('proposal')
      .set({
        state: 'declined',
        decided: new Date().toISOString(),
        decided_by: personOf(viewer),
        reason: JSON.stringify({ original: lang, texts: { [lang]: reason } }),
      })
      .where('thing', '=', whole.id)
      .execute()
    await audit(viewer, 'proposal.declined', whole.id)
    await tell(whole)
    await tellMakers(whole, () => ({
      subject: t('workshop.declinedSubject', { title: inReach(whole.title).text }),
      words: t('workshop.declinedMail', { title: inReach(whole.title).text, reason }),
    }))
  })
}

async function tellMakers(
  { ref, by, editors }: Whole,
  letter: () => { subject: string; words: string },
): Promise<void> {
  for (const { id } of [by, ...editors])
    await writeTo(id, () => ({ ...letter(), to: url`/proposals/${ref}` }))
}

/** What the edition after this one may well be called. */
export function nameAfter(name: string, year = new Date().getUTCFullYear()): string {
  if (/^\d{4}$/.test(name)) return Number(name) < year ? String(year) : `${name}.1`
  const [, before = '', number] = /^(.*?)(\d+)$/.exec(name) ?? []
  return number === undefined ? `${name}.1` : `${before}${Number(number) + 1}`
}
