import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { atomically, db } from '../src/base/database/database.ts'
import { ourAddress, signedAddress } from '../src/base/mail/addresses.ts'
import { announce } from '../src/base/outbox/announce.ts'
import { drain } from '../src/base/outbox/dispatch.ts'
import { dayAfter } from '../src/base/today.ts'
import { reply } from '../src/conversations/writing.ts'
import { callForNeeds } from '../src/exchange/calling.ts'

import { expire } from '../src/exchange/expiring.ts'
import { sayEntry } from '../src/exchange/keeping.ts'
import { askToMentor, proposeTerms } from '../src/exchange/mentorship/asking.ts'
import { note } from '../src/exchange/mentorship/noting.ts'
import { sayDone, thankFor, writeIn } from '../src/exchange/taking-up.ts'
import { mailNotices } from '../src/notifications/mailing.ts'
import { unsubscribeUrl } from '../src/notifications/unsubscribing.ts'
import { reactions } from '../src/reactions.ts'
import { lena, lettersTo, toldTo, writersByMail } from './support/mailing.ts'
import { password, signedIn } from './support/member.ts'
import { quoting } from './support/talking.ts'
import { type Visitor, visitor } from './support/visitor.ts'

/** What letters ask is answered by mail: Lena has nothing else, the others use the pages. */
const { server, mail, here, last } = writersByMail()
let amina: Visitor
beforeAll(async () => {
  amina = visitor(server)
  await amina.post('/sign-in', { email: 'amina@example.net', password })
})

const letter = (to = 'lena@example.net') => toldTo(to)
const one = async <T>(query: ReturnType<typeof sql<T>>) => (await query.execute(db())).rows[0]!
const said = { lang: 'en', langs: [], audience: 'everyone', places: '', topics: 'jessour', words: '' }
const kofi = 'Kofi <kofi@example.net>'

test('somebody by mail only meets a need, is answered and thanked; the forged, the others, the late and the second are refused', async () => {
  const offer = { ...said, what: 'tool', side: 'offer', title: 'An A-frame' } as const
  await sayEntry(await here.as('lena'), offer, { askable: true })
  const { ref: need } = await sayEntry(await here.as('amina'), {
    ...{ ...offer, side: 'need', title: 'A level', words: 'For **forty** metres of bund.' },
  })
  await sql`update exchange_entry set opened = now() - interval '8 days' where title = 'A level'`.execute(
    db(),
  )
  await callForNeeds()
  const asked = await letter()
  expect(asked.body).toMatch(/forty\W+metres.*goes to whoever needs this/s)
  expect(ourAddress(asked.reply_to!)).toMatchObject({ way: 'need', words: [need, here.lena.ref] })
  expect(
    await mail.answer(lena, asked, 'Mine', { proof: 'mx.example.org; dmarc=fail header.from=example.net' }),
  ).toMatchObject({ fate: 'silent', why: 'forged' })
  await mail.answer(kofi, asked, 'I have her letter.', {})
  expect((await last('kofi@example.net')).body).toMatch(/nothing at that address.*I have her letter/s)
  const late = { reply_to: signedAddress('need', [need, here.lena.ref], -1)! }
  expect(await mail.answer(lena, late, 'Sorry, late.', {})).toMatchObject({ why: 'mailin.letterOver' })
  expect((await last()).body).toMatch(/too old.*Sorry, late\./s)
  expect(await one(sql`select from take_up where person = ${here.lena.id}`)).toBeUndefined()
  expect(
    await mail.answer(lena, asked, 'I have one.\n\n> A level', {
      proof: false,
      attachments: [{ filename: 'frame.txt', content: 'x' }],
    }),
  ).toMatchObject({ fate: 'done', person: here.lena.id, made: null })
  const told = await last()
  expect(told.body).toContain('One file came with it and was not kept')
  // Who has a letter answers by mail too, whatever they could do on the page.
  const proposed = await letter('amina@example.net')
  expect(proposed.body).toMatch(/I have one\..*YES or NO/s)
  await mail.answer('Amina <amina@example.net>', proposed, 'Yes!\nOn Friday?')
  await drain(reactions)
  await mailNotices()
  const letters = (await lettersTo('lena@example.net')).map(({ body }) => body).join('\n===\n')
  expect(letters).toMatch(/On Friday\?/)
  expect(letters).toMatch(/Amina says yes, gladly/)
  expect(await mail.answer('Amina <amina@example.net>', proposed, 'NO')).toMatchObject({
    ...{ fate: 'answered', why: 'exchange.answeredAlready' },
  })
  await mail.answer(lena, told, 'Yes')
  const talk = await one(sql<{ ref: string; state: string; words: string[] }>`
    select ref, state, array(select body from take_up_message where take_up = take_up.id order by id) as words from take_up where person = ${here.lena.id}`)
  expect(talk).toMatchObject({ state: 'agreed', words: ['I have one.', 'On Friday?', 'Yes'] })
  await sayDone(await here.as('amina'), talk.ref)
  await mail.answer(lena, await letter(), 'yes')
  expect(await one(sql`select state from take_up where person = ${here.lena.id}`)).toEqual({ state: 'done' })
  await thankFor(await here.as('amina'), talk.ref, { words: 'Dead level!', lang: 'en', open: true })
  expect((await letter()).body).toMatch(/Amina thanks you.*Dead level!/s)
  // Nobody else was written to, and nothing of it stands where everyone reads.
  const outside = await one(sql<{ count: number }>`
    select count(*)::int as count from mail where body like '%On Friday%' and address not in ('amina@example.net', 'lena@example.net')`)
  expect(outside.count).toBe(0)
  expect((await visitor(server).get(`/needs/${need}`)).html).not.toContain('I have one')
})

