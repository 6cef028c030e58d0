import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { sentBy } from '../../../tests/support/controls.ts'
import { demoDatabase } from '../../../tests/support/database.ts'
import { signedIn } from '../../../tests/support/member.ts'
import { served } from '../../../tests/support/serving.ts'
import { type Visitor, visitor } from '../../../tests/support/visitor.ts'
import { readyDraft, sendForm } from '../../../tests/support/writing.ts'
import { openDoors } from '../../app.ts'
import { db } from '../../base/database/database.ts'
import type { Definition } from '../../instruments/definition.ts'
import { definitionOf, editionFor } from '../../instruments/editions.ts'
import { tellNews } from '../telling.ts'
import { keepReviewsGoing } from './asking.ts'

demoDatabase()
const server = served(openDoors)

let awa: Visitor
let near: Visitor
let far: Visitor
let topical: Visitor
let tool: Definition
let practice: Definition
beforeAll(async () => {
  await sql`update appointment set ended = now()`.execute(db())
  awa = await signedIn(server, 'Awa')
  far = await signedIn(server, 'Far', 'reviewer', '/places/002')
  near = await signedIn(server, 'Near', 'reviewer', '/places/NE')
  topical = await signedIn(server, 'Topical', 'curator', '/topics/stone-bunds')
  const of = async (slug: string) => definitionOf((await editionFor(slug))!.id)
  ;[tool, practice] = [await of('tool'), await of('emis-practice')]
})

const plain = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const refOf = (draft: string) => draft.split('/')[2]!
const said = { words: 'Fine as it is.', lang: 'en' }

/** Takes it on and says yes to what stands on the page as it is read. */
async function approve(who: Visitor, review: string, more: Record<string, string> = {}) {
  await who.post(`${review}/acceptance`)
  const { revision = '' } = sentBy((await who.get(review)).html)
  return who.post(`${review}/approval`, { ...said, ...more, revision: [revision].flat()[0]! })
}

async function submitted(title: string, definition = tool, words = 'It may stand.'): Promise<string> {
  const draft = await readyDraft(awa, definition, title)
  const sent = await awa.post(`${draft}/submission`, { words })
  expect(sent.at, plain(sent.html)).toBe(draft.replace('/drafts/', '/reviews/'))
  return sent.at
}

/** Names and states of those asked, in the order they were. */
async function asked(review: string): Promise<string[]> {
  const { rows } = await sql<{ one: string }>`
    select person.name || ' ' || review_request.state as one from review_request join person on person.thing = review_request.person
      join submission on submission.id = submission join thing on thing.id = draft where ref = ${refOf(review)} order by review_request.id`.execute(
    db(),
  )
  return rows.map(({ one }) => one)
}

const mailsTo = async (name: string): Promise<string[]> =>
  (
    await db()
      .selectFrom('mail')
      .select('subject')
      .where('address', '=', `${name.toLowerCase()}@example.net`)
      .orderBy('id')
      .execute()
  ).map(({ subject }) => subject)

/** Nothing waits, and nobody has anything on their table. */
const clearTables = async (): Promise<void> => {
  await sql`update review_request set state = 'over', place = null where place is not null`.execute(db())
  await sql`update submission set ended = now(), outcome = 'taken-back' where ended is null`.execute(db())
}

