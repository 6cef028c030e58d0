import { nth } from '../slug.ts'
import type { FileType } from './types.ts'

/** So long a name can be kept on every file system in every script. */
const longest = 80

/** Whether a name is one that `safeName` would give: what comes in from elsewhere is not believed. */
export const isSafeName = (name: string): boolean => plain(name) === name && /\.[a-z0-9]{2,7}$/i.test(name)

/**
 * The name a file goes by: what stands after the last slash of either kind, without what would be a
 * command to a file system or turn letters around, ending as what it holds ends.
 */
export function safeName(given: string, { endings }: Pick<FileType, 'endings'>): string {
  const name = plain(given)
  const ending = endingOf(name)
  if (endings.includes(ending)) return name
  const stem = ending && ending.length <= 5 ? name.slice(0, -ending.length - 1) : name
  return `${stem || 'file'}.${endings[0]}`
}

export const endingOf = (name: string): string => /\.([A-Za-z0-9]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''

function plain(given: string): string {
  const last = given.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1)!
  const name = last
    // Characters that no one sees, among them those that turn the direction of reading.
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"|?*%]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  if (name.length <= longest) return name
  const ending = endingOf(name).slice(0, 7)
  return `${[...name]
    .slice(0, longest - ending.length - 1)
    .join('')
    .slice(0, longest - ending.length - 1)
    .trimEnd()
    .toWellFormed()}.${ending}`
}

/** The name by itself, for those after the first with their number before its ending: `map-2.png`. */
export function numbered(name: string, number: number): string {
  const at = name.lastIndexOf('.')
  return nth(name.slice(0, at), number) + name.slice(at)
}
