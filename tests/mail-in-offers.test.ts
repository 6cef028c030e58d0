import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { db } from '../src/base/database/database.ts'
import { ourAddress, signedAddress } from '../src/base/mail/addresses.ts'
import { setAbout } from '../src/base/things/things.ts'
import { dayAfter } from '../src/base/today.ts'
import { callForNeeds } from '../src/exchange/calling.ts'
import { domain, entriesOf, lena, toldTo, writersByMail } from './support/mailing.ts'
import { password } from './support/member.ts'
import { type Visitor, visitor } from './support/visitor.ts'

/** What somebody offers or needs is said by mail: Lena has nothing else, Amina uses the pages too. */
const { server, mail, here, last } = writersByMail()
const stranger = visitor(server)
let amina: Visitor
beforeAll(async () => {
  amina = visitor(server)
  await amina.post('/sign-in', { email: 'amina@example.net', password })
  const { rows } = await sql<{ community: number; topics: number[] }>`
    select thing as community, array(select thing from concept where slug in ('land-degradation', 'drought')) as topics
    from community where slug = 'soil'`.execute(db())
  await setAbout(rows[0]!.community, rows[0]!.topics)
})
// Whoever sends more than twenty in an hour waits.
beforeEach(() => sql`delete from mail_in`.execute(db()))

const to = { need: `soil+need@${domain}`, offer: `soil+offer@${domain}` }
const fromAmina = 'Amina <amina@example.net>'

test('what somebody needs is said by a letter, filed under what it names, and told back; others see it, outsiders do not', async () => {
  const came = await mail.send({
    from: lena,
    to: to.need,
    subject: 'Gullies: who has filled one near Balaka?',
    text: 'Stone bunds did *not* hold. We are in Malawi, 5 km from the road.\n\n-- \nLena, +265 111',
    attachments: [{ filename: 'gully.jpg', content: 'x' }],
  })
  expect(came).toMatchObject({ fate: 'done', person: here.lena.id })
  const [one] = await entriesOf()
  expect(one).toMatchObject({
    ...{ side: 'need', what: 'expert-help', title: 'Gullies: who has filled one near Balaka?', lang: 'en' },
    ...{
      community: 'soil',
      state: 'published',
      until: dayAfter(90),
      about: ['MW-BA', 'gully-erosion', 'stone-bunds'],
    },
    words: 'Stone bunds did \\*not\\* hold. We are in Malawi, 5 km from the road.',
  })
  const letter = await last()
  expect(letter.body).toMatch(
    /stands now.*Expert help.*Stone bunds, Gully erosion, Balaka.*Members of The soil community/s,
  )
  expect(letter.body).toContain('Your first line did not say what it is')
  expect(letter.body).toMatch(/END alone.*MENTORING · EXPERT HELP/)
  expect(letter.body).toContain('One file came with it and was not kept')
  expect(letter.body).toContain(`${server.origin}/needs/${one!.ref}`)
  expect(letter.body).not.toMatch(/ASK ME|\+265/)
  expect(ourAddress(letter.reply_to!)).toMatchObject({ way: 'entry', words: [one!.ref, '1', here.lena.ref] })
  expect((await amina.get('/communities/soil/exchange')).html).toContain('filled one near Balaka')
  expect((await amina.get(`/needs/${one!.ref}`)).html).toMatch(/did \*not\* hold/)
  for (const path of [`/needs/${one!.ref}`, '/exchange', '/communities/soil/exchange', '/search?q=Balaka'])
    expect((await stranger.get(path)).html).not.toContain('filled one near')
})

