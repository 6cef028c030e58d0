import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { sentBy, unnamed } from '../../tests/support/controls.ts'
import { demoDatabase } from '../../tests/support/database.ts'
import { signedIn } from '../../tests/support/member.ts'
import { served } from '../../tests/support/serving.ts'
import { gather } from '../../tests/support/talking.ts'
import { type Visitor, visitor } from '../../tests/support/visitor.ts'
import { openDoors } from '../app.ts'
import { atomically, db } from '../base/database/database.ts'
import { drain } from '../base/outbox/dispatch.ts'
import { system } from '../base/viewer.ts'
import { reactions } from '../reactions.ts'
import { callForNeeds } from './calling.ts'
import { whats } from './entry.ts'
import { expire, settleTakeUps } from './expiring.ts'
import { matchAll } from './matched.ts'
import { type Comparable, meets } from './matching.ts'
import { entryPeace } from './peace.ts'

/** Offers and needs: said, matched, taken up, over, and kept to those for whom they are. */
demoDatabase()
const server = served(openDoors)
const plain = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const stranger = () => visitor(server)
let [nia, odd, ravi, outside]: Visitor[] = []
beforeAll(async () => {
  nia = await signedIn(server, 'Nia')
  odd = await signedIn(server, 'Odd')
  ravi = await signedIn(server, 'Ravi')
  outside = await signedIn(server, 'Outside')
  const { circle } = await gather('quiet-room', { members: ['nia', 'odd'], facilitators: ['ravi'] })
  await sql`insert into in_circle (circle, person) select ${circle}, thing from person where handle in ('nia', 'odd', 'ravi')`.execute(
    db(),
  )
})

