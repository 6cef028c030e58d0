import { createAdaptorServer } from '@hono/node-server'
import { listenForChanges } from '../cache/pages.ts'
import { config } from '../config.ts'
import { connect, disconnect } from '../database/database.ts'
import type { App } from '../http/app.ts'
import { asChild, cannotStart } from './supervise.ts'

/** Answers readers until told to stop; then takes no more, finishes what it is at, and goes. */
export async function runWeb(url: string, app: App): Promise<void> {
  connect(url)
  const stopListening = listenForChanges(url)
  const server = createAdaptorServer({ fetch: app.fetch })
  const child = asChild(async () => {
    const closed = new Promise((done) => server.close(done))
    if ('closeIdleConnections' in server) server.closeIdleConnections()
    const late = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 15_000)
    await closed
    clearTimeout(late)
    await stopListening()
    await disconnect()
  })
  const { PORT, HOST } = config()
  server.once('error', (error: NodeJS.ErrnoException) =>
    cannotStart(
      error.code === 'EADDRINUSE'
        ? new Error(`Port ${PORT} on ${HOST} is taken: stop what uses it, or set PORT.`)
        : error,
    ),
  )
  server.listen(PORT, HOST, child.ready)
}
