import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { db } from '../src/base/database/database.ts'
import { signedAddress } from '../src/base/mail/addresses.ts'
import { invite } from '../src/communities/inviting.ts'
import { offerRole } from '../src/communities/roles.ts'
import { nameDuty } from '../src/conversations/door/duty.ts'
import { definitionOf, editionFor } from '../src/instruments/editions.ts'
import { askToKeep } from '../src/people/keepers.ts'
import { proposeCredit } from '../src/records/contributors/crediting.ts'
import { inviteToWrite } from '../src/records/contributors/inviting.ts'
import { proposeCustodian } from '../src/records/custodians.ts'
import { askWhatIsDue } from '../src/records/freshness/asking.ts'
import { handOver } from '../src/records/freshness/handing-over.ts'
import { lena, type lettersTo, writersByMail } from './support/mailing.ts'
import { password, signedIn } from './support/member.ts'
import { type Visitor, visitor } from './support/visitor.ts'
import { beginDraft, readyDraft } from './support/writing.ts'

/** What asks for a yes or no is answered by mail with one word, by whoever it was to, once. */
const { server, mail, here, last } = writersByMail()
let amina: Visitor
beforeAll(async () => {
  await signedIn(server, 'Curator', 'curator')
  await sql`insert into appointment (person, role) select thing, 'curator' from person where handle = 'amina'`.execute(
    db(),
  )
  amina = visitor(server)
  await amina.post('/sign-in', { email: 'amina@example.net', password })
})
beforeEach(async () => {
  // No more than somebody may send in an hour.
  await sql`delete from mail_in`.execute(db())
})

type Letter = Awaited<ReturnType<typeof lettersTo>>[number]
const one = async <T>(query: ReturnType<typeof sql<T>>) => (await query.execute(db())).rows[0]
const kofi = 'Kofi <kofi@example.net>'
const forged = { proof: 'mx.example.org; dmarc=fail header.from=example.net' }

/** Others, who forges it, who says neither, and who is late do nothing; gives the letter. */
async function refused(
  letter: Letter,
  way: Parameters<typeof signedAddress>[0],
  words: string[],
  unclear: RegExp,
) {
  expect(letter.reply_to).toMatch(new RegExp(`\\.${words.join('\\.')}\\.`))
  expect(await mail.answer(lena, letter, 'Yes', forged)).toMatchObject({ fate: 'silent', why: 'forged' })
  expect(await mail.answer(kofi, letter, 'Yes', {})).toMatchObject({ fate: 'answered', why: 'base.missing' })
  expect(await mail.answer(lena, letter, 'Well, perhaps')).toMatchObject({ fate: 'answered' })
  expect((await last()).body).toMatch(new RegExp(`${unclear.source}.*Well, perhaps`, 's'))
  const late = { reply_to: signedAddress(way, [...words, here.lena.ref], -1)! }
  expect(await mail.answer(lena, late, 'Yes', {})).toMatchObject({ why: 'mailin.letterOver' })
}
const over = { fate: 'answered', why: 'mailin.answeredOrOver' }
const recordsOf = async (count: number) => {
  const { rows } = await sql<{ ref: string; id: number }>`
    select ref, thing.id from record join thing on thing.id = record.thing
    where thing.state = 'published' and thing.circle = 1 and custodian is null order by ref limit ${count}`.execute(
    db(),
  )
  return rows
}
const keeperOf = (id: number) =>
  one(
    sql<{
      handle: string
    }>`select handle from custodianship join person on person.thing = person where record = ${id} and since is not null and ended is null`,
  )

test('of many that may not be true any more ten are named, and the others counted below', async () => {
  await sql`update record set look_again = date '2020-03-03' where custodian is null`.execute(db())
  await askWhatIsDue('2020-03-03')
  const { body } = await last('curator@example.net')
  expect(body.match(/^- /gm)).toHaveLength(10)
  expect(body).toMatch(/^ {2}v\.\S+\n\nAnd \d+ more\.$/m)
})