test('a light review: submitted, read by the nearest, sent back, and published by one yes', async () => {
  const draft = await readyDraft(awa, tool, 'A tape to measure slopes')
  expect((await awa.post(`${draft}/publication`)).status).toBe(422)
  expect((await awa.get(`${draft}/checks`)).html).toContain(`action="${draft}/submission"`)
  const review = (await awa.post(`${draft}/submission`, { words: '' })).at
  expect(review).toBe(`/reviews/${refOf(draft)}`)
  expect(await asked(review)).toEqual(['Near asked'])
  expect(await mailsTo('Near')).toContain('Would you review “A tape to measure slopes”?')

  // Its writer reads on and changes nothing; nobody else learns of it.
  expect((await awa.get(draft)).at).toBe(review)
  expect((await awa.get(`${draft}/essentials`)).status).toBe(409)
  expect((await awa.post(`${draft}/removal`)).status).toBe(409)
  for (const who of [far, topical, visitor(server)])
    expect((await who.post(`${review}/acceptance`)).status).not.toBe(200)
  expect((await topical.get(review)).status).toBe(404)

  expect(plain((await near.get('/reviews')).html)).toContain('A tape to measure slopes')
  const page = plain((await near.get(review)).html)
  expect(page).toContain('You are asked to review this')
  expect(page).toContain('A committee kept one paper and the well.')
  expect((await near.get(draft)).status).toBe(404)
  expect((await near.get(`${draft}/essentials`)).status).toBe(404)
  await near.post(`${review}/acceptance`)
  expect(await mailsTo('Awa')).toContain('“A tape to measure slopes” is being read')
  const empty = await near.post(`${review}/changes`, { words: ' ', lang: 'en' })
  expect(empty.status).toBe(422)
  await near.post(`${review}/changes`, { words: 'Say how long it is.', lang: 'en' })
  expect(plain((await awa.get(review)).html)).toContain('Changes were asked for')
  expect(plain((await awa.get(`${draft}/comments`)).html)).toContain('Say how long it is.')
  expect((await near.get(review)).html).not.toContain('A committee kept one paper and the well.')

  await awa.post(`${draft}/submission`)
  expect(await asked(review)).toEqual(['Near changes', 'Near asked'])
  await approve(near, review, { credited: 'yes', yes: 'yes' })
  const { html } = await awa.get(review)
  const [record] = /\/records\/[a-z0-9]{12}/.exec(html)!
  const read = plain((await visitor(server).get(record)).html)
  expect(read).toContain('Reviewed · version 1')
  expect(read).toMatch(/Near/)
  expect(await mailsTo('Awa')).toContain('“A tape to measure slopes” is published')
  // What was answered is read on by those who wrote it and those who judged it.
  for (const who of [awa, near]) {
    const told = await who.get(`${review}/answers`)
    expect(told.status).toBe(200)
    expect(plain(told.html)).toContain('A committee kept one paper and the well.')
  }
  expect((await topical.get(`${review}/answers`)).status).toBe(404)
})

test('a full review: two yeses of different people, and a race of two is no harm', async () => {
  const review = await submitted('Stones along the contour', practice)
  expect(await asked(review)).toEqual(['Near asked', 'Far asked'])
  await approve(near, review)
  expect((await approve(near, review)).status).toBe(422)
  expect((await awa.get(review)).html).not.toContain('/records/')
  await approve(far, review)
  expect((await awa.get(review)).html).toMatch(/href="\/records\/[a-z0-9]{12}"/)

  const race = await submitted('Stones against the current', practice)
  await Promise.all([near, far].map((who) => approve(who, race)))
  const { rows } = await sql<{ versions: number }>`
    select count(*)::int as versions from draft join thing on thing.id = draft.thing join version on version.record = draft.record
    where thing.ref = ${refOf(race)}`.execute(db())
  expect(rows).toEqual([{ versions: 1 }])
})

test('whoever made it does not judge it, though the place is theirs', async () => {
  const mira = await signedIn(server, 'Mira', 'reviewer', '/places/NE')
  const draft = await readyDraft(mira, tool, 'A rope with knots')
  const review = (await mira.post(`${draft}/submission`, { words: 'It measures less.' })).at
  expect(await asked(review)).toEqual(['Near asked'])
  expect((await mira.get('/reviews')).html).not.toContain('A rope with knots')
  expect((await mira.post(`${review}/taking`)).status).toBe(404)
  expect((await approve(mira, review)).status).toBe(422)
  await sql`update appointment set ended = now() from person where person.thing = person and name = 'Mira'`.execute(
    db(),
  )
  expect((await mira.post(`${draft}/submission/removal`)).at).toBe(draft)
  expect(await asked(review)).toEqual(['Near over'])
})

test('three requests at most, then the next; whoever says no or hands on makes way', async () => {
  await clearTables()
  const three = [await submitted('One'), await submitted('Two'), await submitted('Three')]
  for (const one of three) expect(await asked(one)).toEqual(['Near asked'])
  const four = await submitted('Four')
  expect(await asked(four)).toEqual(['Far asked'])
  expect((await near.post(`${four}/taking`)).status).toBe(409)
  await expect(
    sql`insert into review_request (submission, person, place) select submission.id, person.thing, 4 from submission, person where name = 'Near' limit 1`.execute(
      db(),
    ),
  ).rejects.toThrow()
  await near.post(`${three[0]}/refusal`)
  expect(await asked(three[0]!)).toEqual(['Near declined', 'Far asked'])
  expect((await near.get(three[0]!)).status).toBe(200)
  expect((await near.get(three[0]!)).html).not.toContain('A committee kept one paper')
  const handed = await near.post(`${three[1]}/handing-on`, { handle: 'awa' })
  expect(handed.status).toBe(422)
  await near.post(`${three[1]}/handing-on`, { handle: 'far' })
  expect(await asked(three[1]!)).toEqual(['Near handed-on', 'Far asked'])
  // Changed their mind.
  await near.post(`${three[0]}/taking`)
  expect(await asked(three[0]!)).toEqual(['Far asked', 'Near accepted'])
})

