import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { db } from '../src/base/database/database.ts'
import { ourAddress, signedAddress } from '../src/base/mail/addresses.ts'
import { setAbout } from '../src/base/things/things.ts'
import { dayAfter } from '../src/base/today.ts'
import { callForNeeds } from '../src/exchange/calling.ts'
import { domain, lena, lettersTo, toldTo, writersByMail } from './support/mailing.ts'
import { password, signedIn } from './support/member.ts'
import { gather } from './support/talking.ts'
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
}, 60_000)

const to = { need: `soil+need@${domain}`, offer: `soil+offer@${domain}` }
const fromAmina = 'Amina <amina@example.net>'
const kofi = 'Kofi <kofi@example.net>'

interface Row {
  ref: string
  side: string
  what: string
  title: string
  words: string
  lang: string
  until: string
  community: string | null
  state: string
  version: number
  about: string[]
}

/** What somebody said, the last first. */
async function entries(handle = 'lena'): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select ref, side, what, title, words, entry.lang, until::text, state, version, (select slug from community where thing = entry.community) as community,
      array(select coalesce((select slug from concept where thing = subject), (select code from place where thing = subject)) from about where about.thing = thing.id order by 1) as about
    from exchange_entry as entry join thing on thing.id = entry.thing where person = (select thing from person where handle = ${handle}) order by thing.id desc`.execute(
    db(),
  )
  return rows
}

test('what somebody needs is said by a letter, filed under what it names, and told back; others see it, outsiders do not', async () => {
  const came = await mail.send({
    from: lena,
    to: to.need,
    subject: 'Gullies: who has filled one near Balaka?',
    text: 'Stone bunds did *not* hold. We are in Malawi, 5 km from the road.\n\n-- \nLena, +265 111',
    attachments: [{ filename: 'gully.jpg', content: 'x' }],
  })
  expect(came).toMatchObject({ fate: 'done', person: here.lena.id })
  const [one] = await entries()
  expect(one).toMatchObject({
    ...{ side: 'need', what: 'expert-help', title: 'Gullies: who has filled one near Balaka?', lang: 'en' },
    ...{
      community: 'soil',
      state: 'published',
      until: dayAfter(90),
      about: ['MW', 'gully-erosion', 'stone-bunds'],
    },
    words: 'Stone bunds did \\*not\\* hold. We are in Malawi, 5 km from the road.',
  })
  const letter = await last()
  expect(letter.body).toMatch(
    /stands now.*expert help.*Gully erosion.*Stone bunds.*Malawi.*Members of The soil community/is,
  )
  expect(letter.body).toContain('Your first line did not say what it is')
  expect(letter.body).toMatch(/END ends it; MENTORING, EXPERT HELP/)
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
  expect((await entries())[0]).toMatchObject({
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
  expect((await entries())[0]).toMatchObject({ what: 'data', words: 'Les pluies de dix ans.' })
  expect((await last()).body).not.toContain('première ligne ne disait')
  await mail.send({ from: lena, to: to.need, subject: 'Une visite chez vous', text: 'Une visite' })
  expect((await entries())[0]).toMatchObject({ what: 'visit', title: 'Une visite chez vous', words: '' })
  await mail.send({ from: lena, to: to.need, subject: 'Un niveau', text: '*Tool*' })
  expect((await entries())[0]).toMatchObject({
    what: 'tool',
    words: '',
    about: ['drought', 'land-degradation'],
  })
  expect((await last()).body).toContain('aucun sujet connu ici')
  await as('en')
})

test('without a subject its first words are the title; nothing, and too much, comes back', async () => {
  await mail.send({ from: lena, to: to.offer, text: 'A rope of forty metres.' })
  expect((await entries())[0]).toMatchObject({ title: 'A rope of forty metres.', words: '' })
  const long = `${'Seeds of many kinds for whoever has none left. '.repeat(4)}Come.`
  await mail.send({ from: lena, to: to.offer, subject: '', text: long })
  expect((await entries())[0]!.title).toMatch(/^Seeds.{40,80}…$/)
  expect((await entries())[0]!.words).toContain('Come.')
  await mail.send({ from: lena, to: to.offer, subject: long.slice(0, 190), text: 'x' })
  expect((await entries())[0]).toMatchObject({ words: `${long.slice(0, 190).trim()}\n\nx` })
  const before = (await entries()).length
  const nothing = { from: lena, to: to.need, text: '', attachments: [{ filename: 'a.txt', content: 'x' }] }
  expect(await mail.send(nothing)).toMatchObject({ fate: 'answered', why: 'conversations.nothingSaid' })
  expect(
    await mail.send({ from: lena, to: to.need, subject: 'Much', text: `KEPT ${'word '.repeat(900)}` }),
  ).toMatchObject({
    why: 'conversations.tooLong',
  })
  expect((await last()).body).toContain('KEPT word')
  expect((await entries()).length).toBe(before)
})
