import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { db } from '../../src/base/database/database.ts'
import { mailJob } from '../../src/base/mail/sending.ts'
import { drain } from '../../src/base/outbox/dispatch.ts'
import { mailNotices } from '../../src/notifications/mailing.ts'
import { addPerson } from '../../src/people/inviting.ts'
import { reactions } from '../../src/reactions.ts'
import { setSite } from '../../src/ui/site.ts'
import { browserWindow } from '../support/browser.ts'
import { ownDatabase } from '../support/database.ts'
import { answerTo, mailBoxes } from '../support/mail-program.ts'
import { mailed, setMail } from '../support/mailing.ts'
import { password } from '../support/member.ts'
import { gather } from '../support/talking.ts'
import { passerBy, walker } from '../support/walking.ts'

/** Somebody with nothing but an e-mail address takes part in a community, from joining to leaving; others are on its pages. */
setMail()
const boxes = await mailBoxes()
process.env.SMTP_URL = boxes.url
const window = browserWindow(ownDatabase())
const mail = mailed()

const nia = 'nia@example.org'
const from = `Nia Moyo <${nia}>`
const home = '/communities/soil'

beforeAll(async () => {
  setSite({ name: 'Baobab', origin: window.origin, demo: false })
  await addPerson({ name: 'Amina', email: 'amina@example.net', password })
  await gather('soil', { facilitators: ['amina'] })
})

/** What there is to tell is told, at this day from now, and what is to be sent is sent; gives the last that came to Nia. */
async function letter(days = 0) {
  await drain(reactions)
  await mailNotices(new Date(Date.now() + days * 86_400_000))
  await mailJob.run({})
  return boxes.of(nia).at(-1)!
}

test('by mail alone one joins, asks, is answered, answers, hears of the week, answers one piece of it, and leaves', async () => {
  await mail.send({
    from,
    to: 'soil+join@mail.example.org',
    subject: 'Join',
    text: 'Please let me in.',
    proof: false,
  })
  const asking = await letter()
  expect(asking.text).toContain('By answering you belong to The soil community')
  expect(asking.html).toContain('<a')
  await mail.send({ from, ...answerTo(asking, 'Yes'), proof: false })
  const welcome = await letter()
  expect(welcome.text).toContain('You belong to The soil community now.')
  expect(welcome.text).toContain('soil@mail.example.org')

  const question = 'Our slope is steep, eight of a hundred. My field is below the school.'
  const text = `${question}\n\n-- \nNia Moyo\nField officer, +263 000`
  await mail.send({
    from,
    to: 'soil@mail.example.org',
    subject: 'How far apart do stone bunds lie?',
    text,
    attachments: [{ filename: 'slope.txt', content: 'Eight of a hundred' }],
  })
  const told = await letter()
  const thread = /\/posts\/\w+/.exec(told.text!)![0]

  const amina = await walker(window, { email: 'amina@example.net', javaScriptEnabled: false })
  await amina.go(thread)
  await amina.reads(question)
  const talk = amina.at.split('/').slice(0, 3).join('/')
  await amina.send(
    `form[action="${talk}/posts"]`,
    { body: 'Twenty metres, less where it is bare.', lang: 'en' },
    'button[value=send]',
  )
  const answer = await letter()
  expect(answer.subject).toBe('How far apart do stone bunds lie?')
  expect(answer.text).toContain('Twenty metres')
  await mail.send({ from, ...answerTo(answer, 'Thank you. We begin on Friday.'), proof: false })
  await letter()

  for (const [title, body] of [
    ['Which grass holds a bund?', 'Ours wash out.'],
    ['Who lends an A-frame?', 'For one week.'],
  ] as const) {
    await amina.go(`${home}/threads/new`)
    await amina.send(
      `form[action="${home}/threads"]`,
      { form: 'question', title, body, lang: 'en' },
      'button[value=send]',
    )
  }
  const week = await letter(8)
  expect(week.subject).toMatch(/week/)
  expect(week.text).toContain('Which grass holds a bund?')
  const pieces = week.text!.split(/^- /m)
  const piece = pieces.find((one) => one.includes('Ours wash out.'))!
  const to = /r\.\S+@mail\.example\.org/.exec(piece)![0]
  await mail.send({ from, ...answerTo(week, 'Vetiver does, with us.'), to, proof: false })
  await letter()

  await mail.send({ from, to: 'soil+leave@mail.example.org', subject: 'Leave', text: 'Goodbye' })
  expect((await letter()).text).toContain('You do not belong to The soil community any more.')

  // What others see of it, on a phone, without an account.
  const stranger = await passerBy(window, false)
  await stranger.go(thread)
  for (const words of ['Nia Moyo', question, 'Thank you. We begin on Friday.', 'slope.txt'])
    await stranger.reads(words)
  const seen = await stranger.page.content()
  expect(seen).not.toContain(nia)
  expect(seen).not.toMatch(/[rs]\.\w{12}\.\S+@mail\.example\.org/)
  expect(seen).not.toContain('+263 000')
  await stranger.go(home)
  await stranger.page.getByRole('link', { name: 'Which grass holds a bund?' }).first().click()
  await stranger.reads('Vetiver does, with us.')
  await stranger.go(`${home}/charter`)
  await stranger.reads('soil+join@mail.example.org')
  const { rows } = await sql<{
    fate: string
  }>`select distinct fate from mail_in where fate <> 'done'`.execute(db())
  expect(rows).toEqual([])
})
