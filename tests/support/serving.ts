import { request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll } from 'vitest'

/** Opens this server for the tests of one file, at an address of its own. */
export function served(make: () => Server): { readonly origin: string } {
  const here = { origin: '' }
  let server: Server
  beforeAll(async () => {
    server = make()
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    here.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(async () => {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  })
  return here
}

/** Asks with these headers and no others, and gives what came over the wire as it came. */
export function asked(
  address: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<Response> {
  return new Promise((done, failed) => {
    const asking = request(address, { method, headers }, async (answer) => {
      const bytes = await buffer(answer)
      const pairs = answer.rawHeaders.flatMap((name, i, all) =>
        i % 2 ? [] : [[name, all[i + 1]!] as [string, string]],
      )
      const status = answer.statusCode!
      done(new Response([204, 304].includes(status) ? null : bytes, { status, headers: pairs }))
    })
    asking.on('error', failed).end()
  })
}
