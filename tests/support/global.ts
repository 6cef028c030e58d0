import type { TestProject } from 'vitest/node'
import { makeTemplate, testServer } from './cluster.ts'

declare module 'vitest' {
  interface ProvidedContext {
    server: string
  }
}

export default async function setup(project: TestProject) {
  const { server, stop } = await testServer()
  await makeTemplate(server)
  project.provide('server', server)
  return stop
}
