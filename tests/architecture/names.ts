import { posix } from 'node:path'
import type { Breach, Source } from './sources.ts'

const words = /^[a-z0-9]+(-[a-z0-9]+)*$/
const component = /^[A-Z][A-Za-z0-9]*$/

/** Files are named in small letters with hyphens; only a `.tsx` that gives components goes by a name like theirs. */
export function wrongNames(all: Source[]): Breach[] {
  return all.flatMap(({ path, text }) => {
    const [, name = '', test, ending] = /^(.+?)(\.test|\.d)?\.(tsx?)$/.exec(posix.basename(path)) ?? []
    const gives = /export (const|function) [A-Z]/.test(text)
    if (words.test(name) || (ending === 'tsx' && component.test(name) && (test || gives))) return []
    return [{ path, line: 1, says: `${name} is not a name in small letters with hyphens` }]
  })
}
