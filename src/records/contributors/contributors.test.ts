import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { sentBy } from '../../../tests/support/controls.ts'
import { demoDatabase } from '../../../tests/support/database.ts'
import { password, signedIn } from '../../../tests/support/member.ts'
import { served } from '../../../tests/support/serving.ts'
import { type Visitor, visitor } from '../../../tests/support/visitor.ts'
import { beginDraft, headTyped, neededTyped, sendForm } from '../../../tests/support/writing.ts'
import { openDoors } from '../../app.ts'
import { db } from '../../base/database/database.ts'
import { drain } from '../../base/outbox/dispatch.ts'
import { definitionOf, editionFor } from '../../instruments/editions.ts'
import { reactions } from '../../reactions.ts'
import { setSite } from '../../ui/site.ts'
import { draftInvitationJob } from './sweeping.ts'

/** Three people make one record, each as they wish to be shown. */
demoDatabase()
const server = served(openDoors)

let awa: Visitor
let binta: Visitor
let chidi: Visitor
beforeAll(async () => {
  setSite({ origin: server.origin })
  awa = await signedIn(server, 'Awa')
  binta = await signedIn(server, 'Binta')
  chidi = await signedIn(server, 'Chidi')
})

const plain = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const wish = { role: 'author', shown: 'named' }
const mailTo = async (address: string) =>
  (await db().selectFrom('mail').selectAll().where('address', '=', address).orderBy('id').execute()).at(-1)
const idOf = async (handle: string) =>
  String(
    (await db().selectFrom('person').select('thing').where('handle', '=', handle).executeTakeFirstOrThrow())
      .thing,
  )

/** What the page of invitations offers, answered. */
async function answer(who: Visitor, said: 'yes' | 'no', more: Record<string, string> = wish) {
  const page = await who.get('/write/invitations')
  const action = /action="(\/write\/invitations\/\d+\/answer)"/.exec(page.html)![1]!
  return who.post(action, { ...more, answer: said })
}

async function together(title = 'Half-moons by three'): Promise<string> {
  const draft = await beginDraft(awa, 'story')
  await sendForm(awa, await awa.get(`${draft}/essentials`), {
    ...headTyped(title),
    ...neededTyped(await definitionOf((await editionFor('story'))!.id)),
  })
  await awa.post(`${draft}/people/invitations`, { whom: 'binta' })
  await answer(binta, 'yes')
  return draft
}

test('a member is asked by name, learns what it is, and writes once they say yes', async () => {
  const draft = await beginDraft(awa, 'story')
  await sendForm(awa, await awa.get(`${draft}/essentials`), headTyped('Half-moons'))
  expect((await binta.get(draft)).status).toBe(404)
  expect((await awa.post(`${draft}/people/invitations`, { whom: 'Nobody Here' })).status).toBe(422)
  // Nothing comes of it where they blocked whoever asks, who is not told.
  await chidi.post('/account/quiet', { handle: 'awa', how: 'blocked' })
  expect((await awa.post(`${draft}/people/invitations`, { whom: 'chidi' })).status).toBe(200)
  expect((await chidi.get('/write/invitations')).html).not.toContain('Half-moons')
  expect(await mailTo('chidi@example.net')).toBeUndefined()
  await chidi.post('/account/quiet/end', { handle: 'awa' })
  expect((await chidi.get('/write/invitations')).html).toContain('Half-moons')
  await answer(chidi, 'no')
  const asked = await awa.post(`${draft}/people/invitations`, { whom: 'BINTA' })
  expect(plain(asked.html)).toContain('Binta until')
  const again = await awa.post(`${draft}/people/invitations`, { whom: 'binta' })
  expect(again.status).toBe(422)
  expect(plain(again.html)).toContain('have not answered')
  expect((await mailTo('binta@example.net'))!.body).toContain(`${server.origin}/write/invitations`)
  // By her address it is nobody's business that it is hers.
  const byMail = await awa.post(`${draft}/people/invitations`, { whom: 'binta@example.net' })
  expect(plain(byMail.html)).toContain('binta@example.net until')
  expect((await binta.get(draft)).status).toBe(404)
  expect((await binta.get('/write')).html).toContain('href="/write/invitations"')
  const words = plain((await binta.get('/write/invitations')).html)
  expect(words).toContain('Half-moons')
  expect(words).toContain('Written by Awa')
  expect((await answer(binta, 'yes', { role: 'translator', shown: 'unnamed' })).at).toBe(draft)
  const people = plain((await awa.get(`${draft}/people`)).html)
  expect(people).toContain('Translator: not named')
  // Declined, and nobody else's to answer.
  await awa.post(`${draft}/people/invitations`, { whom: 'chidi' })
  expect((await answer(chidi, 'no')).at).toBe('/write/invitations')
  expect((await chidi.get(draft)).status).toBe(404)
  // Of whom he blocked he hears nothing, and they are not told.
  await chidi.post('/account/quiet', { handle: 'awa', how: 'blocked' })
  expect((await awa.post(`${draft}/people/invitations`, { whom: 'chidi' })).status).toBe(200)
  expect((await chidi.get('/write')).html).not.toContain('href="/write/invitations"')
  await chidi.post('/account/quiet/end', { handle: 'awa' })
  expect((await answer(chidi, 'no')).at).toBe('/write/invitations')
})

