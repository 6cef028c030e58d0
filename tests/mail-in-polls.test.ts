import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { db } from '../src/base/database/database.ts'
import type { Ref } from '../src/base/ids.ts'
import { openThread } from '../src/conversations/writing.ts'
import { everyPost, lena, toldTo, writersByMail } from './support/mailing.ts'

/** A poll is read and voted in by whoever has a mail address alone. */
const { mail, here, last } = writersByMail()
beforeAll(async () => {
  await sql`
    insert into community_choice (person, community, level) select ${here.lena.id}, thing, 'each' from community where slug = 'soil'
    on conflict (person, community) do update set level = 'each'`.execute(db())
})

const poll = async (kind: 'single' | 'several' | 'ranked', title: string): Promise<Ref> => {
  const form = { form: 'poll' as const, title, body: 'For the dry fields.', lang: 'en', community: 'soil' }
  const choices = ['Stone bunds', 'Half-moons', 'Grass strips']
  return (await openThread(await here.as('amina'), { ...form, poll: { kind, choices } })).ref
}

const votes = async (ref: Ref) =>
  (
    await sql<{ words: string; rank: number | null }>`
      select words, rank from poll_vote join poll_choice on poll_choice.id = choice join thing on thing.id = thread
      where ref = ${ref} and person = ${here.lena.id} order by rank, position`.execute(db())
  ).rows

const answer = (to: string, text: string) => mail.send({ from: lena, to, subject: 'Re: Which?', text })

test('its choices stand in the letter with their numbers, and a number alone is a vote that can be changed', async () => {
  const ref = await poll('single', 'Which first?')
  const letter = await toldTo('lena@example.net')
  expect(letter.body).toContain('1. Stone bunds\n2. Half-moons\n3. Grass strips')
  expect(letter.body).toMatch(
    /Grass strips\n\nA number alone on the first line is your vote.*\n\nAnswer this message/,
  )
  const before = (await everyPost()).length
  expect(await answer(letter.reply_to!, '٢\n\nGreetings from Lena')).toMatchObject({ fate: 'done' })
  expect(await votes(ref)).toEqual([{ words: 'Half-moons', rank: null }])
  const back = await last()
  expect(back.body).toMatch(/Your vote is counted: Half-moons\.[\s\S]*Greetings from Lena/)
  await answer(back.reply_to!, '1.')
  expect(await votes(ref)).toEqual([{ words: 'Stone bunds', rank: null }])
  expect((await everyPost()).length).toBe(before)
  await answer(letter.reply_to!, '1 bund for each of us?')
  expect((await everyPost())[0]).toMatchObject({ body: '1 bund for each of us?' })
})

test('several and ranked ones take more numbers; one that is none, too many and what is over are told', async () => {
  const ranked = await poll('ranked', 'In which order?')
  const { reply_to: to } = await toldTo('lena@example.net')
  await answer(to!, '3, 1')
  expect(await votes(ranked)).toEqual([
    { words: 'Grass strips', rank: 1 },
    { words: 'Stone bunds', rank: 2 },
  ])
  await answer(to!, '4')
  expect((await last()).body).toContain('numbers from 1 to 3')
  const several = await poll('several', 'Which of them?')
  await answer((await toldTo('lena@example.net')).reply_to!, '1 3')
  expect((await votes(several)).map(({ words }) => words)).toEqual(['Stone bunds', 'Grass strips'])
  const single = await poll('single', 'Which last?')
  const { reply_to: other } = await toldTo('lena@example.net')
  await answer(other!, '1 2')
  expect((await last()).body).toContain('Choose one')
  await sql`update poll set closes = current_date - 1`.execute(db())
  await answer(other!, '1')
  expect((await last()).body).toContain('This poll is over.')
  expect([(await votes(ranked)).length, await votes(single)]).toEqual([2, []])
})
