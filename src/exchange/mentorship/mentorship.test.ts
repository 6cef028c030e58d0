import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { sentBy, unnamed } from '../../../tests/support/controls.ts'
import { demoDatabase } from '../../../tests/support/database.ts'
import { signedIn } from '../../../tests/support/member.ts'
import { served } from '../../../tests/support/serving.ts'
import { type Visitor, visitor } from '../../../tests/support/visitor.ts'
import { neededTyped } from '../../../tests/support/writing.ts'
import { openDoors } from '../../app.ts'
import { db } from '../../base/database/database.ts'
import { drain } from '../../base/outbox/dispatch.ts'
import { dayAfter } from '../../base/today.ts'
import { definitionOf, editionFor } from '../../instruments/editions.ts'
import { reactions } from '../../reactions.ts'

import { endMentorships } from './ending.ts'

/** A mentorship from the first question to a story, read by its two alone; and experts, found where they chose so. */
demoDatabase()
const server = served(openDoors)
const plain = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const stranger = () => visitor(server)
let [mina, theo, outside, operator]: Visitor[] = []
beforeAll(async () => {
  mina = await signedIn(server, 'Mina')
  theo = await signedIn(server, 'Theo')
  outside = await signedIn(server, 'Outside')
  operator = await signedIn(server, 'Opal', 'operator')
})

const terms = { purpose: 'To weigh a hive, zilpzalp', rhythm: 'An hour a month', until: dayAfter(90) }
const notices = async (who: Visitor) => {
  await drain(reactions)
  return plain((await who.get('/notices')).html)
}
let at = ''

test('somebody asks with a purpose, other terms are proposed and agreed', async () => {
  const offer = await theo!.post('/exchange', {
    ...{
      side: 'offer',
      what: 'mentoring',
      title: 'Bees',
      lang: 'en',
      topics: 'facilitation',
      audience: 'members',
    },
  })
  const ref = offer.at.split('/')[2]!
  expect((await mina!.get(offer.at)).html).toContain(`/mentorships/new?entry=${ref}`)
  expect((await mina!.post(`/exchange/${ref}/take-ups`, { words: 'Hello', lang: 'en' })).status).toBe(422)
  expect((await mina!.get('/mentorships/new?with=theo')).status).toBe(404)
  const form = { ...sentBy((await mina!.get(`/mentorships/new?entry=${ref}`)).html), ...terms } as Record<
    string,
    string
  >
  const refused = await mina!.post('/mentorships', { ...form, until: '2001-01-01' })
  expect([refused.status, sentBy(refused.html).rhythm]).toEqual([422, terms.rhythm])
  const asked = await mina!.post('/mentorships', form)
  at = asked.at
  expect(at).toMatch(/^\/mentorships\/[a-z0-9]{12}$/)
  expect((await mina!.post('/mentorships', form)).at).toBe(at)
  expect(await notices(theo!)).toMatch(/Mina asks you about a mentorship/)
  expect(await notices(theo!)).not.toContain('zilpzalp')
  expect((await mina!.post(`${at}/agreement`)).status).toBe(422)
  await theo!.post(`${at}/terms`, { ...terms, rhythm: 'Every second week' })
  expect((await theo!.post(`${at}/agreement`)).status).toBe(422)
  await mina!.post(`${at}/agreement`)
  expect(plain((await theo!.get(at)).html)).toMatch(/What you agreed.*Every second week/)
})

test('the log is read by the two alone, and it is nowhere else', async () => {
  await theo!.post(`${at}/notes`, { words: 'Canary girlitz.', lang: 'en', day: dayAfter(3), once: 'n1' })
  await theo!.post(`${at}/notes`, { words: 'Canary girlitz.', lang: 'en', day: dayAfter(3), once: 'n1' })
  expect(plain((await mina!.get(at)).html).match(/girlitz/g)).toHaveLength(1)
  expect(unnamed((await mina!.get(at)).html.split('<main')[1]!)).toEqual([])
  await drain(reactions)
  for (const who of [stranger(), outside!, operator!]) {
    expect([403, 404]).toContain((await who.get(at)).status)
    for (const act of ['notes', 'terms', 'reflection', 'ending', 'story', 'agreement'])
      expect(
        (await who.post(`${at}/${act}`, { ...terms, words: 'x', lang: 'en' })).status,
      ).toBeGreaterThanOrEqual(403)
    for (const way of [
      '/search?q=girlitz',
      '/search?q=zilpzalp',
      '/mentorships',
      '/desk',
      '/desk/acts?of=all',
      '/desk/outbox',
      '/people/mina',
      '/api/v1/people?q=girlitz',
    ])
      expect((await who.get(way)).html.replaceAll(/q=\w+|value="\w+"|“\w+”/g, ''), way).not.toMatch(
        /girlitz\.|weigh a hive/,
      )
  }
  const id = /notes\/(\d+)\/removal/.exec((await theo!.get(at)).html)![1]!
  expect((await mina!.post(`${at}/notes/${id}/removal`)).status).toBe(422)
  expect((await theo!.get('/account/export')).html).toContain('girlitz')
  expect((await mina!.get('/account/export')).html).not.toContain('girlitz')
})

