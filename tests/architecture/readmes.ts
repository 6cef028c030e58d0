import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { root } from '../../src/base/root.ts'
import { type Breach, lineOf, type Source } from './sources.ts'

/** Every room below src/, and what its README says; empty where there is none. */
export const readmes = (): Source[] =>
  readdirSync(join(root, 'src'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const path = `src/${name}/README.md`
      try {
        return { path, text: readFileSync(join(root, path), 'utf8') }
      } catch {
        return { path, text: '' }
      }
    })

export const roomsWithout = (all: Source[]): string[] =>
  all.filter(({ text }) => !text).map(({ path }) => posix.dirname(path))

const fileName = /^[\w./-]+\.tsx?$/
/** A name of ours, not a word: `placeFor`, `ThingCard`. */
const name = /^(?:[a-z]+[A-Z]\w*|[A-Z][a-z]\w*)$/

/** Files and names that a README speaks of in backticks and that are not in its room. */
export function unknownNames(all: Source[], house: Source[]): Breach[] {
  return all.flatMap(({ path, text }) => {
    const room = `${posix.dirname(path)}/`
    const files = house.filter((source) => source.path.startsWith(room))
    const isThere = (said: string): boolean =>
      fileName.test(said)
        ? files.some((source) => `/${source.path}`.endsWith(`/${said}`))
        : !name.test(said) || files.some((source) => new RegExp(`\\b${said}\\b`).test(source.text))
    return [...text.matchAll(/`([^`\s]+)`/g)]
      .filter(([, said]) => !isThere(said!.replace(/\(.*\)$/, '')))
      .map(({ 1: said, index }) => ({ path, line: lineOf(text, index), says: `there is no ${said} here` }))
  })
}
