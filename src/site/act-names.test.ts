import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../base/root.ts'
import { actName } from './act-names.ts'

/** The acts that verbs write down by a plain word. */
const written = (text: string): string[] =>
  [...text.matchAll(/\baudit\(\s*viewer,\s*'([^']+)'/g)].map(([, verb]) => verb!)

test('every act that is written down has words for those it concerns', () => {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    /(?<!\.test)\.tsx?$/.test(name),
  )
  const verbs = files.flatMap((name) => written(readFileSync(join(root, 'src', name), 'utf8')))
  expect(verbs.length).toBeGreaterThan(10)
  expect(verbs.filter((verb) => actName(verb) === verb)).toEqual([])
  expect(written(`audit(\n viewer, 'tree.planted', id)`).filter((verb) => actName(verb) === verb)).toEqual([
    'tree.planted',
  ])
})
