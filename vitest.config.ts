import { globSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { defineConfig } from 'vitest/config'
import type { TestSpecification } from 'vitest/node'
import { BaseSequencer } from 'vitest/node'

// One place for the files of the demo, which the test files find there, and for those that they bring.
process.env.FILES_URL ??= pathToFileURL(mkdtempSync(join(tmpdir(), 'baobab-files-'))).href

/** The walks through every page take minutes in one file each: begun last, they would end alone. */
const walks = ['pages', 'own-pages', 'keyboard', 'processes', 'commands', 'demo', 'practice', 'search']

class WalksFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = walks.indexOf(basename(moduleId, '.test.ts'))
      return at < 0 ? walks.length : at
    }
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b))
  }
}

const read = (file: string): string => readFileSync(file, 'utf8')
/** What is helped by these has settings of its own, or what it stands on made as they are loaded: both are once a process. */
const grounds = globSync('tests/support/*.ts').filter((file) =>
  /Object\.assign\(process\.env|^(own|demo)Database\(/m.test(read(file)),
)
const own = ['process.env', 'Object.assign(config', 'vi.stubEnv', 'vi.resetModules']
/** Files with settings or a ground of their own have a process for themselves, and so have those that are long. */
const isAlone = (file: string): boolean =>
  walks.includes(basename(file, '.test.ts')) ||
  [...own, ...grounds.map((one) => `support/${basename(one)}`)].some((words) => read(file).includes(words))
const files = globSync('{src,tests}/**/*.test.{ts,tsx}')

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: '#jsx' } },
  test: {
    env: {
      SECRET: 'a secret of the tests, which nobody else has',
      RATE_LIMIT: '0',
      FILES_URL: process.env.FILES_URL,
    },
    globalSetup: 'tests/support/global.ts',
    setupFiles: ['tests/support/anew.ts', ...(process.env.STATEMENTS ? ['tests/support/statements.ts'] : [])],
    restoreMocks: true,
    pool: 'forks',
    // On two cores that do other work too, what is waited for comes later than in a second.
    expect: { poll: { timeout: 60_000 } },
    sequence: { sequencer: WalksFirst },
    // Tests wait for databases, browsers and processes more than they compute.
    maxWorkers: 3,
    // No test is about time: these end what hangs, on a machine that is slow too.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    projects: [
      // What is loaded and warm serves the next file too, which takes half the time of loading it for each.
      {
        extends: true,
        test: {
          name: 'together',
          include: files.filter((one) => !isAlone(one)),
          isolate: false,
          globalSetup: [],
        },
      },
      { extends: true, test: { name: 'alone', include: files.filter(isAlone), globalSetup: [] } },
    ],
  },
})
