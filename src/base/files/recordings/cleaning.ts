import type { FileType } from '../types.ts'
import { typeNamed } from '../types.ts'
import { Bytes } from './bytes.ts'
import { cleanMp4 } from './mp4.ts'
import { cleanOgg } from './ogg.ts'
import { cleanLabels, cleanWav } from './plain-sound.ts'
import { cleanWebm } from './webm.ts'

/** What is found in a recording on the way. */
export interface Found {
  /** It moves: it is no sound alone. */
  pictures: boolean
  seconds?: number
}

/** The same boxes hold sound alone or pictures too; looking into them tells. */
const alone: Record<string, string> = {
  'video/mp4': 'audio/mp4',
  'video/webm': 'audio/webm',
  'video/3gpp': 'audio/3gpp',
}

const cleaners: Record<string, (bytes: Bytes) => Promise<Found>> = {
  mp4: cleanMp4,
  '3gpp': cleanMp4,
  webm: cleanWebm,
  ogg: cleanOgg,
  wav: cleanWav,
  mpeg: cleanLabels,
  aac: cleanLabels,
}

/**
 * Empties all that a recording tells of who made it, when and where, in its place, and leaves what is heard and seen
 * as it is. Says what it is, by looking into it, and how long, in seconds, where it says so.
 */
export async function cleanRecording(
  path: string,
  fileType: FileType,
): Promise<{ fileType: FileType; seconds?: number }> {
  const clean = cleaners[fileType.type.split('/')[1]!]
  if (!clean) return { fileType }
  const { pictures, seconds } = await Bytes.within(path, clean)
  const sound = pictures ? undefined : typeNamed(alone[fileType.type] ?? '')
  const whole = seconds === undefined ? undefined : Math.round(seconds)
  return {
    fileType: sound ?? fileType,
    ...(whole !== undefined && whole >= 1 && whole <= 86_400 && { seconds: whole }),
  }
}