const said = {
  ...{ lang: 'en', what: 'review', audience: 'everyone', topics: 'stone-bunds', until: '' },
  ...{ words: '', time: '', starts: '', places: '', interest: '', organisation: '' },
}
const say = (who: Visitor, more: object) => who.post('/exchange', { ...said, ...more })
/** The address of one that was said. */
const made = async (who: Visitor, more: object): Promise<string> => {
  const sent = await say(who, more)
  expect(sent.at, plain(sent.html).slice(0, 1500)).toMatch(/^\/(offers|needs)\//)
  return sent.at
}
const refIn = (address: string) => address.split('/')[2]!
const notices = async (who: Visitor) => {
  await drain(reactions)
  return plain((await who.get('/notices')).html)
}

test('a need is said once, kept as typed where it is refused, found, and ends', async () => {
  expect((await stranger().get('/exchange/new')).status).toBe(403)
  const need = { side: 'need', title: 'Who reads <b>bunds</b>?', words: 'Two pages.', once: 'form-1' }
  const refused = await say(nia!, { ...need, topics: 'no such topic' })
  expect([refused.status, sentBy(refused.html).title]).toEqual([422, need.title])
  for (const wrong of [
    { topics: '' },
    { until: '2001-01-01' },
    { title: ' ' },
    { audience: 'school-data-network' },
  ])
    expect((await say(nia!, { ...need, ...wrong })).status, JSON.stringify(wrong)).toBe(422)
  const days = (await say(nia!, { ...need, until: '2001-01-01' })).html
  expect(days).toMatch(/href="#until"[^<]*>[^<]*The last day is over/)
  const at = await made(nia!, need)
  expect(await made(nia!, need)).toBe(at)
  const seen = await stranger().get('/exchange?topic=stone-bunds&side=need&what=review')
  expect(seen.html).toContain(`href="${at}"`)
  expect(seen.html).not.toContain('<b>bunds')
  expect((await stranger().get('/exchange?topic=pastoralism')).html).not.toContain(at)
  expect((await stranger().get('/topics/stone-bunds')).html).toContain(at)
  expect((await stranger().get(at.replace('needs', 'offers'))).status).toBe(404)
  const data = await (await fetch(`${server.origin}/api/v1${at}`)).json()
  expect(data).toMatchObject({ what: 'review', by: 'Nia', open: true })
  expect((await odd!.post(`/exchange/${refIn(at)}/ending`)).status).toBe(403)
  const form = sentBy((await nia!.get(`/exchange/${refIn(at)}/change`)).html)
  await nia!.post(`/exchange/${refIn(at)}/change`, { ...form, title: 'Who reads bunds?' } as Record<
    string,
    string
  >)
  expect((await nia!.post(`/exchange/${refIn(at)}/change`, form as Record<string, string>)).status).toBe(422)
  await nia!.post(`/exchange/${refIn(at)}/ending`)
  expect([(await stranger().get(at)).status, (await nia!.get(at)).status]).toEqual([410, 200])
  expect((await stranger().get('/exchange')).html).not.toContain(at)
  await nia!.post(`/exchange/${refIn(at)}/renewal`)
  expect((await stranger().get(at)).status).toBe(200)
})

test('both sides see what meets, with the reason, and the two agree without an address', async () => {
  const need = await made(nia!, {
    ...{ side: 'need', what: 'translation', title: 'Into French', places: 'NE', langs: ['fr'], time: 'day' },
  })
  const offer = await made(odd!, {
    ...{ side: 'offer', what: 'translation', title: 'A day of French', topics: 'terraces\nstone-bunds' },
    ...{ places: 'CILSS', langs: ['fr', 'ha'], time: 'day' },
  })
  const ofNeed = plain((await nia!.get(need)).html)
  expect(ofNeed).toMatch(
    /A day of French.*same topic: stone bunds.*same place: Niger.*in common: French.*as much time/i,
  )
  expect(plain((await odd!.get(offer)).html)).toContain('Into French')
  // What could be taken by somebody else is shown to nobody else.
  expect((await ravi!.get(need)).html).not.toContain('A day of French')
  expect((await nia!.post(`/exchange/${refIn(need)}/take-ups`, { words: 'Me', lang: 'en' })).status).toBe(422)
  const talk = await odd!.post(`/exchange/${refIn(need)}/take-ups`, {
    words: 'Gladly, zwitscher.',
    lang: 'en',
  })
  expect(talk.at).toMatch(/^\/take-ups\//)
  const again = await odd!.post(`/exchange/${refIn(need)}/take-ups`, { words: 'Once more', lang: 'en' })
  expect(again.at).toBe(talk.at)
  expect(await notices(nia!)).toContain('Odd answered what you offer or need')
  for (const who of [ravi!, await signedIn(server, 'Opal', 'operator'), stranger()])
    expect([403, 404]).toContain((await who.get(talk.at)).status)
  expect((await odd!.post(`${talk.at}/answer`, { answer: 'yes' })).status).toBe(422)
  await nia!.post(`${talk.at}/answer`, { answer: 'yes' })
  await nia!.post(`${talk.at}/messages`, { words: 'On Friday?', lang: 'en', once: 'm1' })
  await nia!.post(`${talk.at}/messages`, { words: 'On Friday?', lang: 'en', once: 'm1' })
  const page = await odd!.get(talk.at)
  expect(plain(page.html).match(/On Friday\?/g)).toHaveLength(1)
  expect(page.html).not.toContain('@example.net')
  expect(unnamed(page.html.split('<main')[1]!)).toEqual([])
  expect((await odd!.post(`${talk.at}/thanks`, { thanks: 'Early', lang: 'en' })).status).toBe(422)
  await odd!.post(`${talk.at}/done`)
  await sql`update take_up set done_said = now() - interval '8 days'`.execute(db())
  expect(await settleTakeUps()).toBe(1)
  await sql`insert into peace (community, first_posts) values (null, 5)`.execute(db())
  const early = await nia!.post(`${talk.at}/thanks`, { thanks: 'Cheap watches.', lang: 'en', open: 'yes' })
  expect([early.status, plain(early.html)]).toEqual([
    422,
    expect.stringContaining('is looked at before others'),
  ])
  await sql`delete from peace where community is null`.execute(db())
  await nia!.post(`${talk.at}/thanks`, { thanks: 'Every word stood.', lang: 'en', open: 'yes' })
  expect(plain((await stranger().get(need)).html)).toContain('Every word stood.')
  expect(plain((await stranger().get(need)).html)).not.toContain('zwitscher')
  await nia!.post(`${talk.at}/thanks/removal`)
  expect(plain((await stranger().get(need)).html)).not.toContain('Every word stood.')
})

test('of what is said otherwise after two agreed both see what it said then, and the other is told once', async () => {
  const need = { side: 'need', title: 'A day in the pits', words: 'By bus.', time: 'day' }
  const at = await made(nia!, need)
  const talk = (await odd!.post(`/exchange/${refIn(at)}/take-ups`, { words: 'I come.', lang: 'en' })).at
  await nia!.post(`${talk}/answer`, { answer: 'yes' })
  const change = async (more: object) => {
    const form = {
      ...said,
      ...need,
      ...more,
      version: sentBy((await nia!.get(`/exchange/${refIn(at)}/change`)).html).version,
    }
    return nia!.post(`/exchange/${refIn(at)}/change`, form as Record<string, string>)
  }
  const since = 'after you two began'
  // What it is about does not change what was agreed.
  expect((await change({ topics: 'terraces' })).status).toBe(200)
  expect((await odd!.get(talk)).html).not.toContain(since)
  for (const title of ['Ten days in the pits', 'A month in the pits'])
    expect((await change({ title, words: 'On foot.', time: 'days' })).at).toBe(at)
  for (const who of [nia!, odd!]) {
    const seen = plain((await who.get(talk)).html)
    expect(seen).toContain(since)
    expect(seen).toMatch(/What it said then: A day in the pits By bus\./)
    expect(seen).not.toContain('Ten days')
  }
  expect((await notices(odd!)).match(/Nia changed what you two speak of/g)).toHaveLength(1)
  expect(await notices(nia!)).not.toContain('changed what you two speak of')
})

test('what is for a community is in no list, search, feed, match or data of others', async () => {
  const word = 'dompfaff'
  const need = await made(nia!, { side: 'need', title: `A ${word}`, words: word, audience: 'quiet-room' })
  const offer = await made(outside!, { side: 'offer', title: 'Anybody’s bunds' })
  await drain(reactions)
  expect((await odd!.get(need)).html).toContain(word)
  expect((await odd!.get('/communities/quiet-room/exchange')).html).toContain(word)
  const ways = [
    ...[
      '/exchange',
      '/communities/quiet-room/exchange',
      '/feeds/exchange.atom',
      '/topics/stone-bunds',
      offer,
    ],
    ...[
      `/search?q=${word}`,
      '/api/v1/needs?limit=100',
      `/api/v1/needs?q=${word}`,
      '/exchange?topic=stone-bunds',
    ],
  ]
  for (const who of [stranger(), outside!]) {
    expect((await who.get(need)).status).toBe(404)
    expect((await who.get(`/api/v1/needs/${refIn(need)}`)).status).toBe(404)
    expect(
      (await who.post(`/exchange/${refIn(need)}/take-ups`, { words: 'x', lang: 'en' })).status,
    ).toBeGreaterThanOrEqual(403)
    for (const way of ways)
      expect((await who.get(way)).html.replace(`q=${word}`, ''), way).not.toContain(`A ${word}`)
  }
  expect((await nia!.get(need)).html).toContain('Anybody’s bunds')
  await sql`update exchange_entry set opened = now() - interval '15 days' where thing = (select id from thing where ref = ${refIn(need)})`.execute(
    db(),
  )
  expect(plain((await ravi!.get('/communities/quiet-room/desk')).html)).toContain(`A ${word}`)
})

test('a need that nobody answers reaches few, by their choice, each seldom, and nobody who is blocked', async () => {
  const needs: string[] = []
  for (let i = 0; i < 4; i++)
    needs.push(
      await made(nia!, { side: 'need', what: 'tool', title: `Tool ${i}`, topics: 'jessour', lang: 'en' }),
    )
  const offer = await made(odd!, {
    side: 'offer',
    what: 'tool',
    title: 'An A-frame',
    topics: 'jessour',
    askable: 'yes',
  })
  await made(ravi!, { side: 'offer', what: 'tool', title: 'A level', topics: 'jessour' })
  await made(outside!, { side: 'offer', what: 'tool', title: 'A rope', topics: 'jessour', askable: 'yes' })
  await nia!.post('/account/quiet', { handle: 'outside', how: 'blocked' })
  await sql`insert into quiet (person, other, how) select a.thing, b.thing, 'blocked' from person as a, person as b where a.handle = 'nia' and b.handle = 'outside' on conflict do nothing`.execute(
    db(),
  )
  expect(await callForNeeds()).toBe(0)
  await sql`update exchange_entry set opened = now() - interval '8 days' where what = 'tool' and side = 'need'`.execute(
    db(),
  )
  expect(await callForNeeds()).toBe(3)
  expect(await callForNeeds()).toBe(0)
  expect((await notices(odd!)).match(/It fits what you offer/g)).toHaveLength(3)
  for (const who of [ravi!, outside!]) expect(await notices(who)).not.toContain('It fits what you offer')
  // What was blocked seems to have happened.
  const talk = await outside!.post(`/exchange/${refIn(needs[0]!)}/take-ups`, { words: 'A rope?', lang: 'en' })
  expect(talk.status).toBe(200)
  expect((await nia!.get(needs[0]!)).html).not.toContain(talk.at)
  expect(await notices(nia!)).not.toContain('Outside answered')
  await sql`update exchange_entry set until = current_date + 3 where thing = (select id from thing where ref = ${refIn(offer)})`.execute(
    db(),
  )
  await sql`update exchange_entry set opened = now() - interval '30 days' where thing = (select id from thing where ref = ${refIn(offer)})`.execute(
    db(),
  )
  expect(await expire()).toEqual({ ended: 0, told: 1 })
  expect(await expire()).toEqual({ ended: 0, told: 0 })
  expect(await notices(odd!)).toContain('One click lets it stand longer')
  await sql`update exchange_entry set until = current_date - 1 where thing = (select id from thing where ref = ${refIn(offer)})`.execute(
    db(),
  )
  expect((await expire()).ended).toBe(1)
  expect((await stranger().get(offer)).status).toBe(410)
})

test('it can be reported, and is taken from sight and brought back by whoever keeps the peace', async () => {
  const at = await made(odd!, { side: 'offer', title: 'A hidden hour' })
  expect((await nia!.get(`/reports/new?thing=${refIn(at)}`)).html).toContain('A hidden hour')
  const { rows } = await sql<{ id: number }>`select id from thing where ref = ${refIn(at)}`.execute(db())
  await atomically(() => entryPeace.hide!(system('test'), rows[0]!.id, 'It sells something'))
  expect([(await stranger().get(at)).status, (await nia!.get('/exchange')).html.includes(at)]).toEqual([
    410,
    false,
  ])
  expect(plain((await odd!.get(at)).html)).toContain('It sells something')
  expect((await odd!.post(`/exchange/${refIn(at)}/renewal`)).status).toBe(409)
  await atomically(() => entryPeace.show!(system('test'), rows[0]!.id, 'It does not'))
  expect((await stranger().get(at)).status).toBe(200)
})

test('the job matches as the rule says', async () => {
  const { rows: subjects } = await sql<{ id: number; above: number[]; topic: boolean }>`
    select thing as id, array_agg(ancestor) as above, exists (select from concept where concept.thing = within.thing) as topic from within
    where thing in (select thing from concept where slug in ('stone-bunds', 'cross-slope-barriers', 'terraces', 'slm-practices', 'pastoralism'))
      or thing in (select thing from place where code in ('NE', 'ECOWAS', 'BF', '002')) group by thing order by thing`.execute(
    db(),
  )
  const above = new Map(subjects.map((one) => [one.id, new Set(one.above)]))
  const ids = (topic: boolean) => subjects.flatMap((one) => (one.topic === topic ? one.id : []))
  const one = fc.record({
    what: fc.constantFrom(...whats.slice(0, 2)),
    topics: fc.subarray(ids(true), { maxLength: 2 }),
    places: fc.subarray(ids(false), { maxLength: 2 }),
    langs: fc.subarray(['en', 'fr', 'ar']),
    time: fc.constantFrom('hour', 'day', null),
  })
  const [offers, needs] = fc.sample(fc.array(one, { minLength: 11, maxLength: 11 }), {
    numRuns: 2,
    seed: 7,
  }) as Comparable[][]
  await sql`delete from exchange_entry`.execute(db())
  const put = async (side: string, handle: string, all: Comparable[]) => {
    for (const [i, { what, topics, places, langs, time }] of all.entries())
      await sql`
        with made as (insert into thing (ref, kind, circle, state, origin) select ${`${side === 'offer' ? 'a' : 'b'}${String(i).padStart(11, '0')}`}, ${side}, 1, 'published', origin from thing limit 1 returning id),
          entry as (insert into exchange_entry (thing, side, what, person, title, lang, langs, time, until)
            select id, ${side}, ${what}, (select thing from person where handle = ${handle}), ${String(i)}, 'en', ${langs}, ${time}, current_date + 9 from made returning thing)
        insert into about (thing, subject) select thing, unnest(${[...topics, ...places]}::bigint[]) from entry`.execute(
        db(),
      )
  }
  await put('offer', 'odd', offers!)
  await put('need', 'nia', needs!)
  await matchAll()
  const { rows } = await sql<{ pair: string }>`
    select o.title || ' ' || n.title || ' ' || score as pair from exchange_match join exchange_entry as o on o.thing = offer join exchange_entry as n on n.thing = need`.execute(
    db(),
  )
  const expected = offers!.flatMap((offer, i) =>
    needs!.flatMap((need, j) => {
      const reason = meets(offer, need, above)
      return reason ? `${i} ${j} ${reason.score}` : []
    }),
  )
  expect(expected.length).toBeGreaterThan(10)
  expect(rows.map(({ pair }) => pair).sort()).toEqual(expected.sort())
})
