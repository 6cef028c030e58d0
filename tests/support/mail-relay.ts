import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { type ParsedMail, simpleParser } from 'mailparser'
import { createTransport, type SendMailOptions } from 'nodemailer'
import { SMTPServer } from 'smtp-server'

/** By what name it says what it found out. */
export const authserv = 'mx.relay.example'

/** A message on its way, once for each whom it is to. */
interface Handed {
  /** Where it comes back to; empty where it does not. */
  from: string
  to: string
  mail: ParsedMail
}

/** What a mail program does by itself with what comes; nothing where it does nothing. */
export type Program = (came: Handed) => SendMailOptions | undefined

const domainOf = (address: string): string => address.split('@')[1] ?? ''

/**
 * The mail servers between: one that takes mail for everybody, says that it is from whom it says, hands on by domain what
 * is for a server that takes it, sends back what is refused there, and keeps the rest in the boxes of people.
 */
export async function mailRelay() {
  const handed: Handed[] = []
  const ports = new Map<string, number>()
  const programs = new Map<string, Program>()
  const sending = new Set<Promise<void>>()
  const failures: unknown[] = []

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onData: (stream, { envelope: { mailFrom, rcptTo } }, done) => {
      buffer(stream).then((raw) => {
        for (const { address } of rcptTo) later(() => handOn(raw, mailFrom ? mailFrom.address : '', address))
        done(null)
      }, done)
    },
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const own = (server.server.address() as AddressInfo).port

  /** As a server does: it is taken first, and delivered after. */
  function later(work: () => Promise<void>): void {
    const one = work()
      .catch((error) => void failures.push(error))
      .finally(() => sending.delete(one))
    sending.add(one)
  }

  async function handOn(raw: Buffer, from: string, to: string): Promise<void> {
    const came = { from, to, mail: await simpleParser(raw) }
    handed.push(came)
    const port = ports.get(domainOf(to))
    if (port === undefined) {
      const answer = programs.get(to)?.(came)
      if (answer) await send(answer)
      return
    }
    const author = came.mail.from?.value[0]?.address ?? ''
    const top = [
      `Authentication-Results: ${authserv}; dmarc=pass header.from=${domainOf(author)}`,
      `Return-Path: <${from}>`,
      `Received: from somewhere by ${authserv} for <${to}>; ${new Date().toUTCString()}`,
    ].join('\r\n')
    try {
      await bring(port, { raw: Buffer.concat([Buffer.from(`${top}\r\n`), raw]), envelope: { from, to } })
    } catch (error) {
      const said = (error as { response?: string }).response
      if (!said) throw error
      // What comes back itself goes nowhere.
      if (from) await send(returned(raw, { said, from, to }))
    }
  }

  const send = (message: SendMailOptions) => bring(own, message)

  return {
    url: `smtp://127.0.0.1:${own}`,
    handed,
    failures,
    /** From now on that domain's mail is handed on to this port. */
    route: (domain: string, port: number) => void ports.set(domain, port),
    /** What the mail program of this person does by itself. */
    automate: (address: string, program: Program) => void programs.set(address, program),
    /** Somebody sends this. */
    send,
    isBusy: () => sending.size > 0,
    close: () => new Promise<void>((done) => server.close(done)),
  }
}

async function bring(port: number, message: SendMailOptions): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true })
  try {
    await transport.sendMail(message)
  } finally {
    transport.close()
  }
}

/** As servers tell that a mail could not be delivered (RFC 3464), without a way back of its own. */
function returned(
  raw: Buffer,
  { said, from, to }: { said: string; from: string; to: string },
): SendMailOptions {
  const [, code = '5.0.0', words = said] = /^\d{3} (5\.\d+\.\d+) (.*)/s.exec(said) ?? []
  const head = raw.toString('latin1').split('\r\n\r\n')[0]
  const report = [
    `From: MAILER-DAEMON@${authserv}`,
    `To: ${from}`,
    'Subject: Undelivered Mail Returned to Sender',
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    `It could not be delivered to ${to}.`,
    '--b',
    'Content-Type: message/delivery-status',
    '',
    `Reporting-MTA: dns; ${authserv}`,
    '',
    `Final-Recipient: rfc822; ${to}`,
    'Action: failed',
    `Status: ${code}`,
    `Diagnostic-Code: smtp; 550 ${words.replace(/\s+/g, ' ')}`,
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    head,
    '--b--',
    '',
  ]
  return { raw: report.join('\r\n'), envelope: { from: '', to: from } }
}
