/** A mail server that takes all and keeps nothing, beside a bench: it says where it listens, and then who got how much. */
import type { AddressInfo } from 'node:net'
import { parentPort } from 'node:worker_threads'
import { SMTPServer } from 'smtp-server'

export type Said = { port: number } | { came: string[]; largest: number }

let came: string[] = []
let largest = 0
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  logger: false,
  onData(stream, { envelope }, done) {
    let size = 0
    stream.on('data', (bytes: Buffer) => (size += bytes.length))
    stream.on('end', () => {
      largest = Math.max(largest, size)
      came.push(...envelope.rcptTo.map(({ address }) => address))
      done()
    })
  },
})
const say = (said: Said) => parentPort?.postMessage(said)
const socket = server.listen(0, '127.0.0.1', () => say({ port: (socket.address() as AddressInfo).port }))
setInterval(() => {
  if (came.length) say({ came, largest })
  came = []
  largest = 0
}, 50)