test('keeping a record, and keeping what somebody hands over', async () => {
  const [first, second, third] = await recordsOf(3)
  const curator = await here.as('amina')
  await proposeCustodian(curator, first!.ref, 'lena')
  const letter = await last()
  expect(letter.body).toMatch(/keep “.*” true.*YES or NO/s)
  const words = letter.reply_to!.split('.').slice(1, 3)
  await refused(letter, 'custodian', words, /Begin your answer with YES or NO/)
  expect(await keeperOf(first!.id)).toBeUndefined()
  expect(await mail.answer(lena, letter, 'Yes.\nGladly, zilpzalp')).toMatchObject({ fate: 'done' })
  expect((await last()).body).toMatch(/You keep it true.*custodian.*goes to nobody:.*zilpzalp/s)
  expect(await keeperOf(first!.id)).toEqual({ handle: 'lena' })
  expect(await mail.answer(lena, letter, 'No')).toMatchObject(over)
  expect(await keeperOf(first!.id)).toEqual({ handle: 'lena' })
  for (const { ref } of [second!, third!]) await proposeCustodian(curator, ref, 'amina')
  const all = { all: 'lena', each: new Map(), leave: new Set<string>() }
  expect([...(await handOver(curator, all)).values()]).toEqual([])
  const handed = await last()
  expect(handed.body).toMatch(/asks you to go on with 2 things.*– .*– .*YES or NO.*all that is named above/s)
  await proposeCustodian(curator, (await recordsOf(1))[0]!.ref, 'lena', { untold: true })
  expect(await mail.answer(lena, handed, 'Yes')).toMatchObject({ why: 'freshness.mailKeepOthers' })
  await sql`update custodianship set ended = now() where id = (select max(id) from custodianship)`.execute(
    db(),
  )
  expect(await mail.answer(lena, handed, 'Yes')).toMatchObject({ fate: 'done' })
  for (const { id } of [second!, third!]) expect(await keeperOf(id)).toEqual({ handle: 'lena' })
  expect(await mail.answer(lena, handed, 'No')).toMatchObject(over)
})

test('whether it is still true: one letter, each with its own address; what is wrong is said below', async () => {
  const { rows } = await sql<{ ref: string; id: number }>`
    select ref, record as id from custodianship join thing on thing.id = record join person on person.thing = person
    where handle = 'lena' and since is not null and ended is null order by record`.execute(db())
  await sql`update record set look_again = case when thing = any(${rows.map(({ id }) => id)}::bigint[]) then date '2020-02-02' else date '2999-01-01' end`.execute(
    db(),
  )
  await askWhatIsDue('2020-02-02')
  const asked = await last()
  expect(asked.reply_to).toBeNull()
  const addresses = [...asked.body.matchAll(/^ *(v\.\S+@mail\.example\.org)$/gm)].map(
    ([, address]) => address!,
  )
  expect(addresses).toHaveLength(rows.length)
  // How is said once, for all of them.
  expect(asked.body.match(/YES alone on the first line/g)).toHaveLength(1)
  const [yes, no, again] = rows.map(({ ref }) => ({
    reply_to: addresses.find((address) => address.includes(ref))!,
  }))
  const said = (id: number) =>
    one(sql<{ wrong: string | null; until: string | null; note: string | null }>`
      select (select words #>> '{texts,en}' from doubt where doubt.record = ${id} and ended is null) as wrong,
        (select until::text from confirmation where confirmation.record = ${id}) as until, (select note #>> '{texts,en}' from confirmation where confirmation.record = ${id}) as note`)
  const letter = { ...asked, reply_to: yes!.reply_to }
  await refused(letter, 'stillTrue', yes!.reply_to.split('.').slice(1, 3), /Begin your answer with YES or NO/)
  expect(await said(rows[0]!.id)).toEqual({ wrong: null, until: null, note: null })
  await mail.answer(lena, yes!, 'Yes\nI used it in May.')
  expect(await said(rows[0]!.id)).toMatchObject({ until: expect.any(String), note: 'I used it in May.' })
  const told = await last()
  expect(told.body).toMatch(/still true, as of today.*To say otherwise, answer this letter/s)
  expect(await mail.answer(lena, no!, 'No')).toMatchObject({ why: 'freshness.sayWhatIsWrong' })
  await mail.answer(lena, no!, 'NO.\nThe price is another.')
  expect(await said(rows[1]!.id)).toMatchObject({ wrong: 'The price is another.' })
  // Who keeps it may say otherwise, by the letter that told them.
  await mail.answer(lena, told, 'No\nNot in the south.')
  expect(await said(rows[0]!.id)).toMatchObject({ wrong: 'Not in the south.' })
  await sql`update custodianship set ended = now() where record = ${rows[2]!.id}`.execute(db())
  await sql`delete from review_asking where record = ${rows[2]!.id}`.execute(db())
  expect(await mail.answer(lena, again!, 'Yes')).toMatchObject(over)
})

