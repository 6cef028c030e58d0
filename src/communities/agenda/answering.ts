import { audit } from '../../base/audit.ts'
import { atomically } from '../../base/database/database.ts'
import { refuse } from '../../base/refusal.ts'
import type { Viewer } from '../../base/viewer.ts'
import { refusePaused } from '../deeds.ts'
import { mayWork } from '../texts/access.ts'
import { practiceChanged } from '../texts/changed.ts'
import type { Saying } from '../texts/text.ts'
import { restoreText, saveText } from '../texts/writing.ts'
import { questionFor } from './reading.ts'

/** Writes what the community agrees on as the answer. Refuses whoever does not belong; else as `saveText`. */
export function writeAnswer(viewer: Viewer, slug: string, ref: string, saying: Saying): Promise<void> {
  return atomically(async () => {
    const id = await questionToAnswer(viewer, slug, ref)
    await saveText(viewer, id, saying)
    await audit(viewer, 'agenda.answer-written', id)
    await practiceChanged([id])
  })
}

/** Brings an older answer back as the newest. The refusals of `writeAnswer`. */
export function restoreAnswer(viewer: Viewer, slug: string, ref: string, number: number): Promise<void> {
  return atomically(async () => {
    const id = await questionToAnswer(viewer, slug, ref)
    await restoreText(viewer, id, number)
    await audit(viewer, 'agenda.answer-restored', id, { number })
    await practiceChanged([id])
  })
}

async function questionToAnswer(viewer: Viewer, slug: string, ref: string): Promise<number> {
  const { id, community } = await questionFor(viewer, slug, ref)
  refusePaused(community)
  if (!mayWork(viewer, community)) refuse('forbidden', 'practice.membersOnly')
  return id
}
