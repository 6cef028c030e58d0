import { beforeAll, expect, test } from 'vitest'
import { demoDatabase } from '../../tests/support/database.ts'
import { served } from '../../tests/support/serving.ts'
import { type Visitor, visitor } from '../../tests/support/visitor.ts'
import { openDoors } from '../app.ts'
import { db } from '../base/database/database.ts'
import { drain } from '../base/outbox/dispatch.ts'
import { reactions } from '../reactions.ts'
import { setSite } from '../ui/site.ts'
import { addPerson } from './inviting.ts'

demoDatabase()
const server = served(openDoors)
const password = 'stone bunds on the slope'

async function signedIn(name: string, email: string): Promise<{ who: Visitor; handle: string }> {
  const handle = await addPerson({ name, email, password })
  const who = visitor(server)
  await who.post('/sign-in', { email, password })
  return { who, handle }
}

let owner: Awaited<ReturnType<typeof signedIn>>
let member: Awaited<ReturnType<typeof signedIn>>
const stranger = visitor(server)
beforeAll(async () => {
  setSite({ origin: server.origin })
  owner = await signedIn('Zebulon Quillfeather', 'quillfeather@example.org')
  member = await signedIn('Another member', 'another@example.org')
  const say = (kind: string, audience: string, value: string) =>
    owner.who.post('/account/profile/lines', { kind, audience, value })
  await say('about', 'everyone', 'I mend brindlewort fences')
  await say('about', 'members', 'I once kept snorkelberry seeds')
  await say('about', 'me', 'Call the grumbletonic office')
  await say('expertise', 'members', 'stone-bunds')
  await drain(reactions)
})

const finds = async (who: Visitor, words: string): Promise<boolean> =>
  (await who.get(`/search?q=${encodeURIComponent(words)}`)).html.includes(`/people/${owner.handle}"`)

test('who takes part is found by whom their page is open to, by name and by lines for all of them', async () => {
  expect(await finds(member.who, 'quillfeather')).toBe(true)
  expect(await finds(member.who, 'brindlewort')).toBe(true)
  expect(await finds(member.who, 'snorkelberry')).toBe(true)
  expect(await finds(member.who, 'grumbletonic')).toBe(false)
  expect(await finds(stranger, 'quillfeather')).toBe(false)
  const { html } = await member.who.get('/search?q=quillfeather&kind=person')
  expect(html).toContain('Zebulon Quillfeather')
  expect(html).toContain('Person')
})

test('a page that opens to everyone tells strangers no line that is for members', async () => {
  await owner.who.post('/account/profile', { name: 'Zebulon Quillfeather', audience: 'everyone' })
  await drain(reactions)
  expect(await finds(stranger, 'quillfeather')).toBe(true)
  expect(await finds(stranger, 'brindlewort')).toBe(true)
  expect(await finds(stranger, 'snorkelberry')).toBe(false)
  expect(await finds(member.who, 'snorkelberry')).toBe(false)
})

test('a line that is taken back is found no longer, before anything is indexed again', async () => {
  const { id } = await db()
    .selectFrom('profile_line')
    .innerJoin('person', 'person.thing', 'profile_line.person')
    .select('profile_line.id')
    .where('handle', '=', owner.handle)
    .where('kind', '=', 'about')
    .orderBy('profile_line.id')
    .executeTakeFirstOrThrow()
  await owner.who.post(`/account/profile/lines/${id}/removal`, {})
  expect(await finds(stranger, 'brindlewort')).toBe(false)
  await drain(reactions)
  expect(await finds(stranger, 'brindlewort')).toBe(false)
  expect(await finds(stranger, 'quillfeather')).toBe(true)
})

test('an organisation is found by its name and by where it works, and is no part of what there is to explore', async () => {
  await owner.who.post('/organisations', {
    name: 'Bureau of Whiffletree Counting',
    kind: 'agency',
    place: 'NE',
    about: 'Counts every dunnockfall.',
  })
  await drain(reactions)
  const address = '/organisations/bureau-of-whiffletree-counting"'
  for (const words of ['whiffletree', 'dunnockfall niger'])
    expect((await stranger.get(`/search?q=${encodeURIComponent(words)}`)).html).toContain(address)
  const facets = (await stranger.get('/search?place=NE')).html
  expect(facets).not.toContain('Organisation</')
  expect((await stranger.get('/places/NE')).html).not.toContain('kind=organisation')
})

test('of those near a place, who is in it comes first, then those of what it is in, the nearest first', async () => {
  const of = async (name: string, place: string) => {
    const { who, handle } = await signedIn(name, `${place}@example.org`)
    await who.post('/account/profile/lines', { kind: 'place', audience: 'members', value: place })
    return handle
  }
  // By name the other way round.
  const world = await of('Aaa of the world', '001')
  const country = await of('Bbb of Burkina', 'BF')
  const province = await of('Ccc of the North', 'BF-10')
  const town = await of('Ddd of the town', 'BF-10-OUA')
  const elsewhere = await of('Eee of Niger', 'NE')
  const { html } = await member.who.get('/people?place=BF-10')
  const order = [...html.matchAll(/href="\/people\/([a-z0-9-]+)"/g)].map(([, handle]) => handle)
  expect(
    [...new Set(order)].filter((one) => [world, country, province, town, elsewhere].includes(one!)),
  ).toEqual([province, town, country, world])
})

test('what there is not is said at its field, and the search goes on with the rest', async () => {
  await member.who.post('/account/profile/lines', { kind: 'offer', audience: 'members', value: 'mentoring' })
  const { html } = await member.who.get('/people?place=qq&topic=no+such+topic&in=1&offer=mentoring')
  for (const [field, words] of [
    ['place', 'QQ'],
    ['topic', 'no such topic'],
    ['in', '1'],
  ]) {
    expect(html).toMatch(new RegExp(`id="${field}"[^>]* aria-describedby="${field}-fault"`))
    expect(html).toMatch(new RegExp(`id="${field}-fault">There is no “${words}” here`))
  }
  expect(html).toContain('value="no such topic"')
  expect(html).toContain('value="mentoring" selected')
  expect(html).toContain(`href="/people/${member.handle}"`)
  // What there is, in the list or not, stays chosen.
  const known = (await member.who.get('/people?place=001&in=lg&offer=fishing')).html
  expect(known).toMatch(/value="001" selected/)
  expect(known).toMatch(/value="lg" selected/)
  expect(known.match(/class="fault"/g)).toHaveLength(1)
  expect((await member.who.get('/people')).html).not.toContain('class="fault"')
})
