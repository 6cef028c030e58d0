import { beforeAll } from 'vitest'
import { openDoors } from '../../src/app.ts'
import { system } from '../../src/base/viewer.ts'
import { leadingTo } from '../../src/instruments/workshop/leading-to.ts'
import { proposalFor } from '../../src/instruments/workshop/reading.ts'
import { setSite } from '../../src/ui/site.ts'
import { demoDatabase } from './database.ts'
import { signedIn } from './member.ts'
import { served } from './serving.ts'
import { type Seen, type Visitor, visitor } from './visitor.ts'

/** For the tests of the workshop: a server with the demo, two members and a curator. */
demoDatabase()
export const server = served(openDoors)
export let amara: Visitor
export let badru: Visitor
export let curator: Visitor
export const stranger = () => visitor(server)

beforeAll(async () => {
  setSite({ origin: server.origin })
  amara = await signedIn(server, 'Amara')
  badru = await signedIn(server, 'Badru')
  curator = await signedIn(server, 'Chidi', 'curator', '/instruments/tool')
})

const refIn = ({ at }: Seen): string => /^\/proposals\/([0-9a-z]{12})/.exec(at)![1]!
export const text = ({ html }: Seen): string =>
  html
    .replace(/^[\s\S]*<main/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;/g, '’')
    .replace(/[\u2068\u2069]/g, '')
    .replace(/\s+/g, ' ')
export const begin = async (
  kind: string,
  more: Record<string, string> = {},
  slug = 'tool',
): Promise<string> =>
  refIn(
    await amara.post(`/instruments/${slug}/workshop`, {
      ...{ kind, title: 'Say what it costs', why: 'Nobody knows.', lang: 'en', audience: 'everyone' },
      ...more,
    }),
  )
export const act = (ref: string, path: string, form: Record<string, string>, who = amara) =>
  who.post(`/proposals/${ref}/${path}`, { lang: 'en', ...form })
export const seenBy = async (who: Visitor, ref: string): Promise<string> =>
  /name="seen" value="([^"]*)"/.exec((await who.get(`/proposals/${ref}`)).html)?.[1] ?? ''
export const adopt = async (ref: string, edition: string, who = amara): Promise<Seen> =>
  act(ref, 'adoption', { form: 'adopt', edition, seen: await seenBy(who, ref) }, who)
export const nextOf = async (ref: string) => {
  const whole = await proposalFor(system('test'), ref)
  return { whole, ...leadingTo(whole) }
}