test('a mentorship is agreed and noted by mail; an answer agrees to what it read, and the words are the two’s alone', async () => {
  const offer = { ...said, what: 'mentoring', side: 'offer', title: 'Bees' } as const
  const { ref: entry } = await sayEntry(await here.as('lena'), offer)
  const terms = { purpose: 'To weigh a hive', rhythm: 'Monthly', until: dayAfter(90) }
  const me = await here.as('amina')
  const ref = await askToMentor(me, { entry }, { ...terms, lang: 'en' })
  const first = await letter()
  expect(first.body).toMatch(/To weigh a hive.*Monthly.*YES or NO/s)
  await proposeTerms(me, ref, { ...terms, rhythm: 'Every night' })
  expect(await mail.answer(lena, first, 'YES')).toMatchObject({
    fate: 'answered',
    why: 'mentorship.mailChanged',
  })
  const state = () =>
    one(
      sql`select state, (select words from mentorship_note as one where one.mentorship = mentorship.id order by id desc limit 1) as noted from mentorship where mentor = ${here.lena.id}`,
    )
  expect(await state()).toMatchObject({ state: 'asked' })
  const again = await last()
  expect(again.body).toContain('Every night')
  await mail.answer(kofi, again, 'yes\nzilpzalp', {})
  expect(await state()).toMatchObject({ state: 'asked', noted: null })
  await mail.answer(lena, again, 'Yes\nzilpzalp at dawn')
  expect(await state()).toEqual({ state: 'agreed', noted: 'zilpzalp at dawn' })
  await note(me, ref, { words: 'We met.', lang: 'en' })
  const noted = await letter()
  expect(noted.body).toMatch(/We met\./)
  await mail.answer(lena, noted, 'zilpzalp again')
  expect(await state()).toMatchObject({ noted: 'zilpzalp again' })
  await drain(reactions)
  await mailNotices()
  const { rows } = await sql<{
    address: string
  }>`select distinct address from mail where body like '%zilpzalp at dawn%' or body like '%zilpzalp again%'`.execute(
    db(),
  )
  expect(rows.map(({ address }) => address)).toEqual(['amina@example.net'])
  const operator = await signedIn(server, 'Opal', 'operator')
  const desk = await operator.get('/desk/mail-in')
  expect(desk.html).toContain('lena@example.net')
  expect(desk.html).not.toMatch(/zilpzalp|mentorships?\//)
})

test('what ends is let stand with one word, once for each end', async () => {
  const offer = { what: 'tool', side: 'offer', title: 'A rope' } as const
  const { ref } = await sayEntry(await here.as('lena'), { ...said, ...offer, until: dayAfter(5) })
  await sql`update exchange_entry set opened = now() - interval '30 days' where title = 'A rope'`.execute(
    db(),
  )
  expect((await expire()).told).toBe(1)
  const ends = await letter()
  expect(await mail.answer(lena, ends, 'Maybe later')).toMatchObject({ why: 'exchange.mailEndsOnly' })
  expect(await mail.answer(lena, ends, 'YES')).toMatchObject({ fate: 'done' })
  expect(await mail.answer(lena, ends, 'YES')).toMatchObject({ why: 'exchange.standsAlready' })
  const { until } = await one(sql<{ until: string }>`
    select until::text from exchange_entry join thing on thing.id = exchange_entry.thing where ref = ${ref}`)
  expect(until).toBe(dayAfter(90))
})

const passages = async (ref: string) => {
  const { rows } = await sql<{ words: string; answer: string | null; sealed: boolean }>`
    select words, answer, sealed from passage join thing on thing.id = passage.write_up where thing.ref = ${ref} order by passage.id`.execute(
    db(),
  )
  return rows
}

test('a quote stands by one word; what is said without a name is in no letter, and answered on its page', async () => {
  const words = 'Dig before the rain comes, not after it.\n\nUse the long hoe.'
  await reply(await here.as('lena'), here.thread, { body: words, lang: 'en' })
  const ref = await quoting(amina, here.thread, [1, 2])
  const asked = await letter()
  expect(asked.body).toMatch(/Dig before the rain.*long hoe.*NAMED.*UNNAMED.*NO/s)
  expect(await mail.answer(lena, asked, 'Well, if you must')).toMatchObject({ why: 'writeup.mailUnclear' })
  expect((await last()).body).toMatch(/UNNAMED.*Well, if you must/s)
  await mail.answer(kofi, asked, 'NO', {})
  expect((await passages(ref)).map(({ answer }) => answer)).toEqual([null, null])
  await mail.answer(lena, asked, 'Named.\n\nLena')
  expect((await passages(ref)).map(({ answer }) => answer)).toEqual(['named', 'named'])
  expect((await last()).body).toContain('with your name')
  // They may say otherwise; and an answer holds for the words that stood in the letter.
  await mail.answer(lena, asked, 'unnamed')
  expect((await passages(ref))[0]).toMatchObject({ answer: 'unnamed' })
  await sql`update passage set words = 'Dig before the rain' where words like 'Dig%'`.execute(db())
  expect(await mail.answer(lena, asked, 'NAMED')).toMatchObject({ why: 'writeup.mailChanged' })
  expect((await passages(ref))[0]).toMatchObject({ answer: 'unnamed' })
  await sql`update passage set sealed = true where write_up = (select id from thing where ref = ${ref})`.execute(
    db(),
  )
  expect(await mail.answer(lena, asked, 'NAMED')).toMatchObject({ why: 'onItsPage', author: null, raw: null })
  await sql`update passage set answer = null where write_up = (select id from thing where ref = ${ref})`.execute(
    db(),
  )
  await sql`update notice set settled = null where kind = 'quoted' and person = ${here.lena.id}`.execute(db())
  const silent = await letter()
  expect(silent.body).toContain(`/write-ups/${ref}/consent`)
  expect(silent.body).not.toMatch(/Dig before|hoe|NAMED/)
  expect(silent.reply_to).toBeNull()
  // The way out is out of being asked, not out of the conversation.
  expect((silent.headers as Record<string, string>)['List-Unsubscribe']).toContain('.needs.')
})

test('whether messages of a list are theirs is said with one word, once', async () => {
  const { id } = await one(sql<{ id: number }>`
    insert into mail_author (community, name, address_hash, offered_to)
    select thing, 'L.', 'hash', ${here.lena.id} from community where slug = 'soil' returning id`)
  const each = sql`select ${here.lena.id}, thing, 'each' from community where slug = 'soil'`
  await sql`insert into community_choice (person, community, level) ${each}`.execute(db())
  await atomically(() => announce('list.offered', { author: id }))
  const offered = await letter()
  expect(offered.body).toMatch(/YES.*NO/s)
  expect(await mail.answer(lena, offered, 'Hm?')).toMatchObject({ why: 'lists.mailUnclear' })
  await mail.answer(lena, offered, 'yes\n\nThat was me')
  expect((await last()).body).toMatch(/say your name now.*nobody:.*That was me/s)
  expect(await one(sql`select person from mail_author where id = ${id}`)).toEqual({ person: here.lena.id })
  expect(await mail.answer(lena, offered, 'no')).toMatchObject({ why: 'lists.mailAnswered' })
})

test('in a digest each has its own address; the way out of such a letter stops only such, and an old one all', async () => {
  const choice = () => one(sql`select needs, by_mail from notice_choice where person = ${here.lena.id}`)
  const { ref } = await one(sql<{ ref: string }>`select ref from take_up where person = ${here.lena.id}`)
  await sql`insert into notice_choice (person, needs) values (${here.lena.id}, 'daily')`.execute(db())
  await writeIn(await here.as('amina'), ref, { words: 'One more?', lang: 'en' })
  await drain(reactions)
  await mailNotices(new Date(Date.now() + 3 * 86_400_000))
  const digest = await last()
  const address = /^ *(t\.\S+@mail\.example\.org)$/m.exec(digest.body)![1]!
  expect(await mail.answer(lena, { reply_to: address }, 'Two!')).toMatchObject({ fate: 'done' })
  await sql`update notice_choice set needs = 'each'`.execute(db())
  await writeIn(await here.as('amina'), ref, { words: 'Three?', lang: 'en' })
  const alone = await letter()
  const header = (alone.headers as Record<string, string>)['List-Unsubscribe']!
  const [, page, stop] = /<([^>]+)>, <mailto:([^>]+)>/.exec(header)!
  expect(await (await fetch(page!)).text()).toContain('We will send you no more mail of what waits for you')
  await fetch(page!, { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) })
  expect(await choice()).toEqual({ needs: 'here', by_mail: true })
  await sql`update notice_choice set needs = 'each'`.execute(db())
  await mail.send({ from: lena, to: stop!, text: '' })
  expect((await last()).body).toContain('not mailed to you any more')
  expect(await choice()).toEqual({ needs: 'here', by_mail: true })
  await writeIn(await here.as('amina'), ref, { words: 'Unmailed', lang: 'en' })
  expect((await letter()).body).not.toContain('Unmailed')
  const own = visitor(server)
  await own.post('/sign-in', { email: 'lena@example.net', password })
  expect((await own.get('/notices')).html).toContain('Amina wrote to you')
  await fetch(server.origin + unsubscribeUrl(here.lena.ref, { from: 'mail' }), { method: 'POST' })
  expect(await choice()).toEqual({ needs: 'here', by_mail: false })
})
