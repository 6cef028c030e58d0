import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { listenForChanges } from '../cache/kept-pages.ts'
import { config } from '../config.ts'
import { connect, disconnect } from '../database/database.ts'
import { startMetrics } from '../http/watch.ts'
import { endWhatIsOpen } from './stopping.ts'
import { asChild, cannotStart } from './supervise.ts'

/**
 * Answers readers until told to stop; then takes no more, finishes what it is at, and goes. `opened`
 * hears the address it answers at before the first reader does.
 */
export async function runWeb(
  url: string,
  server: Server,
  opened: (address: string) => void = () => undefined,
): Promise<void> {
  startMetrics()
  // Who asks for too much must not keep the others waiting.
  connect(url, { timeout: 30_000 })
  const stopListening = listenForChanges(url)
  const child = asChild(async () => {
    const closed = new Promise((done) => server.close(done))
    endWhatIsOpen()
    server.closeIdleConnections()
    // Those whose last answer ends only now would be kept for another question.
    const idle = setInterval(() => server.closeIdleConnections(), 100)
    const late = setTimeout(() => server.closeAllConnections(), 15_000)
    await closed
    clearTimeout(late)
    clearInterval(idle)
    await stopListening()
    await disconnect()
  })
  const { PORT, HOST } = config()
  server.once('error', (error: NodeJS.ErrnoException) => cannotStart(whyNotListening(error, HOST, PORT)))
  server.listen(PORT, HOST, () => {
    const address = addressOf(server.address() as AddressInfo)
    opened(address)
    child.ready(address)
  })
}

function whyNotListening(error: NodeJS.ErrnoException, host: string, port: number): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new Error(`Port ${port} on ${host} is taken: stop what uses it, or set PORT.`)
    case 'EACCES':
      return new Error(`Port ${port} is not open to this user: set PORT to one above 1023.`)
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new Error(
        `${host} is no address of this machine: set HOST to one, such as 127.0.0.1 or 0.0.0.0.`,
      )
    default:
      return error
  }
}

/** Where a browser on this machine reaches it: "every address" is none that one can go to. */
function addressOf({ address, family, port }: AddressInfo): string {
  if (address === '0.0.0.0' || address === '::') return `http://127.0.0.1:${port}`
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`
}
