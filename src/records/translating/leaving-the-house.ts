import { translationService } from '../../base/machine/translation.ts'
import { Refusal, refuse } from '../../base/refusal.ts'
import { stranger } from '../../base/viewer.ts'
import { needsConsent } from '../interchange.ts'
import { type RecordVersion, recordFor } from '../reading.ts'

/** Whether a service is offered for a record, or why its words do not leave this house. */
export type Offered = 'offered' | 'closed' | 'of-a-group'

/** Nothing where no service is named; nothing is asked then. */
export async function offeredFor(record: RecordVersion): Promise<Offered | undefined> {
  if (translationService() === undefined) return undefined
  const leaving = await leavingOf(record)
  return leaving === 'leaves' ? 'offered' : leaving
}

/** Whether anything of a record may leave this house: it is open to everyone, and nothing that a group knows. */
export async function leavingOf(record: RecordVersion): Promise<'leaves' | 'closed' | 'of-a-group'> {
  if (record.content.consent || needsConsent({ contributors: record.credits })) return 'of-a-group'
  return (await isOpen(record)) ? 'leaves' : 'closed'
}

/** What any stranger may read, and nothing else, is open. */
async function isOpen({ ref, number }: RecordVersion): Promise<boolean> {
  try {
    return (await recordFor(stranger, ref)).number === number
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

/** Refuses to send the words of a record elsewhere where it is not open to everyone, or is what a group knows. */
export async function refuseToSend(record: RecordVersion): Promise<void> {
  const offered = await offeredFor(record)
  if (offered === undefined) refuse('missing', 'base.missing')
  if (offered === 'closed') refuse('forbidden', 'records.machineClosed')
  if (offered === 'of-a-group') refuse('forbidden', 'records.machineOfGroup')
}
