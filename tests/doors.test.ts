import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../src/app.ts'
import { changed } from '../src/base/cache/tags.ts'
import { atomically, db } from '../src/base/database/database.ts'
import { useFile, writeFile } from '../src/base/files/keeping.ts'
import { place, receive } from '../src/base/files/receiving.ts'
import { readFile } from '../src/base/files/words.ts'
import { announce } from '../src/base/outbox/announce.ts'
import { drain } from '../src/base/outbox/dispatch.ts'
import { root } from '../src/base/root.ts'
import { everyone, members, stranger, system, type Viewer } from '../src/base/viewer.ts'
import { importCollections } from '../src/collections/importing.ts'
import { importCommunities } from '../src/communities/importing.ts'
import { propose, takeBack } from '../src/instruments/workshop/proposing.ts'
import { addPerson } from '../src/people/inviting.ts'
import { reactions } from '../src/reactions.ts'
import { importRecords } from '../src/records/importing.ts'
import type { Travelling } from '../src/records/interchange.ts'
import { closedPage, closedQuestion, doorsOf } from './support/addresses.ts'
import {
  canary,
  closedCollections,
  draftCommunity,
  embargoed,
  ended,
  endedForNamed,
  forMembers,
  memberCollection,
  memberCommunity,
  membersCanary,
  named,
  neighbour,
  openCollection,
  ownCollection,
  ownCommunity,
  privateRecords,
  withdrawn,
} from './support/canaries.ts'
import { demoDatabase } from './support/database.ts'
import { plantBeside, planted } from './support/plants.ts'

/**
 * Every address there is, asked by those who must not see what is private: a canary stands in every
 * private thing and must never sing. Whoever may see it does, or the test would prove nothing.
 */
demoDatabase()

let outsider: Viewer
let insider: Viewer
type Name = 'stranger' | 'outsider' | 'insider'
const viewerOf: Record<Name, () => Viewer> = {
  stranger: () => stranger,
  outsider: () => outsider,
  insider: () => insider,
}
const app = createApp({ viewerOf: (c) => viewerOf[(c.req.header('x-viewer') ?? 'stranger') as Name]() })

interface Answer {
  status: number
  /** Body and headers, without what is new each time. */
  text: string
}

