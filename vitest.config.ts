import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { defineConfig } from 'vitest/config'

// One place for the files of the demo, which the test files find there, and for those that they bring.
process.env.FILES_URL ??= pathToFileURL(mkdtempSync(join(tmpdir(), 'baobab-files-'))).href

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: '#jsx' } },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}'],
    env: {
      SECRET: 'a secret of the tests, which nobody else has',
      RATE_LIMIT: '0',
      FILES_URL: process.env.FILES_URL,
    },
    globalSetup: 'tests/support/global.ts',
    pool: 'forks',
    // Tests wait for databases, browsers and processes more than they compute.
    maxWorkers: 3,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
