import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { db } from '../src/base/database/database.ts'
import { dayAfter } from '../src/base/today.ts'
import { callForNeeds } from '../src/exchange/calling.ts'
import { sayEntry } from '../src/exchange/keeping.ts'
import { agree, askToMentor } from '../src/exchange/mentorship/asking.ts'
import { note } from '../src/exchange/mentorship/noting.ts'
import { lena, lettersTo, toldTo, writersByMail } from './support/mailing.ts'

/** A mentorship from its offer to what each takes along, by mail alone. */
const { mail, here, last } = writersByMail()

const one = async <T>(query: ReturnType<typeof sql<T>>) => (await query.execute(db())).rows[0]!
const said = { lang: 'en', langs: [], audience: 'everyone', places: '', topics: 'jessour', words: '' }
const mentorship = () =>
  one(sql<{ ref: string; state: string; notes: string[]; mine: string | null; named: boolean | null }>`
    select ref, state, array(select words from mentorship_note as one where one.mentorship = mentorship.id order by id) as notes,
      (select words from mentorship_reflection as one where one.mentorship = mentorship.id and person = ${here.lena.id}) as mine,
      (select may_name from mentorship_reflection as one where one.mentorship = mentorship.id and person = ${here.lena.id}) as named
    from mentorship where mentor = ${here.lena.id} order by id desc limit 1`)

test('who needs to be accompanied is offered it by mail; a second answer is written down', async () => {
  const offer = { ...said, what: 'mentoring', side: 'offer', title: 'Hives' } as const
  await sayEntry(await here.as('lena'), offer, { askable: true })
  await sayEntry(await here.as('amina'), { ...offer, side: 'need', title: 'To weigh a hive' })
  await sql`update exchange_entry set opened = now() - interval '8 days' where title = 'To weigh a hive'`.execute(
    db(),
  )
  await callForNeeds()
  const asked = await toldTo('lena@example.net')
  expect(asked.body).toMatch(/what for, and how often.*three months/s)
  expect(await mail.answer('Kofi <kofi@example.net>', asked, 'Me!', {})).toMatchObject({
    why: 'base.missing',
  })
  expect(await mail.answer(lena, asked, 'Weighing at dusk, every Friday.')).toMatchObject({ fate: 'done' })
  expect((await last()).body).toContain('You proposed it in your words')
  await mail.answer(lena, asked, 'Or on Sundays.')
  expect(await mentorship()).toMatchObject({ state: 'asked', notes: ['Or on Sundays.'] })
  const proposed =
    (await toldTo('amina@example.net')) &&
    (await lettersTo('amina@example.net')).find(({ body }) => body.includes('at dusk'))!
  expect(proposed.body).toMatch(/Weighing at dusk.*As the two of us agree.*YES or NO/s)
  await mail.answer('Amina <amina@example.net>', proposed, 'Yes')
  expect(await mentorship()).toMatchObject({ state: 'agreed' })
})

test('it rests, goes on and ends by a word; what else is written is noted first; and each looks back', async () => {
  const me = await here.as('amina')
  const { ref } = await mentorship()
  await note(me, ref, { words: 'We met.', lang: 'en' })
  const noted = await toldTo('lena@example.net')
  expect(noted.body).toMatch(/PAUSE lets it rest and END ends it/)
  await mail.answer(lena, noted, 'Pause for breath is what we need.')
  expect(await mentorship()).toMatchObject({ state: 'agreed' })
  await mail.answer(lena, noted, 'Pause\nI am away in May.')
  expect(await mentorship()).toMatchObject({
    state: 'paused',
    notes: expect.arrayContaining(['I am away in May.']),
  })
  const rests = await last()
  expect(rests.body).toMatch(/It rests, and Amina hears of it.*GO ON/s)
  expect((await toldTo('amina@example.net')).reply_to).toMatch(/^m\./)
  await mail.answer(lena, rests, 'GO ON')
  expect(await mentorship()).toMatchObject({ state: 'agreed' })
  await mail.answer(lena, rests, 'end.')
  expect(await mentorship()).toMatchObject({ state: 'ended' })
  const ended = await last()
  expect(ended.body).toMatch(/It is over.*Nobody asks why.*what you take with you/s)
  // An old letter writes nothing down any more, and says what can be.
  expect(await mail.answer(lena, noted, 'One more thing')).toMatchObject({ why: 'mentorship.mailOver' })
  expect((await last()).body).toMatch(/It is over.*One more thing/s)
  expect(await mail.answer(lena, ended, 'NAMED')).toMatchObject({ why: 'conversations.nothingSaid' })
  await mail.answer(lena, ended, 'Patience.')
  expect(await mentorship()).toMatchObject({ mine: 'Patience.', named: false })
  const told = await last()
  expect(told.body).toMatch(/Amina reads what you take.*does not say your name; NAMED/s)
  await mail.answer(lena, told, 'Named')
  expect(await mentorship()).toMatchObject({ mine: 'Patience.', named: true })
  await mail.answer(lena, told, 'Patience, and a scale.')
  expect(await mentorship()).toMatchObject({ mine: 'Patience, and a scale.', named: true })
  await toldTo('amina@example.net')
  const theirs = (await lettersTo('amina@example.net')).find(({ body }) =>
    body.includes('what you take with you'),
  )!
  await mail.answer('Amina <amina@example.net>', theirs, 'Named\nI can weigh now.')
  expect(
    await one(
      sql`select words, may_name from mentorship_reflection join person on person.thing = person where handle = 'amina'`,
    ),
  ).toEqual({ words: 'I can weigh now.', may_name: true })
})

test('nobody looks back on what goes on', async () => {
  const offer = { ...said, what: 'mentoring', side: 'offer', title: 'Bees' } as const
  const { ref: entry } = await sayEntry(await here.as('lena'), offer)
  const terms = { purpose: 'To keep bees', rhythm: 'Monthly', until: dayAfter(90) }
  const ref = await askToMentor(await here.as('amina'), { entry }, { ...terms, lang: 'en' })
  await agree(await here.as('lena'), ref)
  const { reply_to } = {
    reply_to: (await import('../src/base/mail/addresses.ts')).signedAddress(
      'mentorship',
      [ref, 'b', here.lena.ref],
      90,
    )!,
  }
  expect(await mail.answer(lena, { reply_to }, 'Too early')).toMatchObject({ why: 'mentorship.notEnded' })
})
