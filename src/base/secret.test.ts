import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readConfig } from './config.ts'
import { secret } from './secret.ts'

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'baobab-secret-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

test('one is made once, kept for its owner alone, and another in another folder', () => {
  const DATA_DIR = join(emptyFolder(), 'data')
  const first = secret(readConfig({ DATA_DIR }))
  expect(first).toMatch(/^[\w-]{64}$/)
  expect(secret(readConfig({ DATA_DIR }))).toBe(first)
  expect(readdirSync(DATA_DIR)).toEqual(['secret'])
  expect(readFileSync(join(DATA_DIR, 'secret'), 'utf8')).toBe(first)
  expect(statSync(join(DATA_DIR, 'secret')).mode & 0o777).toBe(0o600)
  expect(secret(readConfig({ DATA_DIR: emptyFolder() }))).not.toBe(first)
})

test('one that is set is used, and nothing is made', () => {
  const DATA_DIR = emptyFolder()
  const SECRET = 'a secret of at least 32 characters'
  expect(secret(readConfig({ DATA_DIR, SECRET }))).toBe(SECRET)
  expect(readdirSync(DATA_DIR)).toEqual([])
})