test('writing along, being credited, and reviewing', async () => {
  const draft = await beginDraft(amina, 'story')
  const ref = draft.split('/')[2]!
  const me = await here.as('amina')
  await inviteToWrite(me, ref, 'lena')
  const letter = await last()
  expect(letter.body).toMatch(/invites you to write.*NAMED or UNNAMED.*or NO/s)
  const [, invitation = ''] = letter.reply_to!.split('.')
  await refused(letter, 'writing', [invitation], /Begin your answer with NAMED, UNNAMED or NO/)
  await mail.answer(lena, letter, 'unnamed')
  expect((await last()).body).toContain('You write it too')
  const credits = () =>
    one(
      sql<{
        all: string[]
      }>`select array(select role || ' ' || shown || ' ' || agreed from draft_contributor join thing on thing.id = draft where ref = ${ref} and person = ${here.lena.id} order by draft_contributor.id) as all`,
    )
  expect(await credits()).toEqual({ all: ['author unnamed true'] })
  expect(await mail.answer(lena, letter, 'no')).toMatchObject(over)
  await proposeCredit(me, ref, { person: here.lena.id, role: 'translator' })
  const proposed = await last()
  expect(proposed.body).toMatch(/translator.*NAMED.*UNNAMED.*NO/s)
  await refused(proposed, 'credit', proposed.reply_to!.split('.').slice(1, 3), /Begin your answer with NAMED/)
  expect(await credits()).toEqual({ all: ['author unnamed true', 'translator named false'] })
  await mail.answer(lena, proposed, 'Named')
  expect(await credits()).toEqual({ all: ['author unnamed true', 'translator named true'] })
  expect(await mail.answer(lena, proposed, 'No')).toMatchObject(over)
  await proposeCredit(me, ref, { person: here.lena.id, role: 'compiler' })
  await mail.answer(lena, await last(), 'No')
  expect((await last()).body).toContain('You are not credited for that')
  expect((await credits())!.all).toHaveLength(2)
})