test('it rests, ends without a reason, and becomes a story that names the other only where they agreed', async () => {
  await mina!.post(`${at}/pause`)
  expect(await notices(theo!)).toContain('rests')
  await mina!.post(`${at}/pause/removal`)
  expect((await mina!.post(`${at}/reflection`, { words: 'Early', lang: 'en' })).status).toBe(422)
  await sql`update mentorship set until = current_date - 1`.execute(db())
  expect(await endMentorships()).toBe(1)
  expect(await notices(mina!)).toContain('Your mentorship with Theo is over')
  expect((await mina!.post(`${at}/notes`, { words: 'Late', lang: 'en' })).status).toBe(422)
  expect((await mina!.post(`${at}/story`)).status).toBe(422)
  const reflection = { lang: 'en', words: 'I stopped shaking the frames.' }
  await mina!.post(`${at}/reflection`, reflection)
  await theo!.post(`${at}/reflection`, { lang: 'en', words: 'She taught me to wait.', mayName: 'no' })
  expect(unnamed((await mina!.get(at)).html.split('<main')[1]!)).toEqual([])
  const story = await mina!.post(`${at}/story`)
  expect(story.at).toMatch(/^\/drafts\/.*\/telling$/)
  expect(story.html).toContain('I stopped shaking the frames.')
  const { rows } = await sql<{ all: string }>`
    select string_agg(value::text, ' ') as all from draft_answer join thing on thing.id = draft where ref = ${story.at.split('/')[2]!}`.execute(
    db(),
  )
  expect(rows[0]!.all).not.toContain('Theo')
  expect(rows[0]!.all).not.toContain('taught me to wait')
  expect((await mina!.post(`${at}/story`)).at).toBe(story.at)
  expect((await theo!.get(story.at)).status).toBe(404)
  await mina!.post(`${at}/reflection`, { ...reflection, mayName: 'yes' })
  const theirs = await theo!.post(`${at}/story`)
  const { rows: named } = await sql<{ all: string }>`
    select string_agg(value::text, ' ') as all from draft_answer join thing on thing.id = draft where ref = ${theirs.at.split('/')[2]!}`.execute(
    db(),
  )
  expect(named[0]!.all).toContain('I accompanied Mina')
})

