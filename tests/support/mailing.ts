import { sql } from 'kysely'
import { createTransport, type SendMailOptions } from 'nodemailer'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { openDoors } from '../../src/app.ts'
import { db } from '../../src/base/database/database.ts'
import { listen } from '../../src/base/mail/in/listening.ts'
import { mailInJob } from '../../src/base/mail/in/settling.ts'
import { drain } from '../../src/base/outbox/dispatch.ts'
import type { Viewer } from '../../src/base/viewer.ts'
import { openThread } from '../../src/conversations/writing.ts'
import { mailNotices } from '../../src/notifications/mailing.ts'
import { viewerOfPerson } from '../../src/people/viewing.ts'
import { reactions } from '../../src/reactions.ts'
import { setSite } from '../../src/ui/site.ts'
import { demoDatabase } from './database.ts'
import { signedIn } from './member.ts'
import { served } from './serving.ts'
import { gather } from './talking.ts'

/** Settings of mail that comes in: they are read once, so a file of tests sets them before all else. */
export function setMail(): void {
  Object.assign(process.env, {
    MAIL_DOMAIN: 'mail.example.org',
    MAIL_LISTEN: '127.0.0.1:0',
    MAIL_AUTHSERV: 'mx.example.org',
  })
}

export const domain = 'mail.example.org'

/** What the receiving server writes on top of what is shown to be from whom it says. */
export const shown = (from: string): string =>
  `mx.example.org; dmarc=pass (p=none) header.from=${from.split('@')[1]}`

interface Sending extends SendMailOptions {
  /** As their mail server says of it; false: nothing. */
  proof?: string | false
}

/** Our own SMTP server, for the tests of one file, and somebody who sends mail to it, which is then taken up. */
export function mailed() {
  const here = { port: 0 }
  let end: () => Promise<void>
  beforeAll(async () => {
    const listening = (await listen())!
    here.port = listening.port
    end = listening.end
  })
  afterAll(() => end())
  const hand = async (message: SendMailOptions) => {
    const transport = createTransport({ host: '127.0.0.1', port: here.port, ignoreTLS: true })
    try {
      return await transport.sendMail(message)
    } finally {
      transport.close()
    }
  }
  const send = async ({ proof, headers = {}, ...message }: Sending) => {
    const from = String(message.from)
    const address = /<(.*)>/.exec(from)?.[1] ?? from
    const results = proof === false ? {} : { 'Authentication-Results': proof ?? shown(address) }
    await hand({ ...message, headers: { ...results, ...(headers as Record<string, string>) } })
    await mailInJob.run({})
    return lastCame()
  }
  return {
    here,
    hand,
    /** Sends it as plain words from whom it says, and has it taken up; gives what became of it. */
    send,
    /** Answers a letter from there, which is all that says who it is. */
    answer: (
      from: string,
      letter: { reply_to: string | null },
      text: string,
      more: Partial<Sending> = { proof: false },
    ) => send({ from, to: letter.reply_to!, subject: 'Re: your letter', text, ...more }),
    /** Sends these bytes as they are. */
    sendRaw: async (raw: string | Buffer, to: string, from = 'somebody@example.net') => {
      await hand({ raw, envelope: { from, to } })
      await mailInJob.run({})
      return lastCame()
    },
  }
}

export const lastCame = () =>
  db().selectFrom('mail_in').selectAll().orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow()

/** What was written to an address, the last first. */
export const lettersTo = (address: string) =>
  db().selectFrom('mail').selectAll().where('address', '=', address).orderBy('id', 'desc').execute()

/** The last of them, once all that happened is told and mailed. */
export async function toldTo(address: string) {
  await drain(reactions)
  await mailNotices()
  return (await lettersTo(address))[0]!
}

/**
 * The demo with its server, the mail that comes to it, and those who write, for a file of tests of what is answered by
 * mail: each begins without a letter.
 */
export function writersByMail() {
  setMail()
  demoDatabase()
  const server = served(openDoors)
  const mail = mailed()
  const here = {} as Awaited<ReturnType<typeof gatherWriters>>
  beforeAll(async () => {
    Object.assign(here, await gatherWriters(server))
  }, 60_000)
  beforeEach(() => sql`delete from mail`.execute(db()))
  return { server, mail, here, last: async (to = 'lena@example.net') => (await lettersTo(to))[0]! }
}

/** Amina and Lena in a community with a question of Amina's, Amina in one that is closed, and Kofi in none. */
export async function gatherWriters(server: { readonly origin: string }) {
  setSite({ name: 'Baobab', origin: server.origin })
  for (const name of ['Amina', 'Lena', 'Kofi']) await signedIn(server, name)
  const { rows } = await sql<{ id: number; handle: string; ref: string }>`
    select thing as id, handle, ref from person join thing on thing.id = person.thing`.execute(db())
  const people = new Map(rows.map((row) => [row.handle, row]))
  const as = async (handle: string): Promise<Viewer> => (await viewerOfPerson(people.get(handle)!.id))!
  await gather('soil', { members: ['amina', 'lena'], facilitators: ['amina'] })
  await gather('closed-room', { members: ['amina'], closed: true })
  await sql`insert into in_circle (circle, person)
    select circle, person from membership join community on community.thing = membership.community where slug in ('soil', 'closed-room')`.execute(
    db(),
  )
  const { ref: thread } = await openThread(await as('amina'), {
    ...{ form: 'question', title: 'How deep?', body: 'A pit.', lang: 'en', community: 'soil' },
  })
  return { as, thread, lena: people.get('lena')! }
}

export const soil = `soil@${domain}`
export const lena = 'Lena <lena@example.net>'

/** Every post, the last first. */
export async function everyPost() {
  const { rows } = await sql<{
    body: string
    handle: string | null
    thread: string
    title: string
    form: string
    lang: string
    rest: string | null
    answers: number | null
    ref: string
  }>`
    select body, handle, home.ref as thread, title, form, post.lang, rest, answers, own.ref
    from post join thread on thread.thing = post.thread join thing as home on home.id = thread.thing
      join thing as own on own.id = post.thing left join person on person.thing = post.person
      left join post_mail on post_mail.post = post.thing
    order by post.thing desc`.execute(db())
  return rows
}

interface Row {
  ref: string
  side: string
  what: string
  title: string
  words: string
  lang: string
  until: string
  community: string | null
  state: string
  version: number
  about: string[]
}

/** What somebody said, the last first. */
export async function entriesOf(handle = 'lena'): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select ref, side, what, title, words, entry.lang, until::text, state, version, (select slug from community where thing = entry.community) as community,
      array(select coalesce((select slug from concept where thing = subject), (select code from place where thing = subject)) from about where about.thing = thing.id order by 1) as about
    from exchange_entry as entry join thing on thing.id = entry.thing where person = (select thing from person where handle = ${handle}) order by thing.id desc`.execute(
    db(),
  )
  return rows
}