test('several who submit at the same moment do not give one person more than three', async () => {
  await clearTables()
  const drafts = await Promise.all(
    ['a', 'b', 'c', 'd', 'e'].map((name) => readyDraft(awa, tool, `Race ${name}`)),
  )
  const sent = await Promise.all(drafts.map((draft) => awa.post(`${draft}/submission`, { words: 'Alike.' })))
  expect(sent.map(({ at }) => at)).toEqual(drafts.map((draft) => `/reviews/${refOf(draft)}`))
  const all = (await Promise.all(drafts.map(asked))).flat()
  expect(all.filter((one) => one === 'Near asked')).toHaveLength(3)
  expect(all.filter((one) => one === 'Far asked')).toHaveLength(2)
})

test('after ten days without an answer the next is asked, and the first is told kindly', async () => {
  await clearTables()
  const review = await submitted('Waiting for a word')
  const days = (n: number) => new Date(Date.now() + n * 86_400_000)
  await keepReviewsGoing(days(9.9))
  expect(await asked(review)).toEqual(['Near asked'])
  expect(await keepReviewsGoing(days(10.1))).toBe(1)
  expect(await asked(review)).toEqual(['Near late', 'Far asked'])
  expect((await mailsTo('Near')).at(-1)).toBe('“Waiting for a word” is with somebody else now')
  expect((await near.get(review)).html).not.toContain('A committee kept one paper')
  // Who reads it is not hurried.
  await far.post(`${review}/acceptance`)
  await keepReviewsGoing(days(40))
  expect(await asked(review)).toEqual(['Near late', 'Far accepted'])
})

test('a topic brings its own reviewers, and the queue can be narrowed to it', async () => {
  await clearTables()
  const draft = await readyDraft(awa, tool, 'For those who lay stones')
  const page = await awa.get(`${draft}/essentials`)
  await sendForm(awa, page, { '@record/only/topics:more': 'stone bunds' })
  await awa.post(`${draft}/submission`, { words: 'As it is.' })
  expect(plain((await topical.get('/reviews')).html)).toContain('For those who lay stones')
  const bunds = await db()
    .selectFrom('concept')
    .innerJoin('thing', 'thing.id', 'concept.thing')
    .select('ref')
    .where('slug', '=', 'stone-bunds')
    .executeTakeFirstOrThrow()
  const narrowed = plain((await near.get(`/reviews?about=${bunds.ref}`)).html)
  expect(narrowed).toContain('For those who lay stones')
  expect(narrowed).not.toContain('Waiting for a word')
  const offer = await topical.get(`/reviews/${refOf(draft)}`)
  expect(plain(offer.html)).toContain('You know what this is about')
  expect(offer.html).not.toContain('A committee kept one paper')
  // What they write themselves is another matter.
  await readyDraft(topical, tool, 'Their own')
  await topical.post(`/reviews/${refOf(draft)}/taking`)
  expect((await topical.get(`/reviews/${refOf(draft)}`)).html).toContain('A committee kept one paper')
})

