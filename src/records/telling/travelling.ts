import { sql } from 'kysely'
import { z } from 'zod'
import { db } from '../../base/database/database.ts'
import { Lang } from '../../base/text.ts'
import { type Recorded, recordingsOf } from './recordings.ts'
import { mostWritten } from './story.ts'

/** A spoken answer of a record as it travels; `file` is one of the files beside it. */
export const TravellingRecording = z.strictObject({
  file: z.string(),
  /** `group/question`. */
  slot: z.string(),
  lang: Lang,
  seconds: z.int().positive().max(86_400).optional(),
  transcript: z
    .strictObject({
      lang: Lang,
      words: z.string().min(1).max(mostWritten),
      /** As a service heard it; nobody has read it. */
      machine: z.literal(true).optional(),
      /** Who wrote it down, where they may be named. */
      by: z.string().optional(),
    })
    .optional(),
})
export type TravellingRecording = z.infer<typeof TravellingRecording>

export const recordingAsItTravels = ({
  name,
  slot,
  lang,
  seconds,
  transcript,
}: Recorded): TravellingRecording => ({
  file: name,
  slot,
  lang,
  ...(seconds && { seconds }),
  ...(transcript && {
    transcript: {
      lang: transcript.lang,
      words: transcript.words,
      ...(transcript.machine && { machine: true as const }),
      ...(transcript.by.name && { by: transcript.by.name }),
    },
  }),
})

/**
 * Keeps the spoken answers a record travels with, as far as their files are here; gives whether anything changed. What
 * is written down here stays, where what comes says the same or nothing.
 */
export async function keepTravellingRecordings(
  thing: number,
  { recordings = [] }: { recordings?: TravellingRecording[] },
): Promise<boolean> {
  if (recordings.length === 0) return false
  const standing = new Map((await recordingsOf(thing)).map((one) => [one.name, one]))
  let changed = false
  for (const { file, slot, lang, seconds, transcript } of recordings) {
    const here = standing.get(file)
    if (here?.slot !== slot) {
      const { rows } = await sql`
        insert into recording (file_use, slot, lang, seconds) select id, ${slot}, ${lang}, ${seconds ?? null} from file_use
        where thing = ${thing} and name = ${file} and removed is null on conflict (file_use) do update set slot = excluded.slot
        returning file_use`.execute(db())
      if (rows.length === 0) continue
      changed = true
    }
    if (!transcript || here?.transcript?.words === transcript.words) continue
    await sql`
      insert into transcript (recording, lang, words, machine, by_name) select id, ${transcript.lang}, ${transcript.words}, ${transcript.machine ?? false}, ${transcript.by ?? null}
      from file_use where thing = ${thing} and name = ${file} and removed is null`.execute(db())
    changed = true
  }
  return changed
}
