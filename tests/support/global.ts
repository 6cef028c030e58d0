import { rm } from 'node:fs/promises'
import chromium from '@sparticuz/chromium'
import type { TestProject } from 'vitest/node'
import { connect, disconnect } from '../../src/base/database/database.ts'
import { migrate } from '../../src/base/database/migrate.ts'
import { drain } from '../../src/base/outbox/dispatch.ts'
import { registerEveryKind } from '../../src/kinds.ts'
import { loadPacks } from '../../src/packs.ts'
import { reactions } from '../../src/reactions.ts'
import { demoTemplate, freshDatabase, template, testServer } from './cluster.ts'

declare module 'vitest' {
  interface ProvidedContext {
    server: string
    /** The browser to test with: the one CHROMIUM_PATH names, else the one inside the npm package. */
    chromium: string
  }
}

// The process that sets up has none of the environment the tests have.
process.env.SECRET ??= 'a secret of the tests, which nobody else has'

/** One server for all test files, with two databases to copy: an empty one and the demo commons. */
export default async function setup(project: TestProject) {
  const { server, stop } = await testServer()
  await migrate(await freshDatabase(server, template))
  await loadDemo(await freshDatabase(server, demoTemplate, template))
  project.provide('server', server)
  // Unpacked once, here: test files that did it side by side would start a half-written one.
  project.provide('chromium', process.env.CHROMIUM_PATH ?? (await chromium.executablePath()))
  return async () => {
    await stop()
    await rm(new URL(process.env.FILES_URL!), { recursive: true, force: true })
  }
}

async function loadDemo(url: string): Promise<void> {
  registerEveryKind()
  connect(url)
  const { faults } = await loadPacks({ demo: true })
  if (faults.length) throw new Error(`the packs have faults: ${JSON.stringify(faults.slice(0, 5), null, 2)}`)
  await drain(reactions)
  await disconnect()
}
