import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import type { SendMailOptions } from 'nodemailer'
import { SMTPServer } from 'smtp-server'
import { afterAll } from 'vitest'

/** Mail boxes of people: a mail server that takes all that we send, and what a mail program does with it. */
export async function mailBoxes() {
  const came: { to: string; mail: ParsedMail }[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onData: (stream, { envelope }, done) => {
      simpleParser(stream).then((mail) => {
        for (const { address } of envelope.rcptTo) came.push({ to: address, mail })
        done(null)
      }, done)
    },
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  afterAll(() => new Promise<void>((done) => server.close(done)))
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    /** What came to somebody, the last last. */
    of: (address: string) => came.flatMap(({ to, mail }) => (to === address ? [mail] : [])),
  }
}

/** An answer as a mail program writes it: to whom the letter says, in its conversation, all of it quoted below. */
export function answerTo(letter: ParsedMail, text: string): SendMailOptions {
  const quoted = (letter.text ?? '')
    .trimEnd()
    .split('\n')
    .map((line) => `> ${line}`)
  return {
    to: (letter.replyTo ?? letter.from)!.text,
    subject: `Re: ${letter.subject}`,
    inReplyTo: letter.messageId,
    references: [letter.references ?? [], letter.messageId ?? []].flat(),
    text: [text, '', `On Mon, 30 Nov 2026 at 09:00, ${letter.from?.text} wrote:`, ...quoted].join('\n'),
  }
}