test('a link says what it opens, joins by a button only, and ends when it is taken back', async () => {
  const draft = await together()
  const made = await awa.post(`${draft}/people/links`)
  const link = /<code id="link">([^<]+)<\/code>/.exec(made.html)![1]!.replace(server.origin, '')
  expect(link).toMatch(/^\/write\/invitations\/[\w-]{32}$/)
  const { rows } = await sql<{
    token: string
  }>`select token from draft_invitation where token is not null`.execute(db())
  expect(rows.every(({ token }) => !link.includes(token))).toBe(true)
  const before = await chidi.get(link)
  expect(plain(before.html)).toContain('Half-moons by three')
  expect(plain(before.html)).toContain('Written by Awa and Binta')
  expect((await chidi.get(draft)).status).toBe(404)
  const unknown = await visitor(server).get(link)
  for (const way of ['sign-in', 'join'])
    expect(unknown.html).toContain(`/${way}?to=${encodeURIComponent(link)}`)
  expect((await visitor(server).post(link, wish)).status).not.toBe(200)
  expect((await chidi.post(link, wish)).at).toBe(draft)
  expect((await chidi.get(draft)).status).toBe(200)
  const end = /action="(\/drafts\/[^"]+\/end)"/.exec((await awa.get(`${draft}/people`)).html)![1]!
  expect((await chidi.post(end)).status).toBe(404)
  await awa.post(end)
  expect((await chidi.get(link)).status).toBe(404)
  expect((await chidi.get('/write/invitations/none')).status).toBe(404)
})

test('whoever has no account is asked by mail and is asked once they have joined', async () => {
  const draft = await together()
  await awa.post(`${draft}/people/invitations`, { whom: 'Dana@Example.org' })
  const mail = (await mailTo('dana@example.org'))!
  expect(mail.body).toContain('Awa invites you to write')
  const join = /\/join\/invitation\/\S+/.exec(mail.body)![0]
  const dana = visitor(server)
  await dana.post(join, { password })
  await dana.post('/sign-in', { email: 'dana@example.org', password })
  // Nobody writes for them, or under their name, before they say so themselves.
  expect((await dana.get(draft)).status).toBe(404)
  const asked = await dana.get('/write/invitations')
  const answer = /action="(\/write\/invitations\/\d+\/answer)"/.exec(asked.html)![1]!
  await dana.post(answer, { ...sentBy(asked.html), answer: 'yes' })
  expect((await dana.get(draft)).status).toBe(200)
  expect(plain((await awa.get(`${draft}/people`)).html)).not.toContain('dana@example.org')
})

