import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { sql } from 'kysely'
import { beforeAll, beforeEach } from 'vitest'
import { openDoors } from '../../src/app.ts'
import { db } from '../../src/base/database/database.ts'
import { drain } from '../../src/base/outbox/dispatch.ts'
import { openThread } from '../../src/conversations/writing.ts'
import { deliverDue } from '../../src/notifications/hooks/delivering.ts'
import { viewerOfPerson } from '../../src/people/viewing.ts'
import { reactions } from '../../src/reactions.ts'
import { setSite } from '../../src/ui/site.ts'
import { ownDatabase } from './database.ts'
import { signedIn } from './member.ts'
import { served } from './serving.ts'
import { ground } from './soil.ts'
import { gather } from './talking.ts'
import type { Seen, Visitor } from './visitor.ts'

/** For the tests of hooks: a server, people, and another server that only writes down what it is sent. */
ownDatabase()
ground()
export const server = served(openDoors)

interface Heard {
  path: string
  headers: Record<string, string>
  body: string
}
export let heard: Heard[] = []
let answers = 200
export const other = served(() =>
  createServer(async (asked, answer) => {
    heard.push({
      path: asked.url!,
      headers: asked.headers as Record<string, string>,
      body: await text(asked),
    })
    answer.writeHead(answers, answers === 302 ? { location: 'http://10.0.0.1/' } : {}).end('heard')
  }),
)

export const visitors: Record<string, Visitor> = {}
const ids: Record<string, number> = {}
let closed: { id: number; circle: number }
/** What the other server answers from now on. */
export const answerWith = (status: number) => void (answers = status)
beforeAll(async () => {
  setSite({ name: 'Baobab', origin: server.origin })
  for (const [name, role] of [['Amina'], ['Kofi'], ['Lena'], ['Ola', 'operator']] as [string, 'operator'?][])
    visitors[name.toLowerCase()] = await signedIn(server, name, role)
  for (const { thing, handle } of await db().selectFrom('person').select(['thing', 'handle']).execute())
    ids[handle] = thing
  await gather('soil', { members: ['amina', 'kofi'], facilitators: ['amina'] })
  closed = await gather('room', { members: ['kofi'], facilitators: ['amina'], closed: true })
  await sql`insert into in_circle (circle, person) select ${closed.circle}, thing from person where handle in ('amina', 'kofi') on conflict do nothing`.execute(
    db(),
  )
})
beforeEach(async () => {
  await sql`delete from hook`.execute(db())
  await drain(reactions)
  heard = []
  answers = 200
})

export const as = async (handle: string) => (await viewerOfPerson(ids[handle]!))!
export const opens = async (title: string, more: object = {}) =>
  openThread(await as('kofi'), {
    ...{ form: 'question', title, body: `On ${title}`, lang: 'en', community: 'soil' },
    ...more,
  })
export const asks = async (title: string, more: object = {}) => {
  const { ref } = await opens(title, more)
  await drain(reactions)
  return ref
}
export const tell = async (): Promise<Heard[]> => {
  await drain(reactions)
  heard = []
  await deliverDue({ allow: ['127.0.0.1'], timeout: 20_000 })
  return heard
}
/** Lets time pass for whatever waits. */
export const later = () => sql`update hook_delivery set next_try = now()`.execute(db())
export const makes = (who: string, at: string, more: Record<string, string | string[]> = {}): Promise<Seen> =>
  visitors[who]!.post(at, {
    ...{ kind: 'signed', name: 'Ours', address: `${other.origin}/secret-path`, lang: 'en', rhythm: 'each' },
    events: ['thread.opened', 'post.written', 'answer.accepted', 'member.joined'],
    ...more,
  })
export const hookId = async (): Promise<number> =>
  (await sql<{ id: number }>`select id from hook order by id desc limit 1`.execute(db())).rows[0]!.id
export const secretIn = (html: string): string => /whsec_[\w+/=]+/.exec(html)![0]
export const read = ({ body }: Heard) => JSON.parse(body)
