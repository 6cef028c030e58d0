import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe } from 'vitest'
import { root } from '../../src/base/root.ts'

/** The real input made by others, which lies beside the project and is not part of it. */
const folder = join(root, '../shared/data')

export const realInput = (path: string): string => join(folder, path)
export const readRealInput = (path: string): string => readFileSync(realInput(path), 'utf8')

/** Runs where the real input is; elsewhere says that it was skipped. */
export const describeOnRealInput = (name: string, tests: () => void): void => {
  if (existsSync(folder)) describe(name, tests)
  else describe.skip(`${name}: skipped, there is no ../shared/data here`, tests)
}