test('being asked into a community, letting somebody in, a role, the door and the page of an organisation', async () => {
  const me = await here.as('amina')
  await sql`update community set joining = 'request', conditions = '{"original":"en","texts":{"en":"Be kind to bees."}}' where slug = 'soil'`.execute(
    db(),
  )
  await invite(me, 'soil', { whom: 'kofi' })
  const invited = await last('kofi@example.net')
  expect(invited.body).toMatch(/invites you.*asks of you:.*Be kind to bees.*YES or NO/s)
  expect(await mail.answer(lena, invited, 'Yes', {})).toMatchObject({ why: 'base.missing' })
  expect(await mail.answer(kofi, invited, 'Yes')).toMatchObject({ fate: 'done' })
  expect((await last('kofi@example.net')).body).toMatch(/You belong to.*soil\+leave@/s)
  expect(await mail.answer(kofi, invited, 'No')).toMatchObject(over)

  await signedIn(server, 'Mina')
  const mina = visitor(server)
  await mina.post('/sign-in', { email: 'mina@example.net', password })
  await mina.post('/communities/soil/membership', { words: 'I weigh hives.' })
  const asks = await last('amina@example.net')
  expect(asks.body).toMatch(/I weigh hives\..*YES or NO.*goes to them/s)
  await mail.answer('Amina <amina@example.net>', asks, 'Yes\nWelcome, come on Friday.')
  expect((await last('mina@example.net')).body).toContain('Welcome, come on Friday.')
  expect(await mail.answer('Amina <amina@example.net>', asks, 'No')).toMatchObject(over)

  const role = () =>
    one(
      sql<{
        since: string | null
        ended: string | null
      }>`select since, ended from community_role where person = ${here.lena.id} and role = 'moderator' order by id desc limit 1`,
    )
  await offerRole(me, 'soil', { handle: 'lena', role: 'moderator', until: '', langs: [] })
  const offered = await last()
  await refused(offered, 'role', offered.reply_to!.split('.').slice(1, 3), /Begin your answer with YES or NO/)
  expect(await role()).toMatchObject({ since: null, ended: null })
  await mail.answer(lena, offered, 'yes')
  expect(await role()).toMatchObject({ since: expect.any(String), ended: null })
  // A no that comes late lays nothing down.
  expect(await mail.answer(lena, offered, 'no')).toMatchObject(over)
  expect(await role()).toMatchObject({ since: expect.any(String), ended: null })

  await nameDuty(me, { handle: 'lena', langs: [], until: '' })
  const door = await last()
  expect(await mail.answer(lena, door, 'No')).toMatchObject({ fate: 'done' })
  expect(await mail.answer(lena, door, 'Yes')).toMatchObject(over)
  await nameDuty(me, { handle: 'lena', langs: [], until: '' })
  await mail.answer(lena, await last(), 'Yes')
  expect((await last()).body).toContain('You look after the door')

  const { slug } = (await one(
    sql<{
      slug: string
    }>`select slug from organisation join thing on thing.id = organisation.thing where thing.state = 'published' order by slug limit 1`,
  ))!
  await sql`insert into belonging (organisation, person, standing) select thing, (select thing from person where handle = 'amina'), 'steward' from organisation where slug = ${slug}`.execute(
    db(),
  )
  await askToKeep(me, slug, 'lena')
  const page = await last()
  await mail.answer(lena, page, 'Yes')
  expect((await last()).body).toContain('You keep the page from now on')
  expect(await mail.answer(lena, page, 'Yes')).toMatchObject(over)
})

test('a review is taken on, and given back, by a word', async () => {
  await sql`update appointment set ended = now()`.execute(db())
  await sql`insert into appointment (person, role, subject) select ${here.lena.id}, 'reviewer', thing from place where code = '002'`.execute(
    db(),
  )
  const definition = await definitionOf((await editionFor('tool'))!.id)
  const draft = await readyDraft(amina, definition, 'A level of clear tube')
  await amina.post(`${draft}/submission`, { words: 'It may stand.' })
  const asked = await last()
  expect(asked.body).toMatch(/A level of clear tube.*YES or NO/s)
  const state = async () =>
    (await one(sql<{ state: string }>`select state from review_request where person = ${here.lena.id}`))
      ?.state
  await refused(asked, 'review', [draft.split('/')[2]!], /Begin your answer with YES or NO/)
  expect(await state()).toBe('asked')
  await mail.answer(lena, asked, 'Yes')
  expect((await last()).body).toMatch(/You read it, and its writers hear of that/)
  expect(await state()).toBe('accepted')
  await mail.answer(lena, asked, 'No')
  expect(await state()).toBe('declined')
  expect(await mail.answer(lena, asked, 'Yes')).toMatchObject(over)
})
