import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { root } from '../base/root.ts'
import { turboStyleHash } from './turbo.ts'

const source = readFileSync(join(root, 'node_modules/@hotwired/turbo/dist/turbo.es2017-esm.js'), 'utf8')

/** From one phrase up to another; Turbo cannot be imported without a window. */
function between(start: string, end: string): string {
  const from = source.indexOf(start)
  const to = source.indexOf(end, from)
  if (from < 0 || to < 0) throw new Error(`Turbo changed: no "${start}" … "${end}"`)
  return source.slice(from, to)
}

test('the style that the policy allows is the one Turbo inserts', () => {
  const helpers = between('function unindent(', 'function uuid(')
  const bar = between('class ProgressBar {', 'hiding = false')
  const css: string = runInNewContext(`${helpers}\n${bar}}\nProgressBar.defaultCSS`)
  expect(css).toContain('.turbo-progress-bar')
  expect(turboStyleHash).toBe(`sha256-${createHash('sha256').update(css).digest('base64')}`)
})
