import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync, Visitor } from 'oxc-parser'
import { root } from '../../src/base/root.ts'

/** A source file: its path from the root of the project, and its text. */
export interface Source {
  path: string
  text: string
}

export interface Breach {
  path: string
  line: number
  says: string
}

/** Everything below src/, as it is on disk. */
export const sources = (): Source[] =>
  readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => ({
      path: `src/${name.replaceAll('\\', '/')}`,
      text: readFileSync(join(root, 'src', name), 'utf8'),
    }))

export const isTest = ({ path }: Source): boolean => /\.test\.tsx?$/.test(path)

export const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length

type Visits = ConstructorParameters<typeof Visitor>[0]

/** Walks the syntax tree of a source. A source that cannot be parsed is a fault of the test's, and throws. */
export function visit({ path, text }: Source, visits: Visits): void {
  const { program, errors } = parseSync(path, text)
  if (errors.length) throw new Error(`${path}: ${errors[0]!.message}`)
  new Visitor(visits).visit(program)
}
