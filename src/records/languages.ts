import type { Text } from '../base/text.ts'

/** Every language its title can be read in, the original first. */
export function languagesOf({ title }: { title: Text }): string[] {
  return [title.original, ...Object.keys(title.texts).filter((lang) => lang !== title.original)]
}
