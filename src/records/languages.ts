import type { RecordVersion } from './reading.ts'

/** Every language its title can be read in, the original first. */
export function languagesOf({ content: { title } }: RecordVersion): string[] {
  return [title.original, ...Object.keys(title.texts).filter((lang) => lang !== title.original)]
}