test('the first line says what it is, in their language or in English, however it is written', async () => {
  const as = (lang: string) => sql`update person set lang = ${lang} where handle = 'lena'`.execute(db())
  await as('ar')
  await mail.send({
    from: lena,
    to: to.offer,
    subject: 'ترجمة نصوص قصيرة',
    text: 'تَرْجَمَة.\nأترجم من الفرنسية في يومين.',
  })
  expect((await entriesOf())[0]).toMatchObject({
    what: 'translation',
    side: 'offer',
    lang: 'ar',
    words: 'أترجم من الفرنسية في يومين.',
  })
  expect((await last()).body).toMatch(/«إنهاء».*إرشاد/s)
  await as('fr')
  await mail.send({
    from: lena,
    to: to.need,
    subject: 'Un relecteur',
    text: 'DONNEES\n\nLes pluies de dix ans.',
  })
  expect((await entriesOf())[0]).toMatchObject({ what: 'data', words: 'Les pluies de dix ans.' })
  expect((await last()).body).not.toContain('première ligne ne disait')
  await mail.send({ from: lena, to: to.need, subject: 'Une visite chez vous', text: 'Une visite' })
  expect((await entriesOf())[0]).toMatchObject({ what: 'visit', title: 'Une visite chez vous', words: '' })
  await mail.send({ from: lena, to: to.need, subject: 'Un niveau', text: '*Tool*' })
  expect((await entriesOf())[0]).toMatchObject({
    what: 'tool',
    words: '',
    about: ['drought', 'land-degradation'],
  })
  expect((await last()).body).toContain('aucun sujet connu ici')
  await as('en')
})

test('without a subject its first words are the title; nothing, and too much, comes back', async () => {
  await mail.send({ from: lena, to: to.offer, text: 'A rope of forty metres.' })
  expect((await entriesOf())[0]).toMatchObject({ title: 'A rope of forty metres.', words: '' })
  const long = `${'Seeds of many kinds for whoever has none left. '.repeat(4)}Come.`
  await mail.send({ from: lena, to: to.offer, subject: '', text: long })
  expect((await entriesOf())[0]!.title).toMatch(/^Seeds.{40,80}…$/)
  expect((await entriesOf())[0]!.words).toContain('Come.')
  await mail.send({ from: lena, to: to.offer, subject: long.slice(0, 190), text: 'x' })
  expect((await entriesOf())[0]).toMatchObject({ words: `${long.slice(0, 190).trim()}\n\nx` })
  const before = (await entriesOf()).length
  const nothing = { from: lena, to: to.need, text: '', attachments: [{ filename: 'a.txt', content: 'x' }] }
  expect(await mail.send(nothing)).toMatchObject({ fate: 'answered', why: 'conversations.nothingSaid' })
  expect(
    await mail.send({ from: lena, to: to.need, subject: 'Much', text: `KEPT ${'word '.repeat(900)}` }),
  ).toMatchObject({
    why: 'conversations.tooLong',
  })
  expect((await last()).body).toContain('KEPT word')
  expect((await entriesOf()).length).toBe(before)
})

test('a letter about it is answered with END, with another kind, with other words; an old one changes nothing', async () => {
  await mail.send({ from: lena, to: to.need, subject: 'A level', text: 'TOOL\nFor forty metres.' })
  const first = await last()
  const now = async () => (await entriesOf())[0]!
  expect(await mail.answer(lena, first, 'Thank you!')).toMatchObject({ why: 'exchange.mailEntryOnly' })
  expect((await last()).body).toMatch(/not clear.*CHANGE there.*Thank you!/s)
  await mail.answer(lena, first, 'Change:\nFor sixty metres, with stone bunds.\n\n> For forty metres.')
  expect(await now()).toMatchObject({
    ...{ title: 'A level', what: 'tool', version: 2, about: ['stone-bunds'] },
    words: 'For sixty metres, with stone bunds.',
  })
  const second = await last()
  expect(second.body).toMatch(/It is changed\..*For sixty.*said before:.*For forty metres\./s)
  expect(await mail.answer(lena, first, 'CHANGE\nFor ninety.')).toMatchObject({
    ...{ fate: 'answered', why: 'exchange.mailChanged' },
  })
  const again = await last()
  expect(again.body).toMatch(/For sixty metres.*For ninety\./s)
  await mail.answer(lena, again, 'Data')
  expect(await now()).toMatchObject({
    what: 'data',
    version: 3,
    words: 'For sixty metres, with stone bunds.',
  })
  await mail.answer(lena, await last(), 'Visit\n\nCome in May.')
  expect(await now()).toMatchObject({ what: 'visit', version: 4, words: 'Come in May.' })
  expect(await mail.answer(lena, await last(), 'CHANGE')).toMatchObject({ why: 'conversations.nothingSaid' })
  // An older letter ends it just as well, and what stands below the word goes to nobody.
  await mail.answer(lena, first, 'End.\nI found one.')
  expect(await now()).toMatchObject({ state: 'withdrawn', words: 'Come in May.' })
  expect((await last()).body).toMatch(/It is over.*goes to nobody.*I found one\./s)
  expect(await mail.answer(lena, second, 'END')).toMatchObject({ why: 'exchange.mailOver' })
  const old = { reply_to: signedAddress('entry', [(await now()).ref, '1', here.lena.ref], -1)! }
  expect(await mail.answer(lena, old, 'END', {})).toMatchObject({ why: 'mailin.letterOver' })
})