test('what is said of an answer stands beside it, is answered, settled and kept open', async () => {
  await clearTables()
  const review = await submitted('Spoken of')
  const draft = review.replace('/reviews/', '/drafts/')
  const on = '@record/only/title'
  expect((await near.post(`${draft}/comments`, { words: 'x', lang: 'en', on: 'no/such/place' })).status).toBe(
    422,
  )
  await near.post(`${draft}/comments`, { words: 'Trop court.', lang: 'fr', on })
  const thread = await awa.get(`${draft}/comments?on=${on}`)
  expect(thread.html).toContain('lang="fr"')
  expect(plain(thread.html)).toContain('Trop court.')
  const [, id] = /comments\/(\d+)\/replies/.exec(thread.html)!
  await awa.post(`${draft}/comments/${id}/replies`, { words: 'Longer now.', lang: 'en', on, thread: id! })
  await awa.post(`${draft}/comments/${id}/settling`, { settled: 'yes', on })
  const settled = plain((await near.get(`${draft}/comments`)).html)
  expect(settled).toContain('Settled by Awa')
  expect(settled).toContain('Longer now.')
  await near.post(`${draft}/comments/${id}/settling`, { settled: 'no', on })
  await awa.post(`${draft}/submission/removal`)
  expect(plain((await awa.get(`${draft}/essentials`)).html)).toContain('1 open comment')
  for (const who of [topical, visitor(server)]) {
    expect((await who.get(`${draft}/comments`)).status).toBe(404)
    expect((await who.post(`${draft}/comments`, { words: 'x', lang: 'en' })).status).toBe(404)
  }
})

test('ten comments in an hour are one letter to whoever writes it, and an answer one to whoever asked', async () => {
  await clearTables()
  const review = await submitted('Much spoken of')
  const draft = review.replace('/reviews/', '/drafts/')
  await near.post(`${review}/acceptance`)
  await tellNews(new Date(Date.now() + 61 * 60_000))
  const news = async (name: string) =>
    (await mailsTo(name)).filter((subject) => subject.startsWith('News of'))
  const before = [(await news('Awa')).length, (await news('Near')).length] as const
  for (let i = 0; i < 10; i++) await near.post(`${draft}/comments`, { words: `Why ${i}?`, lang: 'en' })
  await tellNews(new Date(Date.now() + 59 * 60_000))
  expect(await news('Awa')).toHaveLength(before[0])
  for (const minutes of [61, 71, 200]) await tellNews(new Date(Date.now() + minutes * 60_000))
  expect(await news('Awa')).toHaveLength(before[0] + 1)
  const { rows } = await sql<{ body: string }>`select body from mail order by id desc limit 1`.execute(db())
  expect(rows[0]!.body).toContain('10 new comments on “Much spoken of”')
  expect(rows[0]!.body).not.toContain('Why')
  expect(await news('Near')).toHaveLength(before[1])
  const [, thread] = /comments\/(\d+)\/replies/.exec((await awa.get(`${draft}/comments`)).html)!
  await awa.post(`${draft}/comments/${thread}/replies`, { words: 'So.', lang: 'en', thread: thread! })
  await tellNews(new Date(Date.now() + 61 * 60_000))
  expect(await news('Near')).toHaveLength(before[1] + 1)
  // What changes are asked for in words is written to its writers at once, and not again.
  await near.post(`${review}/changes`, { words: 'Say more.', lang: 'en' })
  await tellNews(new Date(Date.now() + 61 * 60_000))
  expect(await news('Awa')).toHaveLength(before[0] + 1)
})

test('whoever wrote in a draft never judges it, and a yes is to what was read', async () => {
  const draft = await readyDraft(awa, tool, 'Sieve for the second pass')
  await awa.post(`${draft}/people/invitations`, { whom: 'near' })
  const invited = await near.get('/write/invitations')
  const [, answer] = /action="(\/write\/invitations\/\d+\/answer)"/.exec(invited.html)!
  await near.post(answer!, { ...sentBy(invited.html), answer: 'yes' })
  await sendForm(near, await near.get(`${draft}/essentials`), { '@record/only/organisations': 'A desk' })
  await near.post(`${draft}/people/leave`, { credit: 'goes' })
  const review = (await awa.post(`${draft}/submission`, { words: 'It may stand.' })).at
  expect((await approve(near, review)).status).not.toBe(200)
  expect(await asked(review)).not.toContain('Near asked')

  await far.post(`${review}/taking`)
  await far.post(`${review}/acceptance`)
  const { revision = '' } = sentBy((await far.get(review)).html)
  await awa.post(`${draft}/submission/removal`)
  await sendForm(awa, await awa.get(`${draft}/essentials`), { '@record/only/summary/en': 'Another text.' })
  await awa.post(`${draft}/submission`, { words: 'It may stand.' })
  await far.post(`${review}/acceptance`)
  const late = await far.post(`${review}/approval`, { ...said, revision: [revision].flat()[0]! })
  expect(late.status).toBe(422)
  expect(plain(late.html)).toContain('The draft has changed since you read it.')
})
