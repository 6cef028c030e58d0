import type { TestProject } from 'vitest/node'
import { migrate } from '../../src/base/database/migrate.ts'
import { freshDatabase, template, testServer } from './cluster.ts'

declare module 'vitest' {
  interface ProvidedContext {
    server: string
  }
}

export default async function setup(project: TestProject) {
  const { server, stop } = await testServer()
  await migrate(await freshDatabase(server, template))
  project.provide('server', server)
  return stop
}
