import { sql } from 'kysely'
import { beforeAll } from 'vitest'
import { openDoors } from '../../src/app.ts'
import { db } from '../../src/base/database/database.ts'
import { demoDatabase } from './database.ts'
import { signedIn } from './member.ts'
import { served } from './serving.ts'
import type { Visitor } from './visitor.ts'

/** For the tests of whether what is known is still true: a server with the demo, members and a curator. */
demoDatabase()
export const server = served(openDoors)

/** A practice of the demo; a tool that nobody keeps. */
export const practice = '568qx7fefd72'
export let tool: string
export const pageOf = (ref: string) => `/records/${ref}/confirmation`

export let curator: Visitor
export let amara: Visitor
export let bashir: Visitor
export let chidi: Visitor
beforeAll(async () => {
  const { rows } = await sql<{ ref: string }>`
    select ref from record join thing on thing.id = record.thing
    where record.kind = 'tool' and thing.state = 'published' and thing.circle = 1 and custodian is null order by ref limit 1`.execute(
    db(),
  )
  tool = rows[0]!.ref
  curator = await signedIn(server, 'Curator', 'curator', '/instruments/slm-practice')
  amara = await signedIn(server, 'Amara')
  bashir = await signedIn(server, 'Bashir')
  chidi = await signedIn(server, 'Chidi')
  await curator.post(`/records/${practice}/custodian`, { handle: 'amara' })
  const asked = (await amara.get(`/records/${practice}/custodian`)).html
  await amara.post(`/records/${practice}/custodian/proposals/${/proposals\/(\d+)/.exec(asked)![1]}`, {
    answer: 'yes',
  })
  await sql`
    update credit set person = (select thing from person where handle = 'bashir')
    where version in (select current from record join thing on thing.id = record.thing where ref = any(${[practice, tool]})) and position = 0`.execute(
    db(),
  )
}, 60_000)

export const due = (ref: string, day: string) =>
  sql`update record set look_again = ${day}::date where thing = (select id from thing where ref = ${ref})`.execute(
    db(),
  )
export const dueOf = async (ref: string): Promise<string> =>
  (
    await sql<{
      due: string
    }>`select due from record join thing on thing.id = record.thing where ref = ${ref}`.execute(db())
  ).rows[0]!.due
export const later = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
export const mailsTo = async (name: string) =>
  (
    await sql<{ subject: string; body: string }>`
      select subject, body from mail where address = ${`${name}@example.net`} and subject like '%still true%' order by id`.execute(
      db(),
    )
  ).rows
export const askedAbout = async (ref: string) =>
  (
    await sql<{ handle: string; nth: number; turn: string; asked: string }>`
      select handle, nth, turn, asked from review_asking join thing on thing.id = record join person on person.thing = review_asking.person
      where ref = ${ref} order by review_asking.id`.execute(db())
  ).rows
export const versionIn = (html: string): string => /name="version" value="(\d+)"/.exec(html)![1]!

export const day = '2026-01-05'