test('the story is told as any other is, and whoever wants to be named in it no more is heard', async () => {
  const draft = (await theo!.post(`${at}/story`)).at
  expect((await theo!.get(at)).html).toContain(`href="${draft}"`)
  const typed = sentBy((await theo!.get(draft)).html) as Record<string, string>
  for (const [name, value] of Object.entries(
    neededTyped(await definitionOf((await editionFor('story'))!.id)),
  ))
    if (!typed[name]) typed[name] = [value].flat()[0]!
  const sharing = await theo!.post(draft, { ...typed, act: 'next' })
  expect(sharing.at, plain(sharing.html).slice(0, 1500)).toBe(`${draft}/sharing`)
  const told = await theo!.post(sharing.at, {
    ...(sentBy(sharing.html) as Record<string, string>),
    ...{ to: 'everyone', shown: 'named', warned: 'yes', act: 'tell', whose: 'mine' },
  })
  expect(told.at, plain(told.html).slice(0, 1500)).toMatch(/^\/records\//)
  const read = plain((await stranger().get(told.at)).html)
  expect(read).toContain('She taught me to wait.')
  expect(read).toContain('I accompanied Mina')
  expect(read).not.toMatch(/shaking the frames|zilpzalp|weigh a hive|girlitz/)
  expect((await theo!.get(at)).html).toContain(`href="/records/${told.at.split('/')[2]}"`)
  expect((await theo!.post(`${at}/story`)).at).toContain(`/records/${told.at.split('/')[2]}`)
  await mina!.post(`${at}/reflection`, {
    ...{ lang: 'en', words: 'I stopped shaking the frames.', mayName: 'no' },
  })
  expect(await notices(theo!)).toContain('Mina does not wish to be named in your story any more')
})

test('other terms are told each time, and nobody agrees to a day that is over', async () => {
  const ask = (who: Visitor, until = terms.until) =>
    who.post('/mentorships', { with: 'outside', lang: 'en', ...terms, until })
  await outside!.post('/account/exchange', { choice: ['findable'] })
  const two = (await ask(theo!)).at
  const propose = async (who: Visitor) => {
    await sql`update notice set occasion = occasion - 1 where kind = 'mentorship-proposed'`.execute(db())
    await who.post(`${two}/terms`, { ...terms, rhythm: 'Now and then' })
    await drain(reactions)
  }
  for (const who of [outside!, theo!, outside!]) await propose(who)
  const { rows } = await sql<{ count: number }>`
    select count(*)::int from notice where kind = 'mentorship-proposed' group by person order by count`.execute(
    db(),
  )
  expect(rows.map(({ count }) => count)).toContain(2)
  await sql`update mentorship set proposed = jsonb_set(proposed, '{until}', '"2020-01-01"') where ref = ${two.split('/')[2]!}`.execute(
    db(),
  )
  const late = await theo!.post(`${two}/agreement`)
  expect([late.status, plain(late.html)]).toEqual([
    422,
    expect.stringContaining('The last day proposed is over'),
  ])
  await outside!.post(`${two}/declining`)
  const again = await ask(theo!)
  expect([again.status, plain(again.html)]).toEqual([422, expect.stringContaining('You may ask again from')])
  // What somebody blocked is taken back in silence, and is not in what is over either.
  await outside!.post('/account/quiet', { handle: 'mina', how: 'blocked' })
  const silent = await ask(mina!)
  await sql`update mentorship set at = now() - interval '61 days' where ref = ${silent.at.split('/')[2]!}`.execute(
    db(),
  )
  await endMentorships()
  for (const page of ['/mentorships', '/mentorships?of=past'])
    expect((await outside!.get(page)).html, page).not.toContain(silent.at)
  expect((await mina!.get('/mentorships?of=past')).html).toContain(silent.at)
  await outside!.post('/account/exchange')
})

test('who may be found is found by what they did, with the reason; nobody else, in no count', async () => {
  const found = plain((await stranger().get('/experts')).html)
  expect(found).toMatch(/Chikondi Phiri.*wrote \d+ records? on/)
  const narrowed = plain((await stranger().get('/experts?topic=gully-plugs&place=MW')).html)
  expect(narrowed).toMatch(/Chikondi Phiri.*on Gully plugs, in Malawi/)
  expect(narrowed).not.toContain('Wanjiru')
  // They did as much, and did not choose to be found.
  const count = (html: string) => /of (\d+)/.exec(plain(html))?.[1]
  const before = await stranger().get('/experts')
  expect(before.html).not.toContain('Selma Nghidinwa')
  await sql`insert into exchange_choice (person, findable) select thing, true from person where handle = 'selma-nghidinwa'`.execute(
    db(),
  )
  await sql`select pg_notify('changed', 'experts')`.execute(db())
  const mine = await outside!.get('/experts')
  expect(mine.html).toContain('Selma Nghidinwa')
  expect(Number(count(mine.html))).toBe(Number(count(before.html)) + 1)
  expect((await outside!.get('/mentorships/new?with=selma-nghidinwa')).status).toBe(200)
  await sql`update exchange_choice set findable = false where person = (select thing from person where handle = 'selma-nghidinwa')`.execute(
    db(),
  )
  expect((await outside!.get('/experts')).html).not.toContain('Selma Ng')
  expect((await outside!.get('/mentorships/new?with=selma-nghidinwa')).status).toBe(404)
  const choice = await outside!.get('/account/exchange')
  expect(sentBy(choice.html).choice).toBeUndefined()
  await outside!.post('/account/exchange', { choice: ['askable'] })
  expect(sentBy((await outside!.get('/account/exchange')).html).choice).toBe('askable')
  await outside!.post('/account/exchange')
  expect(sentBy((await outside!.get('/account/exchange')).html).choice).toBeUndefined()
})

test('whoever leaves takes their words along, and what they offered is over', async () => {
  const offer = await mina!.post('/exchange', {
    side: 'offer',
    what: 'tool',
    title: 'A scale',
    lang: 'en',
    topics: 'facilitation',
    audience: 'everyone',
  })
  const left = await mina!.post('/account/deletion', {
    password: 'stone bunds on the slope',
    credit: 'unnamed',
  })
  expect(left.status).toBe(200)
  expect((await stranger().get(offer.at)).status).toBe(410)
  const page = plain((await theo!.get(at)).html)
  expect(page).not.toMatch(/Mina|shaking the frames/)
  const { rows } =
    await sql`select from exchange_entry join thing on thing.id = exchange_entry.thing where ref = ${offer.at.split('/')[2]!} and person is null`.execute(
      db(),
    )
  expect(rows).toHaveLength(1)
})
