import { defineConfig } from 'vitest/config'

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: '#jsx' } },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}'],
    env: { SECRET: 'a secret of the tests, which nobody else has', RATE_LIMIT: '0' },
    globalSetup: 'tests/support/global.ts',
    pool: 'forks',
    // Tests wait for databases, browsers and processes more than they compute.
    maxWorkers: 3,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