test('everyone decides for themselves how they are shown; others propose, and land users are no contacts', async () => {
  const draft = await together()
  const people = `${draft}/people`
  const credit = /\/people\/credits\/(\d+)\/removal/.exec((await binta.get(people)).html)![1]!
  const bad = await awa.post(`${people}/credits/${credit}/removal`)
  expect(plain(bad.html)).toContain('theirs to say')
  expect((await awa.post(`${people}/credits/${credit}`, { role: 'author', shown: 'unnamed' })).status).toBe(
    422,
  )
  expect((await binta.post(`${people}/credits/${credit}`, { role: 'author', shown: 'group' })).status).toBe(
    422,
  )
  await binta.post(`${people}/credits/${credit}`, { role: 'author', shown: 'group', name: 'Women of Dori' })
  expect(plain((await awa.get(people)).html)).toContain('Author, as a group: Women of Dori')

  await awa.post(`${people}/proposals`, { person: await idOf('binta'), role: 'translator' })
  expect((await mailTo('binta@example.net'))!.body).toContain('translator')
  expect(plain((await awa.get(people)).html)).toContain('proposed by Awa')
  expect(plain((await binta.get(`${draft}/preview`)).html)).not.toContain('translator')
  const proposed = /action="([^"]+\/credits\/\d+)"><input type="hidden" name="role" value="translator"/.exec(
    (await binta.get(people)).html,
  )![1]!
  await binta.post(proposed, { role: 'translator', shown: 'named' })
  expect(plain((await awa.get(people)).html)).toContain('Translator: Binta')

  const other = (more: object) =>
    awa.post(`${people}/others`, { form: 'other', role: 'land-user', shown: 'named', ...more })
  expect((await other({})).status).toBe(422)
  for (const name of ['Ali, +227 90 12 34 56', 'ali@example.org']) {
    const refused = await other({ name })
    expect(plain(refused.html)).toContain('Leave it out')
    expect(refused.html).toContain(`value="${name}"`)
  }
  await other({ shown: 'unnamed' })
  await other({ name: 'Old Issa', role: 'resource-person' })
  const page = plain((await binta.get(people)).html)
  expect(page).toContain('Land user: not named')
  expect(page).toContain('Resource person: Old Issa')
})

test('the lead is handed on, a writer is removed with their credit standing, and takes their name out', async () => {
  const draft = await together()
  const people = `${draft}/people`
  const [a, b] = [await idOf('awa'), await idOf('binta')]
  expect((await binta.post(`${people}/removal`, { person: a })).status).toBe(422)
  await awa.post(`${people}/lead`, { person: b })
  expect(plain((await awa.get(people)).html)).toMatch(/Binta leads/)
  expect((await awa.post(`${draft}/removal`)).status).toBe(403)
  await binta.post(`${people}/removal`, { person: a })
  expect((await awa.get(draft)).status).toBe(404)
  expect((await mailTo('awa@example.net'))!.body).toContain('/account/credits')
  expect(plain((await binta.get(people)).html)).toContain('Compiler: Awa')
  const out = /action="(\/account\/credits\/[^"]+\/removal)"/.exec(
    (await awa.get('/account/credits')).html,
  )![1]!
  await awa.post(out)
  expect(plain((await binta.get(people)).html)).not.toContain('Awa')
  expect((await binta.post(`${people}/leave`, { credit: 'stays' })).status).toBe(422)
  await binta.post(`${people}/invitations`, { whom: 'chidi' })
  await answer(chidi, 'yes')
  await binta.post(`${people}/leave`, { credit: 'goes' })
  expect((await binta.get(draft)).status).toBe(404)
  expect(plain((await chidi.get(people)).html)).toMatch(/Chidi leads/)
})

test('addresses of those who never came are forgotten', async () => {
  await sql`update draft_invitation set expires = now() - interval '91 days' where email is not null`.execute(
    db(),
  )
  await draftInvitationJob.run({})
  const { rows } = await sql`select from draft_invitation where email is not null`.execute(db())
  expect(rows).toEqual([])
})