test('whoever else has the address does nothing by it', async () => {
  await mail.send({ from: lena, to: to.offer, subject: 'Bees', text: 'One hive.' })
  const letter = await last()
  for (const words of ['END', 'Buy my bees'])
    expect(await mail.answer(fromAmina, letter, words, {})).toMatchObject({ fate: 'answered' })
  expect((await last('amina@example.net')).body).toContain('nothing at that address')
  expect((await entriesOf())[0]).toMatchObject({ state: 'published', words: 'One hive.', version: 1 })
})

test('what it says of how to reach somebody stands as on the page; what stands under the letter does not', async () => {
  const words = 'Call +265 991 234 567 or write to lena@example.net, see https://example.org/bees.'
  await mail.send({ from: lena, to: to.offer, subject: 'Honey', text: `${words}\n\n-- \nLena\n+265 000` })
  const byMail = (await entriesOf())[0]!
  const own = visitor(server)
  await own.post('/sign-in', { email: 'lena@example.net', password })
  const typed = {
    side: 'offer',
    what: 'visit',
    title: 'Honey',
    words,
    lang: 'en',
    audience: 'soil',
    topics: 'drought',
  }
  await own.post('/exchange', typed)
  const byPage = (await entriesOf())[0]!
  const drawn = async (ref: string) =>
    /<p[^>]*>(Call .*?)<\/p>/s.exec((await amina.get(`/offers/${ref}`)).html)![1]
  expect(await drawn(byMail.ref)).toBe(await drawn(byPage.ref))
  expect(byMail.words).not.toContain('+265 000')
})

test('by mail alone: a need is said, whoever offers is asked and answers, and it is done', async () => {
  await mail.send({ from: fromAmina, to: to.offer, subject: 'Drought', text: 'REVIEW\nI read plans.' })
  const offered = await last('amina@example.net')
  expect(offered.body).toMatch(/Nothing meets it yet.*ASK ME alone/s)
  await mail.answer(fromAmina, offered, 'ask me!')
  expect((await last('amina@example.net')).body).toContain('You may be asked now')
  await mail.answer(fromAmina, await last('amina@example.net'), 'CHANGE\nI read plans, and say what I think.')
  expect((await last('amina@example.net')).body).not.toContain('ASK ME')
  await mail.send({ from: lena, to: to.need, subject: 'Drought', text: 'Review\nOurs has nine pages.' })
  const said = await last()
  expect(said.body).toMatch(/Who offers this.*Drought\n.*\/offers\/\w+.*Amina · same topic: Drought/s)
  await sql`update exchange_entry set opened = now() - interval '8 days' where words like 'Ours has%'`.execute(
    db(),
  )
  await callForNeeds()
  const asked = await toldTo('amina@example.net')
  expect(asked.body).toMatch(/fits what you offer.*Ours has nine pages/s)
  await mail.answer(fromAmina, asked, 'Send it to me.')
  const answered = await toldTo('lena@example.net')
  expect(answered.body).toContain('Send it to me.')
  await mail.answer(lena, answered, 'YES\nHere it is: page one.')
  const page = await toldTo('amina@example.net')
  expect(page.body).toContain('DONE alone on the first line')
  await mail.answer(fromAmina, page, 'Done.\nPage one says it well.')
  expect((await last('amina@example.net')).body).toContain('You said that it is done')
  const isDone = await toldTo('lena@example.net')
  expect(isDone.body).toContain('Is it done for you too?')
  await mail.answer(lena, isDone, 'yes')
  const { rows } = await sql`
    select state, array(select body from take_up_message where take_up = take_up.id order by id) as words from take_up join exchange_entry as entry on entry.thing = take_up.entry where title = 'Drought'`.execute(
    db(),
  )
  expect(rows).toEqual([
    { state: 'done', words: ['Send it to me.', 'Here it is: page one.', 'Page one says it well.'] },
  ])
})
