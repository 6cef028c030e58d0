import { sql } from 'kysely'
import { audit } from '../base/audit.ts'
import { changed } from '../base/cache/tags.ts'
import { atomically, db } from '../base/database/database.ts'
import { inEachLanguage } from '../base/i18n/each-language.ts'
import { message } from '../base/i18n/messages.ts'
import { announce } from '../base/outbox/announce.ts'
import { found, refuse } from '../base/refusal.ts'
import type { Text } from '../base/text.ts'
import { today } from '../base/today.ts'
import type { Viewer } from '../base/viewer.ts'
import { stepsFrom } from '../instruments/edition-changes.ts'
import { editionFor } from '../instruments/editions.ts'
import { mayTend } from './access.ts'
import { carried } from './carrying.ts'
import { exportRecord } from './exporting.ts'
import { recordFor } from './reading.ts'
import { keepRecord } from './storing.ts'

export interface Upgraded {
  /** The new version, and the edition it answers. */
  number: number
  edition: string
  /** How many answers have no place in it and are kept beside. */
  kept: number
}

/**
 * Brings a record into the newest edition of its questionnaire as a new version: its answers go the way
 * that each edition since says, and what has no place is kept beside. Refuses one that is there already.
 * Whoever keeps it true may, and those who curate what it is about or its questionnaire.
 */
export function upgradeRecord(viewer: Viewer, ref: string): Promise<Upgraded> {
  return atomically(async () => {
    await sql`select from thing where ref = ${ref} for update`.execute(db())
    const standing = await recordFor(viewer, ref)
    const { thing, instrument, edition: name } = standing
    if (!(await mayTend(viewer, standing))) refuse('forbidden', 'records.mayNotUpgrade')
    const from = found(await editionFor(instrument, name))
    const { to, steps } = await stepsFrom(instrument, from)
    const record = await exportRecord(viewer, ref)
    const { number, content } = record.versions.at(-1)!
    const next = { ...carried(content, steps), edition: to.name }
    const kept = (next.kept?.length ?? 0) - (content.kept?.length ?? 0)
    record.versions.push({
      number: number + 1,
      published: today(),
      note: noteOf(to.name, kept),
      minor: false,
      content: next,
    })
    await keepRecord(record)
    await audit(viewer, 'record.upgraded', thing, { from: name, to: to.name, kept })
    await announce('thing.changed', { ids: [thing] })
    await changed(record.ref, 'records', 'things')
    return { number: number + 1, edition: to.name, kept }
  })
}

/** For whoever reads the history. */
const noteOf = (edition: string, kept: number): Text =>
  inEachLanguage((lang) =>
    [
      message(lang, 'records.upgradeNote').format({ edition }),
      ...(kept ? [message(lang, 'records.upgradeKept').format({ count: kept })] : []),
    ].join(' '),
  )
