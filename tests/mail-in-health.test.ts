import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { db } from '../src/base/database/database.ts'
import { signedAddress } from '../src/base/mail/addresses.ts'
import { dayAfter } from '../src/base/today.ts'
import { system } from '../src/base/viewer.ts'
import { beginCheck, endCheck } from '../src/health/checking.ts'
import { importInstrumentFile } from '../src/instruments/importing.ts'
import { lastCame, lena, lettersTo, toldTo, writersByMail } from './support/mailing.ts'
import { signedIn } from './support/member.ts'

/** The health check of a community, answered by somebody who has nothing but mail: nothing says what they answered. */
const { server, mail, here, last } = writersByMail()
beforeAll(async () => {
  const bytes = readFileSync('packs/common/instruments/health-check.json')
  await importInstrumentFile(system('test'), { name: 'health-check.json', bytes })
})

const answers = async () => {
  const { rows } = await sql<{ answers: Record<string, object[]>; lang: string }>`
    select answers, health_answer.lang from health_answer join health_check on health_check.id = health_check where ended is null`.execute(
    db(),
  )
  return rows
}
const nothing = {
  author: null,
  person: null,
  raw: null,
  sender: '',
  recipient: '',
  message_id: null,
  why: 'sealed',
}
let letter: Awaited<ReturnType<typeof toldTo>>

/** Nowhere in the database does a word of an answer stand where it says whose it is. */
async function isNowhere(words: string) {
  const { rows } = await sql<{ name: string }>`
    select table_schema || '.' || table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema in ('public', 'login', 'pgboss')`.execute(db())
  for (const { name } of rows) {
    if (name === 'public.health_answer') continue
    const found =
      await sql`select from ${sql.table(name)} as one where one::text like ${`%${words}%`} limit 1`.execute(
        db(),
      )
    expect(found.rows, name).toHaveLength(0)
  }
}

test('the letter has the questions with their numbers and the scale', async () => {
  await beginCheck(await here.as('amina'), 'soil', dayAfter(10))
  letter = await toldTo('lena@example.net')
  expect(letter.body).toMatch(
    /1 = Not at all.*5 = Fully.*1\. We share a question.*10\. What should we change/s,
  )
  expect(letter.body).toMatch(/“1: 4”.*without your name/s)
  expect(letter.subject).toMatch(/^[^.?]+\? – The soil community$/)
  expect(letter.reply_to).toMatch(/^h\./)
})

test('what is not clear is named, nothing is taken, and nothing of it is kept', async () => {
  expect(await mail.answer(lena, letter, '1: 4\n2: seven\n10: xylophone')).toMatchObject({
    ...nothing,
    fate: 'answered',
  })
  const told = await last()
  expect(told.body).toMatch(/Nothing is taken yet. Not understood: 2\./)
  expect(told.body).not.toMatch(/seven|xylophone/)
  expect(told).toMatchObject({ fleeting: true, reply_to: letter.reply_to })
  expect(await answers()).toEqual([])
  expect(await mail.answer(lena, letter, 'All is well, xylophone.')).toMatchObject(nothing)
  expect((await last()).body).toMatch(/No line begins with the number.*not repeated here/s)
  await isNowhere('xylophone')
})

test('the forged, the others, the unshown and the late are refused, and nothing of theirs is kept either', async () => {
  const words = '1: 5\n10: xylophone'
  const forged = { proof: 'mx.example.org; dmarc=fail header.from=example.net' }
  expect(await mail.answer(lena, letter, words, forged)).toMatchObject({ ...nothing, fate: 'silent' })
  expect(await lettersTo('lena@example.net')).toEqual([])
  expect(await mail.answer('Kofi <kofi@example.net>', letter, words, {})).toMatchObject(nothing)
  expect((await last('kofi@example.net')).body).toMatch(/nothing at that address/)
  expect(await mail.answer('Amina <amina@example.net>', letter, words)).toMatchObject({
    ...nothing,
    fate: 'answered',
  })
  expect((await last('amina@example.net')).body).toMatch(/Only the address that the letter was to/)
  for (let i = 0; i < 4; i++) await mail.answer('Who <who@example.org>', letter, words)
  expect(await lettersTo('who@example.org')).toHaveLength(3)
  const late = { reply_to: signedAddress('healthCheck', ['1', here.lena.ref], -1)! }
  expect(await mail.answer(lena, late, words)).toMatchObject(nothing)
  expect((await last()).body).toMatch(/too old/)
  expect(await answers()).toEqual([])
  await isNowhere('xylophone')
})

test('an answer stands without a name, and is thanked for', async () => {
  const words = `1) 4\n٢: ٥\n3: fully because we meet\n10: Xylophone, and more water\n\nBest\nLena\n\n${letter.body.replace(/^/gm, '> ')}`
  expect(await mail.answer(lena, letter, words)).toMatchObject({ ...nothing, fate: 'answered' })
  expect((await last()).body).toMatch(/Not understood: 3\./)
  expect(await mail.answer(lena, letter, words.replace(' because we meet', ''))).toMatchObject({
    ...nothing,
    fate: 'done',
  })
  expect(await answers()).toMatchObject([
    {
      answers: {
        elements: [{ domain: '4', engaged: '5', sharing: '5' }],
        words: [{ change: { en: 'Xylophone, and more water' } }],
      },
    },
  ])
  const told = await last()
  expect(told.body).toMatch(/Thank you.*without your name.*belongs to none of the questions/s)
  expect(told.body).not.toMatch(/Xylophone|\b[1-9]: /)
  await isNowhere('Xylophone')
  expect(await mail.answer(lena, letter, words)).toMatchObject({ ...nothing, fate: 'answered' })
  expect(await mail.answer(lena, letter, '1: 1')).toMatchObject(nothing)
  expect((await last()).body).toMatch(/answered already/)
  expect(await answers()).toHaveLength(1)
  const operator = await signedIn(server, 'Opal', 'operator')
  expect((await operator.get('/desk/mail-in')).html).toMatch(/for what has no name/)
  expect((await operator.get('/desk/mail-in')).html).not.toContain('lena@example.net')
})

test('one that is over says so, and more than is taken up is left in silence', async () => {
  await endCheck(await here.as('amina'), 'soil')
  await mail.answer(lena, letter, '1: 1')
  expect((await last()).body).toMatch(/health check is over/)
  // An old letter answers no other than the one it was of.
  await beginCheck(await here.as('amina'), 'soil', dayAfter(10))
  await mail.answer(lena, letter, '1: 1')
  expect((await last()).body).toMatch(/health check is over/)
  expect(await answers()).toEqual([])
  for (let i = 0; i < 20; i++) await mail.answer(lena, letter, '1: 1')
  expect(await lastCame()).toMatchObject({ ...nothing, fate: 'silent' })
})