test('at most fifty write, those who were asked included', async () => {
  const draft = await beginDraft(awa, 'story')
  await sql`insert into draft_invitation (draft, email, invited_by)
    select thing.id, 'x' || n || '@example.org', ${await idOf('chidi')}::bigint from thing, generate_series(1, 49) as n
    where ref = ${draft.split('/')[2]}`.execute(db())
  const refused = await awa.post(`${draft}/people/invitations`, { whom: 'binta' })
  expect(refused.status).toBe(422)
  expect(plain(refused.html)).toContain('At most 50')
})

test('a published credit shows one’s name or not, marked, wherever the record stands', async () => {
  const draft = await together('A record of two names')
  const record = (await awa.post(`${draft}/publication`)).at
  const ref = record.split('/')[2]!
  expect(record).toContain('/records/')
  expect(plain((await visitor(server).get('/people/binta')).html)).not.toContain('A record of two names')
  await sql`update thing set circle = 1 from person where person.thing = thing.id and handle = 'binta'`.execute(
    db(),
  )
  expect(plain((await visitor(server).get('/people/binta')).html)).toContain('A record of two names')
  expect((await chidi.post(`/account/credits/${ref}`, { shown: 'unnamed' })).status).toBe(422)
  await binta.post(`/account/credits/${ref}`, { shown: 'unnamed' })
  await drain(reactions)
  expect(plain((await visitor(server).get(record)).html)).not.toContain('Binta')
  expect((await visitor(server).get('/people/binta')).html).not.toContain(ref)
  expect((await visitor(server).get('/search?q=Binta')).html).not.toContain(ref)
  expect((await visitor(server).get(`/api/v1/records/${ref}`)).html).not.toContain('Binta')
  const { rows } = await sql`select from credit where redacted is not null`.execute(db())
  expect(rows).toHaveLength(1)
  expect(plain((await binta.get('/account/credits')).html)).toContain('does not show your name')
  await binta.post(`/account/credits/${ref}`, { shown: 'named' })
  expect((await visitor(server).get(`/api/v1/records/${ref}`)).html).toContain('Binta')
})

test('a deleted account takes along what only it wrote, leaves the rest to others, and its name where it wishes so', async () => {
  const eve = await signedIn(server, 'Eve')
  const alone = await beginDraft(eve, 'story')
  const shared = await beginDraft(eve, 'story')
  await sendForm(eve, await eve.get(`${shared}/essentials`), {
    ...headTyped('What was left'),
    ...neededTyped(await definitionOf((await editionFor('story'))!.id)),
  })
  await eve.post(`${shared}/people/invitations`, { whom: 'chidi' })
  await answer(chidi, 'yes')
  const published = await beginDraft(eve, 'story')
  await sendForm(eve, await eve.get(`${published}/essentials`), {
    ...headTyped('What was brought out'),
    ...neededTyped(await definitionOf((await editionFor('story'))!.id)),
  })
  const record = (await eve.post(`${published}/publication`)).at
  expect((await visitor(server).get(record)).html).toContain('Eve')
  const data = (await eve.get('/account/export')).html
  expect(data).toContain('What was left')
  await eve.post('/account/deletion', { password, credit: 'unnamed' })
  const { rows } =
    await sql`select from draft join thing on thing.id = draft.thing where ref = ${alone.split('/')[2]}`.execute(
      db(),
    )
  expect(rows).toEqual([])
  const people = plain((await chidi.get(`${shared}/people`)).html)
  expect(people).toContain('Compiler: not named')
  expect(people).not.toContain('Eve ')
  expect(plain((await visitor(server).get(record)).html)).not.toContain('Eve')
  const json = (await visitor(server).get(`/api/v1/records/${record.split('/')[2]}`)).html
  expect(JSON.parse(json).versions[0].content.contributors).toEqual([{ role: 'compiler', shown: 'unnamed' }])
  expect((await chidi.post(`${shared}/publication`)).at).toContain('/records/')
})