async function ask(path: string, viewer: Name): Promise<Answer> {
  // A file is gone on with from its second byte: taking one would be counted, and its page say so.
  const range: Record<string, string> = path.startsWith('/files/') ? { range: 'bytes=1-' } : {}
  const answer = await app.request(path, {
    headers: { 'x-viewer': viewer, accept: 'text/html', ...range },
  })
  answer.headers.delete('x-request-id')
  const text = `${[...answer.headers].join('\n')}\n${await answer.text()}`
  return { status: answer.status, text: text.replace(/urn:uuid:[0-9a-f-]+|name="once" value="[^"]*"/g, '') }
}

/** The same, going on to where it leads. */
async function read(path: string, viewer: Name): Promise<Answer> {
  const way = await app.request(path, { headers: { 'x-viewer': viewer } })
  return ask(way.headers.get('location') ?? path, viewer)
}

/** What every address is asked with; `/metrics` counts what is asked and so is never the same twice. */
const addresses = (refs: string[]): string[] =>
  doorsOf(app)
    .flatMap(({ ask, of, also }) => [
      ...ask,
      ...(of ? [...refs.map(of), ...useRefs.map(of).filter((one) => one.includes('/uses/0'))] : []),
      ...(also ? [...also(canary), ...also(membersCanary)] : []),
    ])
    .filter((address) => address !== '/metrics')
    .concat(['/places/TF', '/places/TF?kind=story', '/people/amina-sow', ...planted])

/** A text with the word in all that it is, which goes by the reference of its record. */
async function fileOf(ref: string, word: string): Promise<void> {
  const received = await receive(system('test'), Readable.from([Buffer.from(`A ${word}`)]), {
    name: `${word}.txt`,
  })
  await place(received)
  await atomically(async () => {
    const { id } = await db()
      .selectFrom('thing')
      .select('id')
      .where('ref', '=', ref)
      .executeTakeFirstOrThrow()
    await writeFile(received)
    await useFile(id, received.hash, received.name, {
      ref,
      caption: { en: word },
      credit: word,
      licence: word,
    })
    await announce('thing.changed', { ids: [id] })
    await changed(ref, 'records', 'things')
  })
  await readFile(received.hash)
}

const take = async (records: Travelling[], word?: string): Promise<void> => {
  const given = records.map((json) => ({ place: json.ref, json }))
  expect((await importRecords(system('test'), given)).faults).toEqual([])
  if (word) for (const { ref } of records) await fileOf(ref, word)
  if (word) await usesOf(records, word)
  await drain(reactions)
}

/** What a member says of using them, and an institution that took them up, with the word in all of it. */
async function usesOf(records: { ref: string }[], word: string): Promise<void> {
  const said = JSON.stringify({ original: 'en', texts: { en: `Used ${word}` } })
  const refs = records.map(({ ref }) => ref)
  await sql`
    with about as (select id, ref, circle, origin from thing where ref = any(${refs}::text[])),
      who as (select thing from person where handle = 'amina-sow'),
      things as (insert into thing (ref, kind, circle, state, origin)
        select translate(ref, 'cp', 'ez'), 'use', circle, 'published', origin from about returning id, ref),
      uses as (insert into use (thing, record, person, named, outcome, note, conditions, adaptation, place, figures)
        select things.id, about.id, who.thing, true, 'worked', ${said}::jsonb, ${said}::jsonb, ${said}::jsonb,
          (select thing from place where code = 'TF'), jsonb_build_array(jsonb_build_object('what', ${word}::text, 'value', 1, 'unit', ${word}::text))
        from things join about on translate(about.ref, 'cp', 'ez') = things.ref, who)
    insert into adoption (record, institution, form, level, note, person)
    select about.id, 'School ' || ${word}::text, 'plan', 'local', ${said}::jsonb, who.thing from about, who`.execute(
    db(),
  )
}
const useRef = (ref: string) => ref.replace(/[cp]/, (letter) => ({ c: 'e', p: 'z' })[letter]!)
const useRefs = privateRecords.map(({ ref }) => useRef(ref))

/** Collections as packs bring them; then closed to all but this circle. */
async function gather(given: { ref: string }[], circle?: number, state = 'published'): Promise<void> {
  const { faults } = await importCollections(
    system('test'),
    given.map((json) => ({ place: json.ref, json })),
  )
  expect(faults).toEqual([])
  if (circle !== undefined)
    await db()
      .updateTable('thing')
      .set({ circle, state })
      .where(
        'ref',
        'in',
        given.map(({ ref }) => ref),
      )
      .execute()
}

/** Communities as packs bring them; gives the circle of the members of each. */
async function meet(...given: { ref: string; slug: string }[]): Promise<number[]> {
  const { faults } = await importCommunities(
    system('test'),
    given.map((json) => ({ place: json.ref, json })),
  )
  expect(faults).toEqual([])
  const { rows } = await sql<{ circle: number }>`
    select circle from community where slug = any(${given.map(({ slug }) => slug)}::text[]) order by thing`.execute(
    db(),
  )
  return rows.map(({ circle }) => circle)
}

/** Puts these into the public collection, each with a note that says the word. */
async function putIn(all: { ref: string }[], word: string): Promise<void> {
  const note = JSON.stringify({ original: 'en', texts: { en: `Note ${word}` } })
  await sql`
    insert into collection_item (collection, position, target, note)
    select holder.id, 9, target.id, ${note}::jsonb from thing as holder, thing as target
    where holder.ref = ${openCollection.ref} and target.ref = any(${all.map(({ ref }) => ref)}::text[])`.execute(
    db(),
  )
}

/** A community of this circle that talks about the public record, with the word in all that it says. */
async function talkOf(ref: string, word: string, circle: number): Promise<void> {
  const name = JSON.stringify({ original: 'en', texts: { en: `Community ${word}` } })
  await sql`
    with source as (select id, origin from thing where ref = ${neighbour.ref}),
      home as (insert into thing (ref, kind, sort, circle, state, origin)
        select reverse(${ref}::text), 'community', 'community', ${circle}, 'published', origin from source returning id),
      made as (insert into community (thing, slug, circle, name, question) select id, ${word.slice(0, 9)}, ${circle}, ${name}::jsonb, ${name}::jsonb from home returning thing),
      minds as (insert into about (thing, subject) select made.thing, theirs.subject from made, source join about as theirs on theirs.thing = source.id),
      thread_thing as (insert into thing (ref, kind, circle, state, origin) select ${ref}, 'thread', ${circle}, 'published', origin from source returning id),
      opened as (insert into thread (thing, community, form, title, lang, concerning, posts, next_nth)
        select thread_thing.id, made.thing, 'question', ${`Thread ${word}`}, 'en', source.id, 1, 2 from thread_thing, made, source returning thing),
      post_thing as (insert into thing (ref, kind, circle, state, origin) select translate(${ref}, 't', 'q'), 'post', ${circle}, 'published', origin from source returning id)
    insert into post (thing, thread, nth, person, lang, body)
    select post_thing.id, opened.thing, 1, (select thing from person where handle = 'amina-sow'), 'en', ${`Post ${word}`} from post_thing, opened`.execute(
    db(),
  )
}
const threads = { own: 't0000000000a', members: 't0000000000b' }

/** Puts these into the library of an open community and ties them to a question it wants answered. */
async function keepOpenly(all: { ref: string }[], word: string): Promise<void> {
  const refs = [...all.map(({ ref }) => ref), closedPage, closedQuestion]
  await sql`
    with home as (select thing from community where slug = 'land-degradation-neutrality-in-practice'),
      closed as (select id from thing where ref = any(${refs}::text[])),
      kept as (insert into library_item (community, target, lang, note) select home.thing, closed.id, 'en', ${word} from home, closed)
    insert into agenda_tie (question, thing) select asks.id, closed.id from thing as asks, closed where asks.ref = 'qm0wt0map000'`.execute(
    db(),
  )
  await drain(reactions)
}

/** Whoever follows what changes indexes the collection they stand in again. */
async function tellOf(all: { ref: string }[]): Promise<void> {
  await atomically(async () => {
    const things = await db()
      .selectFrom('thing')
      .select('id')
      .where(
        'ref',
        'in',
        all.map(({ ref }) => ref),
      )
      .execute()
    await announce('thing.changed', { ids: things.map(({ id }) => id) })
    await changed('*')
  })
  await drain(reactions)
}

const everyRef = [
  ...[...privateRecords, neighbour, ...closedCollections, memberCollection, openCollection].map(
    ({ ref }) => ref,
  ),
  // Of the one for members there is enough in lists: every address more is asked four times.
  threads.own,
  threads.own.replace('t', 'q'),
]

/** What each was answered before there was anything they must not know of. */
const before = new Map<string, Answer>()
const remember = async (viewer: Name) => {
  for (const address of addresses(everyRef)) before.set(`${address} as ${viewer}`, await ask(address, viewer))
}

/** The key of somebody new, who may nothing yet. */
async function somebody(name: string): Promise<number> {
  const handle = await addPerson({ name, email: `${name.toLowerCase()}@example.net` })
  return (
    await db().selectFrom('person').select('thing').where('handle', '=', handle).executeTakeFirstOrThrow()
  ).thing
}

beforeAll(async () => {
  outsider = { kind: 'person', id: await somebody('Outsider'), circles: [everyone, members, 999_999] }
  const inside = await somebody('Insider')
  await take([neighbour])
  await gather([openCollection])
  await drain(reactions)
  await remember('stranger')
  await gather([memberCollection], members)
  await meet(memberCommunity)
  await take([forMembers], membersCanary)
  await putIn([forMembers, memberCollection], membersCanary)
  const said = { why: membersCanary, lang: 'en', audience: 'members' } as const
  await propose(outsider, 'tool', { ...said, kind: 'change', title: `By ${membersCanary}` })
  await talkOf(threads.members, membersCanary, members)
  await tellOf([
    forMembers,
    memberCollection,
    { ref: threads.members },
    { ref: threads.members.replace('t', 'q') },
  ])
  await remember('outsider')
  const { id: own } = await db()
    .insertInto('circle')
    .values({ kind: 'named' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await gather([ownCollection], own)
  const rooms = await meet(ownCommunity, draftCommunity)
  await sql`update thing set state = 'draft' where ref = ${draftCommunity.ref}`.execute(db())
  await gather(closedCollections.slice(1), own, 'withdrawn')
  await take([named, embargoed, withdrawn, ended, endedForNamed], canary)
  await talkOf(threads.own, canary, own)
  const closed = [
    { ref: threads.own },
    { ref: threads.own.replace('t', 'q') },
    named,
    embargoed,
    withdrawn,
    ended,
    endedForNamed,
    ...closedCollections,
  ]
  await putIn(closed.slice(2), canary)
  await keepOpenly(closed, canary)
  await plantBeside(canary, ownCommunity.slug)
  await tellOf(closed)
  const theirs = await db()
    .selectFrom('record')
    .innerJoin('thing', 'thing.id', 'record.thing')
    .select('record.named')
    .where('thing.ref', 'in', [named.ref, endedForNamed.ref])
    .execute()
  insider = {
    kind: 'person',
    id: inside,
    circles: [everyone, members, own, ...rooms, ...theirs.map((one) => one.named!)],
  }
  const back = { why: canary, lang: 'en', audience: 'everyone', kind: 'change', title: canary } as const
  await takeBack(insider, await propose(insider, 'tool', back))
  // Told once when they could see it; the outsider no longer may.
  await sql`
    insert into notice (person, kind, thing, cause, why, basis)
    select told, 'post', post.thread, post.thing, 'member', 'community' from unnest(${[(outsider as { id: number }).id, inside]}::bigint[]) as told,
      post join thing on thing.id = post.thread where ref = ${threads.own}`.execute(db())
})

test('a canary in every private thing is never heard by whoever may not', async () => {
  // An address that asks for the word says it again itself; the next test compares what it says.
  for (const address of addresses(everyRef).filter((one) => !/ling\b/.test(one))) {
    for (const viewer of ['stranger', 'outsider'] as const) {
      const { status, text } = await ask(address, viewer)
      expect(status, `${address} as ${viewer}`).toBeLessThan(500)
      expect(text.includes(canary), `${address} as ${viewer}`).toBe(false)
      expect(viewer === 'stranger' && text.includes(membersCanary), address).toBe(false)
    }
  }
})

test('what is private leaves no trace: no count, no order and no word is another than before', async () => {
  for (const address of addresses(everyRef))
    for (const viewer of ['stranger', 'outsider'] as const)
      expect(await ask(address, viewer), address).toEqual(before.get(`${address} as ${viewer}`))
})

test('unknown and forbidden answer alike', async () => {
  const unknown = await ask('/records/000000000000', 'stranger')
  expect(unknown.status).toBe(404)
  for (const { ref } of privateRecords) {
    const forbidden = await ask(`/records/${ref}`, 'stranger')
    expect(forbidden.status).toBe(404)
    expect(forbidden.text.replaceAll(ref, '')).toBe(unknown.text.replaceAll('000000000000', ''))
  }
  for (const { ref } of [named, embargoed, withdrawn, ended, endedForNamed])
    expect((await ask(`/records/${ref}`, 'outsider')).status).toBe(404)
})

test('what a group no longer agrees to is open to nobody, not even to those it was for', async () => {
  for (const { ref } of [ended, endedForNamed]) {
    expect((await ask(`/records/${ref}`, 'insider')).status).toBe(404)
    expect((await ask(`/api/v1/records/${ref}`, 'insider')).status).toBe(404)
    expect((await ask(`/search?q=${canary}`, 'insider')).text).not.toContain(ref)
  }
})

test('whoever may see it does', async () => {
  expect((await read(`/records/${named.ref}`, 'insider')).text).toContain(`For ${canary}`)
  expect((await read(`/records/${neighbour.ref}`, 'insider')).text).toContain(canary)
  expect((await ask(`/search?q=${canary}`, 'insider')).text).toContain(named.ref)
  expect((await ask(`/search/suggestions?q=${canary.slice(0, 5)}`, 'insider')).text).toContain(canary)
  expect((await ask('/places/TF', 'insider')).text).toContain(canary)
  expect((await ask(`/records/compare?of=${named.ref}&of=${neighbour.ref}`, 'insider')).text).toContain(
    canary,
  )
  expect((await ask(`/api/v1/records/${named.ref}`, 'insider')).text).toContain(canary)
  expect((await ask('/api/v1/records?limit=100&kind=story', 'insider')).text).toContain(canary)
  expect((await ask(`/search?q=${membersCanary}`, 'outsider')).text).toContain(forMembers.ref)
  expect((await read(`/collections/${ownCollection.ref}`, 'insider')).text).toContain(`Note ${canary}`)
  expect((await read(`/collections/${openCollection.ref}`, 'insider')).text).toContain(`Note ${canary}`)
  expect((await read(`/collections/${openCollection.ref}`, 'outsider')).text).toContain(membersCanary)
  expect((await ask(`/api/v1/collections/${ownCollection.ref}`, 'insider')).text).toContain(canary)
  for (const { slug } of [ownCommunity, draftCommunity])
    expect((await ask(`/communities/${slug}/charter`, 'insider')).text).toContain(`Question ${canary}`)
  expect((await ask(`/search?q=${canary}`, 'insider')).text).toContain(ownCommunity.slug)
  expect((await ask('/communities', 'insider')).text).toContain(`Name ${canary}`)
  expect((await ask(`/communities/${memberCommunity.slug}/charter`, 'outsider')).text).toContain(
    membersCanary,
  )
  expect((await ask('/api/v1/collections?limit=100', 'insider')).text).toContain(canary)
  expect((await ask(`/search?q=${canary}`, 'insider')).text).toContain(ownCollection.ref)
  expect((await ask(`/search?q=${membersCanary}`, 'outsider')).text).toContain(memberCollection.ref)
  expect((await read(`/records/${named.ref}`, 'insider')).text).toContain(`Used ${canary}`)
  expect((await ask(`/uses/${useRef(named.ref)}`, 'insider')).text).toContain(`Used ${canary}`)
  expect((await ask(`/records/${named.ref}/uses`, 'insider')).text).toContain(`School ${canary}`)
  expect((await ask(`/api/v1/uses/${useRef(forMembers.ref)}`, 'outsider')).text).toContain(membersCanary)
  for (const page of ['/notices', '/desk'])
    expect((await ask(page, 'insider')).text).toContain(`Thread ${canary}`)
  expect((await read(`/threads/${threads.own}`, 'insider')).text).toContain(`Post ${canary}`)
  expect((await read(`/threads/${threads.members}`, 'outsider')).text).toContain(`Post ${membersCanary}`)
  expect((await ask(`/feeds/threads/${threads.own}.atom`, 'insider')).text).toContain(`Post ${canary}`)
  expect((await ask(`/api/v1/threads/${threads.own}/posts`, 'insider')).text).toContain(`Post ${canary}`)
  expect((await read(`/records/${neighbour.ref}`, 'insider')).text).toContain(`Thread ${canary}`)
  expect((await ask(`/search?q=${canary}`, 'insider')).text).toContain(threads.own)
  expect((await ask('/communities/their-own-room/library', 'insider')).text).toContain(`Kept ${canary}`)
  expect((await ask('/communities/their-own-room/pages/kept', 'insider')).text).toContain(`Written ${canary}`)
  expect((await read(`/agenda-questions/${closedQuestion}`, 'insider')).text).toContain(`Asked ${canary}`)
  expect((await ask(`/api/v1/pages/${closedPage}`, 'insider')).text).toContain(canary)
  expect((await ask(`/search?q=${canary}`, 'insider')).text).toContain('/their-own-room/pages/kept')
  expect((await read(`/records/${neighbour.ref}`, 'insider')).text).toContain(`Asked ${canary}`)
  for (const address of ['/offers/0000000000s1', '/value/0000000000s5', '/exchange'])
    expect((await ask(address, 'insider')).text, address).toContain(canary)
  expect((await read(`/files/${named.ref}/any.png`, 'insider')).text).toContain(canary)
  expect((await read(`/files/${forMembers.ref}/any.png`, 'outsider')).text).toContain(membersCanary)
})

describe("the demo's own private records", () => {
  const today = new Date().toISOString().slice(0, 10)
  const files = ['common', 'slm', 'emis'].flatMap((pack) => {
    const folder = join(root, 'packs', pack, 'records')
    return readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
  })
  const closed = files
    .map((file): Travelling => JSON.parse(file))
    .filter(({ access }) => access && (access.to !== 'everyone' || (access.opens ?? '') > today))

  test('there are some for members, some for named people, and some that open later', () => {
    expect(new Set(closed.map(({ access }) => access.to))).toEqual(new Set(['everyone', 'members', 'named']))
  })

  test('no stranger hears their names', async () => {
    const refs = closed.map(({ ref }) => ref)
    const titles = closed.flatMap(({ versions }) => Object.values(versions.at(-1)!.content.title.texts))
    for (const address of addresses(refs)) {
      const { text } = await ask(address, 'stranger')
      expect(
        titles.filter((title) => text.includes(title)),
        address,
      ).toEqual([])
    }
  })
})

test('an address that takes nothing but reading refuses the rest', async () => {
  for (const address of ['/', '/search', '/api/v1/records', `/records/${neighbour.ref}`])
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
      const answer = await app.request(address, { method, headers: { origin: 'http://localhost' } })
      expect([404, 405], `${method} ${address}`).toContain(answer.status)
    }
})
