import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ImapFlow } from 'imapflow'
import { config } from '../../config.ts'
import { log } from '../../log.ts'
import { ourAddress } from '../addresses.ts'
import { keepMail, largest, noteTooLarge, TooLarge } from './keeping.ts'
import { mostRecipients } from './listening.ts'

/** How long until a box that does not answer is tried again, and how often it is looked into at least. */
const pause = 30_000
const lookEvery = 60_000

/**
 * Fetches what is unseen in a mail box by IMAP, as it comes; each message is marked as seen once it is kept and not
 * before. Gives what ends it; nothing where there is no box.
 */
export function fetchMail(): (() => Promise<void>) | undefined {
  const { MAIL_INBOX, MAIL_DOMAIN } = config()
  if (!MAIL_INBOX || !MAIL_DOMAIN) return undefined
  const ending = new AbortController()
  const going = keepFetching(new URL(MAIL_INBOX), ending.signal)
  return async () => {
    ending.abort()
    await going
  }
}

async function keepFetching(box: URL, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await fetchFrom(box, signal)
    } catch (error) {
      log.warn(
        { host: box.hostname, error: String(error) },
        'the mail box could not be read and is tried again',
      )
    }
    await sleep(pause, undefined, { signal }).catch(() => undefined)
  }
}

async function fetchFrom(box: URL, signal: AbortSignal): Promise<void> {
  const { ImapFlow } = await import('imapflow')
  const secure = box.protocol === 'imaps:'
  const client = new ImapFlow({
    host: box.hostname,
    port: Number(box.port) || (secure ? 993 : 143),
    secure,
    auth: { user: decodeURIComponent(box.username), pass: decodeURIComponent(box.password) },
    logger: false,
  })
  client.on('error', () => undefined)
  const end = () => void client.logout().catch(() => client.close())
  await client.connect()
  signal.addEventListener('abort', end, { once: true })
  try {
    await client.mailboxOpen(decodeURIComponent(box.pathname.slice(1)) || 'INBOX')
    const left = new Set<number>()
    const somethingCame = listenTo(client)
    while (!signal.aborted && client.usable) {
      await takeUnseen(client, left)
      await somethingCame()
    }
  } finally {
    signal.removeEventListener('abort', end)
    await client.logout().catch(() => client.close())
  }
}

/** Gives what waits until the box has said that something came, or it is time to look, or the line is gone. */
function listenTo(client: ImapFlow): () => Promise<void> {
  let news = false
  let wake = () => {}
  client.on('exists', () => {
    news = true
    wake()
  })
  client.on('close', () => wake())
  return async () => {
    if (!news && client.usable) {
      const woken = Promise.withResolvers<void>()
      wake = woken.resolve
      // It idles until the next command, and ends for nothing that it hears meanwhile.
      void client.idle().catch(() => undefined)
      const timer = setTimeout(woken.resolve, lookEvery)
      await woken.promise
      clearTimeout(timer)
    }
    news = false
  }
}

/** Keeps each message that is to an address of ours; others are left alone, as they are. */
async function takeUnseen(client: ImapFlow, left: Set<number>): Promise<void> {
  const unseen = (await client.search({ seen: false }, { uid: true })) || []
  for (const uid of unseen) {
    if (left.has(uid)) continue
    const found = await client.fetchOne(`${uid}`, { source: { maxLength: largest + 1 } }, { uid: true })
    const source = found ? found.source : undefined
    if (!source) continue
    const envelope = envelopeOf(source)
    if (envelope.recipients.length === 0) {
      left.add(uid)
      continue
    }
    try {
      await keepMail(envelope, Readable.from([source]))
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error
      log.warn({ bytes: source.length }, 'a message in the mail box is larger than is taken')
      await noteTooLarge(envelope, source.length)
    }
    await client.messageFlagsAdd(`${uid}`, ['\\Seen'], { uid: true })
  }
}

/** Whom it was delivered to, as the mail server wrote down on top, else whom it says it is to; only addresses of ours. */
export function envelopeOf(source: Buffer): { sender: string; recipients: string[] } {
  const [head = ''] = source
    .subarray(0, 200_000)
    .toString('latin1')
    .split(/\r?\n\r?\n/)
  const lines = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)
  const valuesOf = (...names: string[]) =>
    lines.flatMap((line) => {
      const [, name = '', value = ''] = /^([^\s:]+)\s*:(.*)$/.exec(line) ?? []
      return names.includes(name.toLowerCase()) ? [value] : []
    })
  const ours = (values: string[]) =>
    [...new Set(values.flatMap((value) => value.toLowerCase().split(/[\s<>,;:"()]+/)))].filter((address) =>
      ourAddress(address),
    )
  const delivered = ours(
    valuesOf('delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to').slice(0, 4),
  )
  const recipients = delivered.length ? delivered : ours(valuesOf('to', 'cc'))
  const [sender] = valuesOf('return-path')
  return {
    // Nothing of it is not the same as that nothing is to come back.
    sender:
      sender === undefined
        ? 'unknown'
        : (/<([^<>]*)>/.exec(sender)?.[1]?.toLowerCase() ?? sender.trim().toLowerCase()),
    recipients: recipients.slice(0, mostRecipients),
  }
}
