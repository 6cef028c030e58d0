import { type AddressInfo, createServer, type Socket } from 'node:net'
import { afterAll } from 'vitest'

/** As much of a mail box (IMAP, RFC 3501) as is read: messages, and which of them were seen. */
export async function mailBox() {
  const messages: { raw: string; seen: boolean }[] = []
  const open = new Set<Socket>()
  const idling = new Set<{ socket: Socket; tag: string }>()
  const numbered = () => messages.map((message, i) => ({ ...message, uid: i + 1 }))
  function answer(socket: Socket, tag: string, command: string, rest: string): void {
    const say = (...lines: string[]): void => {
      socket.write(lines.map((line) => `${line}\r\n`).join(''))
    }
    const done = (words = 'done') => say(`${tag} OK ${words}`)
    if (/^UID SEARCH/i.test(command)) {
      const unseen = numbered().flatMap(({ uid, seen }) => (seen ? [] : [uid]))
      say(`* SEARCH ${unseen.join(' ')}`.trimEnd())
      done()
      return
    }
    if (/^UID FETCH/i.test(command)) {
      const uid = Number(/^\d+/.exec(rest)![0])
      const { raw } = messages[uid - 1]!
      socket.write(`* ${uid} FETCH (UID ${uid} BODY[]<0> {${Buffer.byteLength(raw)}}\r\n${raw})\r\n`)
      done()
      return
    }
    if (/^UID STORE/i.test(command)) {
      messages[Number(/^\d+/.exec(rest)![0]) - 1]!.seen = true
      done()
      return
    }
    if (/^(SELECT|EXAMINE)$/i.test(command)) {
      say(
        `* ${messages.length} EXISTS`,
        '* FLAGS (\\Seen)',
        '* OK [PERMANENTFLAGS (\\Seen)] flags',
        '* OK [UIDVALIDITY 1] valid',
        `* OK [UIDNEXT ${messages.length + 1}] next`,
      )
      done('[READ-WRITE] open')
      return
    }
    if (/^CAPABILITY$/i.test(command)) say('* CAPABILITY IMAP4rev1 IDLE')
    if (/^LIST$/i.test(command)) say('* LIST (\\HasNoChildren) "/" "INBOX"')
    if (/^IDLE$/i.test(command)) {
      idling.add({ socket, tag })
      say('+ waiting', `* ${messages.length} EXISTS`)
      return
    }
    if (/^LOGOUT$/i.test(command)) say('* BYE until then')
    done()
  }
  const server = createServer((socket) => {
    let before = ''
    open.add(socket)
    socket.on('error', () => undefined)
    socket.write('* OK [CAPABILITY IMAP4rev1 IDLE] a box of this test\r\n')
    socket.on('data', (bytes) => {
      const lines = (before + bytes).split('\r\n')
      before = lines.pop() ?? ''
      for (const line of lines) {
        if (/^DONE$/i.test(line)) {
          for (const one of idling)
            if (one.socket === socket && idling.delete(one)) socket.write(`${one.tag} OK done\r\n`)
          continue
        }
        const [, tag = '', command = '', rest = ''] = /^(\S+) ((?:UID )?\S+) ?(.*)$/.exec(line) ?? []
        if (tag) answer(socket, tag, command, rest)
      }
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  afterAll(async () => {
    for (const socket of open) socket.destroy()
    await new Promise((done) => server.close(done))
  })
  return {
    url: `imap://box:secret@127.0.0.1:${(server.address() as AddressInfo).port}/INBOX`,
    seen: () => messages.map(({ seen }) => seen),
    comes: (raw: string) => {
      messages.push({ raw: raw.replaceAll('\n', '\r\n'), seen: false })
      for (const { socket } of idling) socket.write(`* ${messages.length} EXISTS\r\n`)
    },
  }
}
