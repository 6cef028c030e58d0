import { beforeAll, expect } from 'vitest'
import { openDoors } from '../../src/app.ts'
import { db } from '../../src/base/database/database.ts'
import { setSite } from '../../src/ui/site.ts'
import { ownDatabase } from './database.ts'
import { signedIn } from './member.ts'
import { served } from './serving.ts'
import { ground, record, take } from './soil.ts'
import { type Visitor, visitor } from './visitor.ts'

/** For the tests of what is said of using records: a server, members and a curator. */
ownDatabase()
ground()
export const server = served(openDoors)
export const stranger = () => visitor(server)

export let made = 0
/** Another record that nobody has said anything of. */
export async function fresh(rest: Parameters<typeof record>[1] = {}): Promise<string> {
  const ref = `0000000003${String(++made).padStart(2, '0')}`
  expect((await take(record(ref, rest))).faults).toEqual([])
  return ref
}
export const said = (outcome: string, more: Record<string, string> = {}) => ({
  outcome,
  note: `It went so: ${outcome}.`,
  ...more,
})
export const say = (who: Visitor, ref: string, more: Record<string, string> = {}, outcome = 'worked') =>
  who.post(`/records/${ref}/uses`, said(outcome, more))
export const page = async (ref: string, who = stranger(), lang = 'en') =>
  (await who.get(`/records/${ref}/bunds-1?lang=${lang}`)).html
export const mails = async (address: string) =>
  (await db().selectFrom('mail').select(['subject', 'body']).where('address', '=', address).execute()).length

export let amara: Visitor
export let bashir: Visitor
export let celia: Visitor
export let curator: Visitor
beforeAll(async () => {
  setSite({ origin: server.origin })
  amara = await signedIn(server, 'Amara')
  bashir = await signedIn(server, 'Bashir')
  celia = await signedIn(server, 'Celia')
  curator = await signedIn(server, 'Curator', 'curator')
}, 60_000)
